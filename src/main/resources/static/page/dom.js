// Small helpers: elements are made one by one and never parsed from text, as the page's
// Content-Security-Policy demands.

/** The address of the service, wherever a proxy has put it. */
export const root = new URL('../', import.meta.url);

const SVG = 'http://www.w3.org/2000/svg';

export function element(name, attributes = {}, ...children) {
	return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
	return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
	for (const [name, value] of Object.entries(attributes)) {
		if (name.startsWith('on')) {
			node.addEventListener(name.slice(2), value);
		}
		else if (value !== null && value !== undefined && value !== false) {
			node.setAttribute(name, value === true ? '' : value);
		}
	}
	node.append(...children.flat().filter((child) => child !== null && child !== undefined));
	return node;
}

/** What a status looks like: a shape of its own, so that colour is never all there is. */
export const STATUSES = {
	ERROR: { title: 'Error', sign: '❌', shape: 'M8 2h8l6 6v8l-6 6H8l-6-6V8z', mark: 'M8.5 8.5l7 7M15.5 8.5l-7 7' },
	UNRECOGNIZED: { title: 'Unrecognized', sign: '🚫', shape: 'M12 1.5a10.5 10.5 0 1 1 0 21a10.5 10.5 0 0 1 0-21z', mark: 'M6.5 17.5l11-11' },
	DIVERGED: { title: 'Diverged', sign: '🔀', shape: 'M5 2h14a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3z', mark: 'M12 19v-5.5L7 8.5V5M12 13.5l5-5V5' },
	UNKNOWN: { title: 'No revision', sign: '❓', shape: 'M12 1.5 22.5 12 12 22.5 1.5 12z', mark: 'M9.6 9.6a2.5 2.5 0 1 1 3.7 2.2c-.9.5-1.3 1-1.3 2M12 17v.1' },
	DRIFTED: { title: 'Drifted', sign: '🧩', shape: 'M7 2h10l5.5 10L17 22H7L1.5 12z', mark: 'M7 9.5h7M10 14.5h7M17 9.5v.1M7 14.5v.1' },
	BEHIND: { title: 'Behind', sign: '⚠️', shape: 'M12 2 23 21.5H1z', mark: 'M12 9v5.5M12 18v.1' },
	UP_TO_DATE: { title: 'Up-to-date', sign: '✅', shape: 'M12 1.5a10.5 10.5 0 1 1 0 21a10.5 10.5 0 0 1 0-21z', mark: 'M7 12.5l3.4 3.4L17 9' },
};

/** From worst to best. */
export const ORDER = Object.keys(STATUSES);

export function icon(status) {
	const { shape, mark } = STATUSES[status];
	return svg('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' },
		svg('path', { class: 'shape', d: shape }), svg('path', { class: 'mark', d: mark }));
}

export function badge(status) {
	return element('span', { class: 'badge' }, icon(status),
		element('span', { class: 'was' }, 'Last known: '), STATUSES[status].title);
}

/** The tab says what the page says. */
export function tab(status, title) {
	const name = status === null ? 'none' : status.toLowerCase();
	const link = document.querySelector('link[rel=icon]');
	const address = new URL(`page/icon-${name}.svg`, root).href;
	if (link.href !== address) {
		link.href = address;
	}
	document.title = title;
}

/** Tells screen readers. */
export function announce(sentence) {
	document.getElementById('announcer').textContent = sentence;
}

export function copyButton(text, what) {
	const button = element('button', { type: 'button', class: 'copy', 'aria-label': `Copy: ${what ?? text}`, 'data-copy': text }, 'Copy');
	button.addEventListener('click', () => copy(text, button));
	return button;
}

/** What leads to a revision's script, where it is known where people read it. */
export function source(revision, shown) {
	return revision.sourceUrl === null ? shown
		: element('a', { class: 'source', href: revision.sourceUrl, rel: 'noreferrer', title: `Source: ${revision.file}` }, shown);
}

/** A command, and a button that copies it. */
export function command(text) {
	return element('span', { class: 'command' }, element('code', {}, text), copyButton(text));
}

/** The ways from several heads back to one, or nothing where there are none. */
export function remedies(divergence) {
	const commands = divergence?.commands ?? [];
	return commands.length === 0 ? null : element('details', { class: 'remedies', open: commands.length < 3 },
		element('summary', {}, 'Ways back to one head'),
		element('ul', {}, commands.map((one) => element('li', {}, element('span', { class: 'words' }, one.description), command(one.command)))));
}

export async function copy(text, button) {
	const label = button.textContent;
	const done = await write(text);
	button.textContent = done ? 'Copied' : 'Not copied';
	button.classList.toggle('done', done);
	announce(done ? 'Copied.' : 'The browser did not allow copying.');
	setTimeout(() => {
		button.textContent = label;
		button.classList.remove('done');
	}, 2000);
}

async function write(text) {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	}
	catch {
		return writeByHand(text);
	}
}

/** Where the page does not come over HTTPS or from this machine, browsers have no clipboard object. */
function writeByHand(text) {
	const focused = document.activeElement;
	const area = element('textarea', { class: 'unseen', 'aria-hidden': 'true', tabindex: '-1' });
	area.value = text;
	document.body.append(area);
	area.select();
	const done = document.execCommand('copy');
	area.remove();
	focused?.focus();
	return done;
}

/** A date of a migration script, which has its own time zone or none: the day is what it says. */
export function day(created) {
	return created === null ? null
		: element('time', { datetime: created, title: created.replace('T', ' ') }, created.slice(0, 10));
}
