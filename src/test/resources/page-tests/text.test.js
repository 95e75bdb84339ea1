import { clock, lasting, plural, sentence, underWay } from '/page/text.js';
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

test('a migration under way says who it is, what it waits for and how far it is', () => {
	const since = '2026-11-22T14:03:00.000Z';
	const migration = { since, certain: true, application: 'alembic', user: 'shop', pid: 4711, waitsFor: null, progress: null };
	const at = clock(new Date(since));
	const say = (what) => underWay({ ...migration, ...what }, '2026-11-22T14:08:10.000Z');
	equal(say({}), `A migration is under way since ${at} (alembic, pid 4711).`);
	equal(say({ application: null, certain: false }), `A migration is probably under way since ${at} (shop, pid 4711).`);
	equal(say({ waitsFor: { pid: 99, relation: 'sessions', since: '2026-11-22T14:04:00.000Z' } }),
		`A migration is under way since ${at} (alembic, pid 4711), waiting 4 min for a lock on sessions held by pid 99.`);
	equal(say({ application: null, user: null, waitsFor: { pid: null, relation: null, since: '2026-11-22T14:08:00.000Z' } }),
		`A migration is under way since ${at} (pid 4711), waiting 10 s for a lock.`);
	equal(say({ progress: { phase: 'building index: scanning table', command: null, done: 30, total: 40 } }),
		`A migration is under way since ${at} (alembic, pid 4711), building index: scanning table 75 %.`);
});
