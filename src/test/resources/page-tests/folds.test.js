import { items, stretches } from '/page/folds.js';
import { history, line } from './histories.js';
import { equal, test } from './testing.js';

const kinds = (list) => list.map(({ kind, place, from, to, release, row }) => [kind, place ?? release ?? row ?? `${from}-${to}`].join(' '));
const all = (one, open = []) => kinds(items(one, { fold: true, open: new Set(open) }));

test('a long applied stretch is folded, apart from what is around the database, the head and the base', () => {
	equal(stretches(line(30, 2)), [{ from: 6, to: 29 }]);
});

test('seven revisions are not worth a fold, eight are', () => {
	equal(stretches(line(12)), []);
	equal(stretches(line(13)), [{ from: 4, to: 12 }]);
});

test('nothing that is not applied is folded', () => {
	equal(stretches(line(30, 29)), []);
	equal(stretches(history(Array.from({ length: 30 }, (_, at) => `r${at}?`).join(' '))), []);
});

test('a branch label, and where lines part, stay to be seen', () => {
	const labelled = line(30);
	labelled.revisions[15].branchLabels.push('shop');
	equal(stretches(labelled), [{ from: 4, to: 15 }, { from: 16, to: 29 }]);
	const parting = line(40);
	parting.points.add('r20');
	equal(stretches(parting), [{ from: 4, to: 17 }, { from: 24, to: 39 }]);
});

test('what a pending revision follows stays to be seen', () => {
	const old = line(30);
	old.revisions.unshift({ ...old.revisions[0], revision: 'new', state: 'PENDING', row: false });
	old.edges.forEach((edge) => {
		edge.from++;
		edge.to++;
	});
	old.edges.push({ from: 0, to: 20, lane: 0, kind: 'DOWN_REVISION' });
	equal(stretches(old), [{ from: 5, to: 19 }, { from: 22, to: 30 }]);
});

test('a fold that was opened shows what is in it', () => {
	equal(all(line(30)).filter((item) => item.startsWith('fold')), ['fold 4-29']);
	equal(all(line(30), [4]).length, 30);
	equal(items(line(30), { fold: false, open: new Set() }).length, 30);
});

test('a release is named once, above its newest revision', () => {
	equal(all(history('d^@2.0<c c@1.0<b b@2.0<a a')),
		['release 2.0', 'revision 0', 'release 1.0', 'revision 1', 'revision 2', 'revision 3']);
});

test('a revision knows the release of the divider above it', () => {
	equal(items(history('c^@2.0<b b<a a@1.0'), { fold: false, open: new Set() }).map(({ section }) => section),
		[undefined, '2.0', '2.0', undefined, '1.0']);
});

test('a release whose newest revision is folded has no divider further down', () => {
	const folded = line(31);
	folded.revisions[10].release = '1.0';
	folded.revisions[30].release = '1.0';
	equal(all(folded).filter((item) => item.startsWith('release')), []);
});

test('rows that are no revisions come first', () => {
	equal(all(history('a^', { unknownRows: ['x', 'y'] })), ['unrecognized x', 'unrecognized y', 'revision 0']);
});

test('nothing is shown of nothing', () => {
	equal(all({ revisions: [], edges: [], unknownRows: [], points: new Set() }), []);
});
