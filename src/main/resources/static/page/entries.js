// Which components are shown, and in which order.

import { ORDER } from './dom.js';
import { plural } from './text.js';
import { wordsOf } from './search.js';

/** More members than these do not stand side by side. */
const MOST_SIDE_BY_SIDE = 12;

const UNCHECKED = ORDER.indexOf('UP_TO_DATE') - 0.5;

/** How bad a component is: the lower, the worse. */
export function rank(component) {
	return component.last === null ? UNCHECKED : ORDER.indexOf(component.last.status);
}

const isGood = (component) => component.last?.status === 'UP_TO_DATE';

function isWanted(component, filter, words) {
	if ((filter.group && component.group !== filter.group)
		|| (filter.environment && component.environment !== filter.environment)) {
		return false;
	}
	const text = `${component.name} ${component.title} ${component.group} ${component.environment ?? ''}`.toLowerCase();
	return words.every((word) => text.includes(word));
}

/**
 * What a filter leaves of the components: `counts` by status, whatever statuses it wants; `bad`, the worst first, and `good`:
 * items {key, members}, where several members are a group. `total` is how many components are wanted.
 */
export function arrange(components, filter) {
	const words = wordsOf(filter.q);
	const wanted = components.filter((component) => isWanted(component, filter, words));
	const counts = Object.fromEntries(ORDER.map((status) => [status, 0]));
	for (const { last } of wanted) {
		if (last !== null) {
			counts[last.status]++;
		}
	}
	const shown = items(wanted).filter(({ members }) => filter.statuses.size === 0
		|| members.some(({ last }) => last !== null && filter.statuses.has(last.status)));
	const worst = new Map(shown.map((item) => [item, Math.min(...item.members.map(rank))]));
	return {
		counts,
		total: wanted.length,
		bad: shown.filter((item) => !item.members.every(isGood)).sort((one, other) => worst.get(one) - worst.get(other)),
		good: shown.filter((item) => item.members.every(isGood)),
	};
}

function items(components) {
	const groups = new Map();
	for (const component of components) {
		if (!groups.has(component.group)) {
			groups.set(component.group, []);
		}
		groups.get(component.group).push(component);
	}
	return [...groups].flatMap(([group, members]) => (members.length > 1 && members.length <= MOST_SIDE_BY_SIDE
		? [{ key: `group ${group}`, group, members }]
		: members.map((member) => ({ key: member.name, members: [member] }))));
}

/** Values that several components have, so that it makes sense to choose one. */
export function choices(components, value) {
	const counts = new Map();
	components.map(value).filter((one) => one !== null).forEach((one) => counts.set(one, (counts.get(one) ?? 0) + 1));
	return counts;
}

/** What a component is called beside the others of its group. */
export function placeOf(component) {
	return component.environment ?? component.title;
}

const same = (one, other) => one.length === other.length && one.every((id) => other.includes(id));

/** What separates two components of a group, in words: only what their reports say; null where they say nothing. */
export function separation(one, other) {
	const [a, b] = [one.last, other.last];
	if (a === null || b === null || a.status === 'ERROR' || b.status === 'ERROR') {
		return null;
	}
	if (same(a.currentRevisions, b.currentRevisions)) {
		return 'the same revision';
	}
	if (!same(a.headRevisions, b.headRevisions) || a.pendingCount === null || b.pendingCount === null) {
		return 'other revisions';
	}
	const more = a.pendingCount - b.pendingCount;
	return more === 0 ? 'other revisions'
		: `${placeOf(more > 0 ? one : other)} has ${plural(Math.abs(more), 'migration more', 'migrations more')} pending`;
}
