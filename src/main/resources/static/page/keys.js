// Which item a key leads to.

const MOVES = {
	ArrowDown: (at) => at + 1,
	ArrowUp: (at) => at - 1,
	PageDown: (at, page) => at + page,
	PageUp: (at, page) => at - page,
	Home: () => 0,
	End: (at, page, last) => last,
};

const UP = new Set(['ArrowUp', 'PageUp']);

/**
 * The item that a key leads to, or null where the key leads nowhere. Items that cannot be selected are passed over.
 * @param {string} key its name in an event
 * @param {object} list `selected`: an item or null; `top`: the uppermost one to be seen; `page`: how many make a page;
 * `items`: all of them
 */
export function target(key, { selected, top, page, items }) {
	const last = items.length - 1;
	if (!Object.hasOwn(MOVES, key) || last < 0) {
		return null;
	}
	const up = UP.has(key);
	const within = (index) => Math.min(last, Math.max(0, index));
	let index = within(MOVES[key](selected ?? top + (up ? 1 : -1), page, last));
	while (items[index].kind === 'release') {
		index = within(index + (up && index > 0 ? -1 : 1));
	}
	return index;
}
