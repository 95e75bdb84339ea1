import { target } from '/page/keys.js';
import { equal, test } from './testing.js';

const items = ['release', 'revision', 'revision', 'release', 'revision', 'fold', 'revision'].map((kind) => ({ kind }));
const from = (selected, key, { top = 0, page = 3 } = {}) => target(key, { selected, top, page, items });

test('arrows lead to the next row, and pass dividers over', () => {
	equal([from(1, 'ArrowDown'), from(2, 'ArrowDown'), from(4, 'ArrowUp')], [2, 4, 2]);
});

test('arrows stop at the ends', () => {
	equal([from(6, 'ArrowDown'), from(1, 'ArrowUp')], [6, 1]);
});

test('pages stop at the ends, too', () => {
	equal([from(1, 'PageDown'), from(4, 'PageDown'), from(6, 'PageUp'), from(4, 'PageUp')], [4, 6, 2, 1]);
});

test('Home and End lead to the ends', () => {
	equal([from(4, 'Home'), from(1, 'End'), from(null, 'End')], [1, 6, 6]);
});

test('without a selection, the way begins at what can be seen', () => {
	equal([from(null, 'ArrowDown', { top: 4 }), from(null, 'ArrowUp', { top: 4 }), from(null, 'ArrowDown', { top: 3 })], [4, 4, 4]);
});

test('other keys lead nowhere', () => {
	equal(['Enter', ' ', 'Escape', 'a', 'Tab', 'toString'].map((key) => from(1, key)), [null, null, null, null, null, null]);
});

test('in an empty list no key leads anywhere', () => {
	equal(target('ArrowDown', { selected: null, top: 0, page: 3, items: [] }), null);
});
