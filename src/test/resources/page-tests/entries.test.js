import { arrange, separation } from '/page/entries.js';
import { parse } from '/page/filter.js';
import { equal, test } from './testing.js';

const last = (status, changes) => ({ status, currentRevisions: ['a'], headRevisions: ['c'], pendingCount: 0, ...changes });

const component = (name, status, changes) => ({ name, title: name, group: name, environment: null,
	last: status === null ? null : last(status), ...changes });

const keys = ({ bad, good }) => [bad.map(({ key }) => key), good.map(({ key }) => key)];

const SOME = [component('one', 'UP_TO_DATE'), component('two', 'BEHIND'), component('three', 'ERROR'),
	component('four', null), component('five', 'BEHIND')];

const SHOP = [component('shop-eu', 'UP_TO_DATE', { group: 'shop', environment: 'production' }),
	component('other', 'BEHIND'), component('shop-test', 'ERROR', { group: 'shop', environment: 'test' })];

test('the worst come first, in configured order where they are as bad, and what is not checked yet after them', () => {
	equal(keys(arrange(SOME, parse(''))), [['three', 'two', 'five', 'four'], ['one']]);
});

test('a status chooses, and the counts are of all statuses', () => {
	const arranged = arrange(SOME, parse('?status=BEHIND'));
	equal(keys(arranged), [['two', 'five'], []]);
	equal([arranged.counts.ERROR, arranged.counts.BEHIND, arranged.counts.UP_TO_DATE, arranged.total], [1, 2, 1, 5]);
});

test('all words are looked for, in name, title, group and environment', () => {
	equal(keys(arrange(SHOP, parse('?q=SHOP+prod'))), [[], ['shop-eu']]);
	equal(keys(arrange(SHOP, parse('?q=nothing'))), [[], []]);
});

test('a group is as bad as its worst member and stands together', () => {
	const { bad, good } = arrange(SHOP, parse(''));
	equal([bad.map(({ key }) => key), bad[0].members.map(({ name }) => name), good], [['group shop', 'other'], ['shop-eu', 'shop-test'], []]);
});

test('a group is shown whole where one member has the status', () => {
	equal(arrange(SHOP, parse('?status=ERROR')).bad.map(({ members }) => members.length), [2]);
});

test('members of a large group stand alone', () => {
	const many = Array.from({ length: 13 }, (_, index) => component(`m${index}`, 'BEHIND', { group: 'many' }));
	equal([arrange(many, parse('')).bad.length, arrange(many.slice(1), parse('')).bad.length], [13, 1]);
});

test('ten thousand components are arranged while a reader types', () => {
	const many = Array.from({ length: 10_000 }, (_, index) => component(`c${index}`, index % 3 === 0 ? 'BEHIND' : 'UP_TO_DATE'));
	const { bad, good } = arrange(many, parse('?q=c1'));
	equal([bad.length + good.length, bad.length > 300], [1111, true]);
});

test('what separates two environments is said as far as it is known', () => {
	const one = (changes) => ({ title: 'a', environment: 'staging', last: last('BEHIND', changes) });
	const other = (changes) => ({ title: 'b', environment: 'production', last: last('BEHIND', { currentRevisions: ['b'], ...changes }) });
	equal([
		separation(one({}), other({ currentRevisions: ['a'] })),
		separation(one({ pendingCount: 1 }), other({ pendingCount: 4 })),
		separation(one({ pendingCount: 2 }), other({ pendingCount: 1 })),
		separation(one({ pendingCount: 2 }), other({ pendingCount: 2 })),
		separation(one({}), other({ headRevisions: ['d'], pendingCount: 4 })),
		separation(one({ status: 'ERROR' }), other({})),
		separation({ title: 'a', environment: null, last: null }, other({})),
	], ['the same revision', 'production has 3 migrations more pending', 'staging has 1 migration more pending',
		'other revisions', 'other revisions', null, null]);
});
