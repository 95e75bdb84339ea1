import { format, narrows, parse } from '/page/filter.js';
import { equal, test } from './testing.js';

test('an address says what to show, and what to show makes the same address', () => {
	for (const address of ['', '?q=shop+eu', '?status=ERROR,BEHIND', '?group=shop&environment=production',
		'?q=a%26b&open=one,two&good=open', '?good=folded']) {
		equal(format(parse(address)), address);
	}
});

test('an address that nobody made shows all', () => {
	const filter = parse('?status=behind,NONE&more=1&open=');
	equal([filter.statuses.size, filter.open.size, filter.good, narrows(filter), format(filter)], [0, 0, null, false, '']);
});

test('what is unfolded narrows nothing', () => {
	equal(['?open=one&good=open', '?q=+', '?q=a', '?status=ERROR', '?group=a', '?environment=b'].map((one) => narrows(parse(one))),
		[false, false, true, true, true, true]);
});
