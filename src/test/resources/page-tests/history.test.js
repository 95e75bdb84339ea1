import { History } from '/page/history.js';
import { history } from './histories.js';
import { equal, test } from './testing.js';

const forked = () => history('c!^<a b*^<a a', {
	divergence: [
		{ head: 'c', revisions: ['c'], applied: 0, pending: 1, branchesFrom: ['a'] },
		{ head: 'b', revisions: ['b'], applied: 1, pending: 0, branchesFrom: ['a'] },
	],
});

test('a revision is found by its id', () => {
	equal(['c', 'a', 'x'].map((id) => forked().placeOf(id)), [0, 2, -1]);
});

test('the children of a revision are those that follow it, and not those that depend on it', () => {
	equal(history('d~a c<b b<a a').children, [[], [], [1], [2]]);
	equal(forked().children[2], [0, 1]);
});

test('what only one head has, and where the lines part, is known', () => {
	equal([0, 1, 2].map((place) => forked().isOwn(place)), [true, true, false]);
	equal([...forked().points], ['a']);
});

test('the rows are those that are revisions, then those that are none', () => {
	equal(history('b^<a a*', { unknownRows: ['x'] }).rows, ['a', 'x']);
	equal(history('a^').rows, []);
});

test('revisions, merge points and pending ones are counted', () => {
	equal(history('d!^<c c!<a,b b<a a*').counts, { revisions: 4, merges: 1, pending: 2, unknown: 0 });
});

test('a history without revisions is one, too', () => {
	equal(new History({ lanes: 0, revisions: [], edges: [], unknownRows: [], divergence: [] }).counts,
		{ revisions: 0, merges: 0, pending: 0, unknown: 0 });
});
