import { find, matches, next, wordsOf } from '/page/search.js';
import { history } from './histories.js';
import { equal, test } from './testing.js';

const revision = {
	revision: 'AB12cd', description: 'Add invoice currency', file: 'ab12cd_add_invoice.py', release: '26.8.0', branchLabels: ['billing'],
};

test('words are what stands between white space', () => {
	equal(wordsOf('  Add\tINVOICE \n'), ['add', 'invoice']);
	equal(wordsOf('   '), []);
});

for (const text of ['ab12', '12CD', 'invoice', 'currency add', '_add_invoice.py', '26.8', 'billing', 'b12 curr 26.8.0']) {
	test(`"${text}" is found`, () => equal(matches(revision, wordsOf(text)), true));
}

for (const text of ['abc', 'invoices', 'invoice 26.9', 'add invoice x']) {
	test(`"${text}" is not found`, () => equal(matches(revision, wordsOf(text)), false));
}

test('a revision without a description or a release is found by its file', () => {
	equal(matches({ ...revision, description: null, release: null }, ['add_invoice']), true);
	equal(matches({ ...revision, description: null, release: null }, ['null']), false);
});

test('of a history, the places are found; without words, none', () => {
	equal(find(history('c^<b b<a a'), ['about']), [0, 1, 2]);
	equal(find(history('c^<b b<a a'), ['b_file']), [1]);
	equal(find(history('c^<b b<a a'), []), []);
});

test('the next place comes after the one that is selected, and around', () => {
	equal([undefined, 0, 2, 5, 7, 9].map((here) => next([2, 5, 9], here, 1)), [2, 2, 5, 9, 9, 2]);
});

test('the previous place comes before the one that is selected, and around', () => {
	equal([undefined, 0, 2, 5, 7, 9].map((here) => next([2, 5, 9], here, -1)), [9, 9, 9, 2, 5, 5]);
});

test('among no places there is no next one', () => {
	equal([next([], 3, 1) === undefined, next([], 3, -1) === undefined], [true, true]);
});
