// What a reader wants to see, as the address of the page says it.

import { ORDER } from './dom.js';

const list = (text) => (text ?? '').split(',').filter(Boolean);

/** The filter of an address: {q, statuses, group, environment, open, good}; `good` is null where the reader has not said. */
export function parse(search) {
	const query = new URLSearchParams(search);
	return {
		q: query.get('q') ?? '',
		statuses: new Set(list(query.get('status')).filter((status) => ORDER.includes(status))),
		group: query.get('group') ?? '',
		environment: query.get('environment') ?? '',
		open: new Set(list(query.get('open'))),
		good: query.has('good') ? query.get('good') === 'open' : null,
	};
}

/** The query part of the address of a filter; empty where it shows all. */
export function format(filter) {
	const query = new URLSearchParams();
	const put = (name, value) => value && query.set(name, value);
	put('q', filter.q.trim());
	put('status', ORDER.filter((status) => filter.statuses.has(status)).join());
	put('group', filter.group);
	put('environment', filter.environment);
	put('open', [...filter.open].join());
	put('good', filter.good === null ? '' : filter.good ? 'open' : 'folded');
	const text = query.toString().replaceAll('%2C', ',');
	return text === '' ? '' : `?${text}`;
}

/** Whether it leaves something out. */
export function narrows(filter) {
	return filter.q.trim() !== '' || filter.statuses.size > 0 || filter.group !== '' || filter.environment !== '';
}
