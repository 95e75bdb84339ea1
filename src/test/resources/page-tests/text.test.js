import { lasting, plural, sentence } from '/page/text.js';
import { equal, test } from './testing.js';

test('one is one and others are many', () => {
	equal([plural(0, 'merge'), plural(1, 'merge'), plural(2, 'merge'), plural(2, 'match', 'matches')],
		['0 merges', '1 merge', '2 merges', '2 matches']);
});

test('how long something lasts is said as roughly as it is needed', () => {
	equal([-500, 59_000, 60_000, 89 * 60_000, 91 * 60_000, 47.9 * 3_600_000, 48 * 3_600_000].map(lasting),
		['less than a minute', 'less than a minute', '1 min', '89 min', '1 h', '47 h', '2 d']);
});

test('a sentence ends once', () => {
	equal(['a', 'a.', 'a?', 'a!'].map(sentence), ['a.', 'a.', 'a?', 'a!']);
});
