import { ago, plural, sentence } from '/page/text.js';
import { equal, test } from './testing.js';

test('one is one and others are many', () => {
	equal([plural(0, 'merge'), plural(1, 'merge'), plural(2, 'merge'), plural(2, 'match', 'matches')],
		['0 merges', '1 merge', '2 merges', '2 matches']);
});

test('times are said as roughly as they are needed', () => {
	equal([-500, 0, 1400, 1600, 89_000, 91_000, 89 * 60_000, 91 * 60_000, 48 * 3_600_000].map(ago),
		['just now', 'just now', 'just now', '2 s ago', '89 s ago', '2 min ago', '89 min ago', '2 h ago', '48 h ago']);
});

test('a sentence ends once', () => {
	equal(['a', 'a.', 'a?', 'a!'].map(sentence), ['a.', 'a.', 'a?', 'a!']);
});
