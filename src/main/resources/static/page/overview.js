// The overview: what needs attention first, and the rest in lines.

import { Card, Line, age } from './card.js';
import { ORDER, STATUSES, announce, badge, element, tab } from './dom.js';
import { arrange, choices } from './entries.js';
import { format, narrows, parse } from './filter.js';
import { Group } from './group.js';
import { LazyList } from './lazy.js';
import { Live, fetchReports, showConnection } from './live.js';
import { plural, sentence } from './text.js';

/** So many lines are no burden: they are not folded unless somebody folds them. */
const LINES_AT_ONCE = 50;
const CARD_HEIGHT = 320;
const LINE_HEIGHT = 44;

const byId = (id) => document.getElementById(id);
const components = new Map();
const shown = new Map();
const live = new Live({ onReport: hear, onList: take, onRemoved: remove, onState: connection });

const bad = new LazyList(byId('cards'), CARD_HEIGHT, make);
const good = new LazyList(byId('lines'), LINE_HEIGHT, make);

let filter = parse(location.search);
let drawing = false;

const actions = {
	check: (name) => live.poll(name),
	open: (name) => unfold(name, true),
	fold: (name) => unfold(name, false),
	isOpen: (name) => filter.open.has(name),
	fetch: async (name) => (await fetchReports(name))[0],
};

function isLine({ last, name }) {
	return last?.status === 'UP_TO_DATE' && !filter.open.has(name);
}

/** The node of an item of a list. A component is a card or a line, which are items of different keys. */
function make(item) {
	const [component] = item.members;
	const view = item.group !== undefined ? new Group(item, actions)
		: isLine(component) ? new Line(component, actions.open)
			: new Card(component, { check: actions.check, fold: component.last?.status === 'UP_TO_DATE' ? actions.fold : undefined });
	shown.set(item.key, view);
	return view.node;
}

const keyed = (item) => (item.group === undefined && isLine(item.members[0]) ? { ...item, key: `line ${item.key}` } : item);

/** Draws what has changed, once for all that changes at a time. */
function draw() {
	if (!drawing) {
		drawing = true;
		setTimeout(() => {
			drawing = false;
			drawNow();
		}, components.size > 1000 ? 100 : 0);
	}
}

function drawNow() {
	const all = [...components.values()];
	const arranged = arrange(all, filter);
	const lists = { bad: arranged.bad.map(keyed), good: arranged.good.map(keyed) };
	const items = new Map([...lists.bad, ...lists.good].map((item) => [item.key, item]));
	for (const [key, view] of shown) {
		if (!items.has(key)) {
			shown.delete(key);
		}
		else {
			view.update(view instanceof Group ? items.get(key) : items.get(key).members[0]);
		}
	}
	bad.show(lists.bad);
	const fold = byId('good');
	fold.hidden = lists.good.length === 0;
	const open = filter.good ?? (lists.good.length <= LINES_AT_ONCE || filter.statuses.has('UP_TO_DATE'));
	if (fold.open !== open) {
		fold.open = open;
	}
	good.show(open ? lists.good : []);
	byId('good-count').textContent = `${plural(lists.good.reduce((sum, { members }) => sum + members.length, 0), 'component')} up-to-date`;
	const nothing = components.size === 0 ? 'No component is configured.'
		: lists.bad.length + lists.good.length === 0 ? 'No component is as asked.' : '';
	byId('empty').hidden = nothing === '';
	byId('empty').textContent = nothing;
	showFilter(arranged, all);
	showTab();
}

/** The counts by status, which are buttons, too; and what else can be chosen. */
function showFilter({ counts, total }, all) {
	const key = JSON.stringify([counts, total, [...filter.statuses]]);
	const tally = byId('tally');
	if (tally.dataset.key !== key) {
		tally.dataset.key = key;
		const focused = tally.contains(document.activeElement) ? document.activeElement.dataset.status : null;
		tally.replaceChildren(...ORDER.filter((status) => counts[status] > 0 || filter.statuses.has(status)).map((status) => {
			const part = badge(status);
			part.querySelector('.was').remove();
			return element('button', { type: 'button', class: 'count', 'data-status': status,
				'aria-pressed': String(filter.statuses.has(status)), onclick: () => toggle(status) },
				element('b', {}, String(counts[status])), ' ', part);
		}));
		if (focused) {
			tally.querySelector(`[data-status=${focused}]`)?.focus();
		}
	}
	select('group', [...choices(all, (one) => one.group)].filter(([, count]) => count > 1).map(([name]) => name));
	select('environment', [...choices(all, (one) => one.environment).keys()]);
	byId('clear').hidden = !narrows(filter);
	if (document.activeElement !== byId('words') && byId('words').value !== filter.q) {
		byId('words').value = filter.q;
	}
}

function select(id, names) {
	const field = byId(id);
	const key = names.join('\n');
	if (field.dataset.key !== key) {
		field.dataset.key = key;
		field.replaceChildren(element('option', { value: '' }, 'All'), ...names.map((name) => element('option', { value: name }, name)));
		field.closest('label').hidden = names.length === 0;
	}
	if (field.value !== filter[id]) {
		field.value = filter[id];
	}
}

/** What all components come to, for who looks at something else. */
function showTab() {
	const checked = [...components.values()].filter(({ last }) => last !== null);
	if (live.state === 'lost' || live.state === 'locked') {
		tab(null, `${live.state === 'lost' ? 'No connection' : 'Token wanted'} · Database status`);
	}
	else if (checked.length > 0) {
		const worst = ORDER[Math.min(...checked.map(({ last }) => ORDER.indexOf(last.status)))];
		const attention = checked.filter(({ last }) => last.status !== 'UP_TO_DATE').length;
		tab(worst, attention === 0
			? `${STATUSES.UP_TO_DATE.sign} All up-to-date · Database status`
			: `${STATUSES[worst].sign} ${STATUSES[worst].title} · ${attention} of ${checked.length} need attention`);
	}
}

/** What looks like an Alembic project and is none: whoever looks for a component that is not here finds out why. */
function showUnused(files) {
	const place = byId('unused');
	place.hidden = files.length === 0;
	byId('unused-count').textContent = `${plural(files.length, 'file')} found and not used`;
	byId('unused-files').replaceChildren(...files.map(({ file, why }) => element('li', {}, element('code', {}, file), ' ', sentence(why))));
}

/** All that there is, with what the last checks found. */
function take(list, unusedFiles) {
	showUnused(unusedFiles);
	const names = new Set(list.map(({ name }) => name));
	[...components.keys()].filter((name) => !names.has(name)).forEach((name) => components.delete(name));
	for (const component of list) {
		const known = components.get(component.name);
		const older = known?.last && (component.last === null || Date.parse(component.last.checkedAt) < Date.parse(known.last.checkedAt));
		components.set(component.name, older ? { ...component, last: known.last } : component);
	}
	draw();
}

function hear(report) {
	const component = components.get(report.component);
	if (component === undefined) {
		live.poll();
		return;
	}
	if (component.last === null || Date.parse(component.last.checkedAt) <= Date.parse(report.checkedAt)) {
		const ids = (those) => those.map(({ revision }) => revision);
		const { status, reason, summary, pendingCount, release, since, checkedAt } = report;
		const before = component.last?.status;
		component.last = { status, reason, summary, pendingCount, release, since, checkedAt,
			currentRevisions: ids(report.currentRevisions), headRevisions: ids(report.headRevisions) };
		if (before !== undefined && before !== status) {
			announce(`${component.title}: ${STATUSES[status].title}. ${summary}`);
		}
		draw();
	}
	for (const view of shown.values()) {
		const card = view instanceof Group ? view.cards.get(report.component) : view;
		if (card instanceof Card && card.node.dataset.component === report.component) {
			card.show(report);
		}
	}
}

function remove(name) {
	components.delete(name);
	draw();
}

function connection(state, lastAnswer, refusal) {
	if (document.getElementById('connection').dataset.state !== state) {
		showConnection(state, lastAnswer, refusal);
		showTab();
	}
}

/** The reader wants to see something else: the address says so, and the page does. */
function change(changes, { replace = false } = {}) {
	filter = { ...filter, ...changes };
	const address = location.pathname + format(filter);
	if (replace) {
		history.replaceState(null, '', address);
	}
	else {
		history.pushState(null, '', address);
	}
	drawNow();
}

function toggle(status) {
	const statuses = new Set(filter.statuses);
	if (!statuses.delete(status)) {
		statuses.add(status);
	}
	change({ statuses });
}

function unfold(name, opened) {
	const open = new Set(filter.open);
	if (opened) {
		open.add(name);
	}
	else {
		open.delete(name);
	}
	change({ open }, { replace: true });
	byId('components').querySelector(`[data-component="${CSS.escape(name)}"] [aria-expanded]`)?.focus();
}

byId('words').addEventListener('input', (event) => change({ q: event.target.value }, { replace: true }));
byId('filter').addEventListener('submit', (event) => event.preventDefault());
byId('group').addEventListener('change', (event) => change({ group: event.target.value }));
byId('environment').addEventListener('change', (event) => change({ environment: event.target.value }));
byId('clear').addEventListener('click', () => {
	change({ q: '', statuses: new Set(), group: '', environment: '' });
	byId('words').focus();
});
byId('good-count').addEventListener('click', (event) => {
	event.preventDefault();
	change({ good: !byId('good').open }, { replace: true });
});
addEventListener('popstate', () => {
	filter = parse(location.search);
	drawNow();
});

const all = byId('check-all');
all.addEventListener('click', async () => {
	all.textContent = 'Checking …';
	const answered = await live.checkAll();
	all.textContent = 'Check all now';
	announce(answered ? 'All components were checked.' : 'The service does not answer.');
});

// "for 3 h" needs no more than this.
setInterval(() => document.querySelectorAll('time.since').forEach(age), 60_000);

live.start();
