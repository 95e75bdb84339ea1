import { items } from '/page/folds.js';
import { DIVIDER, Layout } from '/page/layout.js';
import { history, line } from './histories.js';
import { equal, test } from './testing.js';

const ROW = 30;

function layout(one, { fold = false, lanes = 300 } = {}) {
	return new Layout(one, items(one, { fold, open: new Set() }), { row: ROW, lanes });
}

test('rows are stacked, and dividers are lower than rows', () => {
	const one = layout(history('c^@2.0<b b<a a@1.0'));
	equal([0, 1, 2, 3, 4].map((index) => one.top(index)), [0, DIVIDER, DIVIDER + ROW, DIVIDER + 2 * ROW, 2 * DIVIDER + 2 * ROW]);
	equal(one.total, 2 * DIVIDER + 3 * ROW);
	equal([0, 1, 2].map((place) => one.itemOf(place)), [1, 2, 4]);
	equal(one.height(1), DIVIDER + 1.5 * ROW);
});

test('the item at a height is found, the first above all and the last below all', () => {
	const one = layout(line(100));
	equal([-50, 0, ROW - 1, ROW, 50.5 * ROW, 1e6].map((height) => one.find(height)), [0, 0, 0, 1, 50, 99]);
});

test('what lies between two heights is a part of the list', () => {
	const one = layout(line(1000));
	equal(one.between(10 * ROW, 20 * ROW), { first: 10, end: 21 });
	equal(one.between(-500, ROW), { first: 0, end: 2 });
	equal(one.between(998.5 * ROW, 2000 * ROW), { first: 998, end: 1000 });
});

test('a folded revision is where its fold is', () => {
	const one = layout(line(30), { fold: true });
	equal([3, 4, 28, 29].map((place) => one.itemOf(place)), [3, 4, 4, 5]);
	equal([3, 4, 28, 29].map((place) => one.isFolded(place)), [false, true, true, false]);
	equal(one.height(4), one.height(28));
	equal(one.total, 6 * ROW);
});

test('lanes are narrower where there are many, but never too narrow', () => {
	const wide = history('b^<a a', { lanes: { b: 1 } });
	const broad = history('b^<a a', { lanes: { b: 19 } });
	equal([0, 1].map((lane) => layout(wide).x(lane)), [20, 38]);
	equal(layout(broad, { lanes: 200 }).x(1) - layout(broad, { lanes: 200 }).x(0), 10);
	equal(layout(broad, { lanes: 20 }).x(1) - layout(broad, { lanes: 20 }).x(0), 5);
	equal(layout(wide).indent, 38 + 20);
});

test('a line runs straight down its lane', () => {
	equal(layout(history('b^<a a')).lines(0, 100).map(({ path }) => path), ['M20 15 V45']);
});

test('a line bends into another lane within a row', () => {
	equal(layout(history('c^<a b<a a', { lanes: { b: 1 } })).lines(0, 200).map(({ path }) => path),
		['M20 15 V75', 'M38 45 V45 C38 60 20 60 20 75']);
});

test('a line out of one lane and into another bends twice', () => {
	const [{ path }] = layout(history('b^<a a', { lanes: { b: 2 } })).lines(0, 200)
		.map(({ edge }) => ({ path: layout({ ...history('b^<a a', { lanes: { b: 2 } }), edges: [{ ...edge, lane: 1 }] }).lines(0, 200)[0].path }));
	equal(path, 'M56 15 C56 22.5 38 22.5 38 30 V30 C38 37.5 20 37.5 20 45');
});

test('a long line is drawn only as far as it can be seen', () => {
	const long = history(`r0^<r999 ${Array.from({ length: 998 }, (_, at) => `r${at + 1}`).join(' ')} r999`);
	equal(layout(long).lines(400 * ROW, 410 * ROW).map(({ path }) => path), [`M20 ${399 * ROW} V${411 * ROW}`]);
	equal(layout(line(1000)).lines(400 * ROW, 410 * ROW).length, 11);
});

test('lines within a fold are not drawn', () => {
	equal(layout(line(30), { fold: true }).lines(-1e6, 1e6).length, 5);
});

test('a fold is as wide as the lanes in it', () => {
	const one = layout(history('c^ b a', { lanes: { b: 3, a: 1 } }));
	equal([[0, 1], [0, 3], [2, 3]].map(([from, to]) => one.widestLane({ from, to })), [0, 3, 1]);
});
