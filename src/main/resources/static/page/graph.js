// The history of one component: the graph, drawn as far as it can be seen.

import { STATUSES, announce, badge, copy, copyButton, day, element, plural, remedies, root, svg, tab } from './dom.js';
import { items, matches } from './folds.js';
import { COLOURS, draw, fold, node, unrecognized } from './lines.js';
import { Live, showConnection } from './live.js';

const DIVIDER = 26;
const OVERSCAN = 400;
const MARGIN = 20;
const WIDEST_LANE = 18;
const NARROWEST_LANE = 5;
const LISTED_REVISIONS = 5;

const component = decodeURIComponent(location.pathname.split('/').filter(Boolean).at(-1));
const byId = (id) => document.getElementById(id);
const list = byId('list');
const canvas = byId('canvas');
const lines = svg('svg', { 'aria-hidden': 'true', width: 10, height: 10 });
canvas.append(lines);

let title = component;
let report = null;
let tag = null;

/** Everything that follows from the graph and from what is folded. */
const view = {
	graph: null,
	items: [],
	tops: [],
	itemOf: [],
	open: new Set(),
	own: new Set(),
	points: new Set(),
	children: [],
	row: 36,
	lane: WIDEST_LANE,
	total: 0,
	selected: null,
	hits: new Set(),

	x(lane) {
		return MARGIN + lane * this.lane;
	},
	height(place) {
		const item = this.itemOf[place];
		return this.tops[item] + this.row / 2;
	},
	isFolded(place) {
		return this.items[this.itemOf[place]].kind === 'fold';
	},
	isOwn(place) {
		return this.own.has(this.graph.revisions[place].revision);
	},
};

function lay() {
	const { graph } = view;
	view.row = parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row'));
	const room = Math.max(60, list.clientWidth * 0.3);
	view.lane = Math.max(NARROWEST_LANE, Math.min(WIDEST_LANE, room / Math.max(1, graph.lanes)));
	view.items = items(graph, { fold: byId('fold').checked, open: view.open });
	view.tops = [];
	view.itemOf = [];
	let top = 0;
	view.items.forEach((item, index) => {
		view.tops.push(top);
		top += item.kind === 'release' ? DIVIDER : view.row;
		if (item.kind === 'revision') {
			view.itemOf[item.place] = index;
		}
		else if (item.kind === 'fold') {
			for (let place = item.from; place < item.to; place++) {
				view.itemOf[place] = index;
			}
		}
	});
	view.total = top;
	canvas.style.height = `${top}px`;
	rows.forEach((row) => row.remove());
	rows.clear();
	paint();
}

const rows = new Map();

/** Makes the rows that can be seen, and removes the others. */
function paint() {
	if (view.graph === null) {
		return;
	}
	const top = list.scrollTop - OVERSCAN;
	const bottom = list.scrollTop + list.clientHeight + OVERSCAN;
	const first = find(top);
	let last = first;
	const shapes = draw(view, top, bottom);
	while (last < view.items.length && view.tops[last] <= bottom) {
		if (!rows.has(last)) {
			const row = makeRow(last);
			rows.set(last, row);
			canvas.append(row);
		}
		shapes.push(...shape(view.items[last], view.tops[last] + view.row / 2));
		last++;
	}
	for (const [index, row] of rows) {
		if (index < first || index >= last) {
			row.remove();
			rows.delete(index);
		}
	}
	lines.replaceChildren(...shapes);
	mark();
}

/** The item at a height. */
function find(height) {
	let low = 0;
	let high = view.tops.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (view.tops[middle] <= height) {
			low = middle;
		}
		else {
			high = middle - 1;
		}
	}
	return low;
}

function shape(item, y) {
	switch (item.kind) {
		case 'revision': {
			const revision = view.graph.revisions[item.place];
			return node(revision, view.x(revision.lane), y);
		}
		case 'fold':
			return fold(view.x(0), y, view.x(usedLanes(item)) - view.x(0));
		case 'unrecognized':
			return unrecognized(view.x(0), y);
		default:
			return [];
	}
}

function usedLanes(item) {
	let widest = 0;
	for (let place = item.from; place < item.to; place++) {
		widest = Math.max(widest, view.graph.revisions[place].lane);
	}
	return widest;
}

function makeRow(index) {
	const item = view.items[index];
	const row = element('div', { class: 'row', id: `item-${index}` });
	row.style.transform = `translateY(${view.tops[index]}px)`;
	row.style.paddingLeft = `${view.x(Math.max(0, view.graph.lanes - 1)) + MARGIN}px`;
	if (item.kind === 'release') {
		row.classList.add('divider');
		row.setAttribute('aria-hidden', 'true');
		row.append(element('span', { class: 'release' }, item.release));
		return row;
	}
	row.setAttribute('role', 'option');
	row.setAttribute('aria-selected', 'false');
	row.setAttribute('aria-setsize', view.items.length);
	row.setAttribute('aria-posinset', index + 1);
	row.addEventListener('click', () => choose(index));
	if (item.kind === 'fold') {
		const releases = view.graph.revisions.slice(item.from, item.to).map((one) => one.release).filter(Boolean);
		const span = releases.length === 0 ? '' : releases.at(-1) === releases[0] ? ` · ${releases[0]}` : ` · ${releases.at(-1)} to ${releases[0]}`;
		row.classList.add('fold');
		row.append(element('span', {}, `${item.to - item.from} applied revisions folded${span}`), element('span', { class: 'tag' }, 'Show'));
	}
	else if (item.kind === 'unrecognized') {
		row.append(element('code', {}, item.row), element('span', { class: 'tag unrecognized' }, 'database'),
			element('span', { class: 'description' }, 'Not among these scripts'));
	}
	else {
		fillRow(row, view.graph.revisions[item.place], item.section);
	}
	return row;
}

function fillRow(row, revision, section) {
	row.classList.toggle('own', view.own.has(revision.revision));
	row.append(...[
		element('code', {}, revision.revision),
		tags(revision),
		element('span', { class: 'description', title: revision.file }, revision.description ?? revision.file),
		element('span', { class: 'quiet' }, revision.release === section ? null : [revision.release, ' '], day(revision.created)),
	].filter((part) => part !== null));
}

function tags(revision) {
	const tag = (style, text) => element('span', { class: `tag ${style}` }, text);
	const all = [
		revision.row ? tag('database', 'database') : null,
		revision.head ? tag('head', 'head') : null,
		view.points.has(revision.revision) ? tag('point', 'lines part here') : null,
		revision.state === 'PENDING' ? tag('pending', 'pending') : null,
		...revision.branchLabels.map((label) => tag('label', label)),
	].filter((one) => one !== null);
	return all.length === 0 ? null : element('span', { class: 'tags' }, all);
}

/** Shows which row is selected and which are found. */
function mark() {
	for (const [index, row] of rows) {
		if (row.getAttribute('role') === 'option') {
			row.setAttribute('aria-selected', String(index === view.selected));
			const { place } = view.items[index];
			row.classList.toggle('hit', place !== undefined && view.hits.has(place));
		}
	}
	if (view.selected !== null && rows.has(view.selected)) {
		list.setAttribute('aria-activedescendant', `item-${view.selected}`);
	}
	else {
		list.removeAttribute('aria-activedescendant');
	}
}

function choose(index) {
	const item = view.items[index];
	if (item.kind === 'fold') {
		unfold(item.from);
		choose(view.itemOf[item.from]);
		return;
	}
	view.selected = index;
	intoView(index);
	details(item.kind === 'revision' ? item.place : null);
	mark();
}

function unfold(from) {
	view.open.add(from);
	lay();
}

/** Goes to a revision, out of its fold if it is in one. */
function go(place) {
	const item = view.items[view.itemOf[place]];
	if (item.kind === 'fold') {
		unfold(item.from);
	}
	choose(view.itemOf[place]);
}

function intoView(index) {
	const top = view.tops[index];
	if (top < list.scrollTop || top + view.row > list.scrollTop + list.clientHeight) {
		list.scrollTop = top - list.clientHeight / 3;
		paint();
	}
}

function placeOf(id) {
	return view.graph.revisions.findIndex((revision) => revision.revision === id);
}

/** A button that leads to a revision, with what it is about. */
function reference(id) {
	const place = placeOf(id);
	const description = place < 0 ? null : view.graph.revisions[place].description;
	return [place < 0 ? element('code', {}, id) : element('button', { type: 'button', class: 'link', onclick: () => go(place) }, id), ' ', description ?? ''];
}

const STATES = {
	APPLIED: 'Applied.',
	PENDING: 'Pending: an upgrade would apply it.',
	UNKNOWN: 'Not known whether it is applied.',
};

function details(place) {
	const panel = byId('details');
	if (place === null) {
		panel.replaceChildren();
		return;
	}
	const revision = view.graph.revisions[place];
	const facts = [];
	const fact = (name, values) => {
		if (values.length > 0) {
			facts.push(element('dt', {}, name), ...values.map((value) => element('dd', {}, value)));
		}
	};
	fact(revision.downRevisions.length > 1 ? 'Merges' : 'Down revision', revision.downRevisions.map(reference));
	fact('Depends on', revision.dependsOn.map(reference));
	fact('Followed by', view.children[place].map((child) => reference(view.graph.revisions[child].revision)));
	fact('Branch labels', revision.branchLabels);
	fact('Release', revision.release === null ? [] : [revision.release]);
	fact('Created', revision.created === null ? [] : [revision.created.replace('T', ' ')]);
	fact('File', [[element('code', {}, revision.file), ' ', copyButton(revision.file, 'file name')]]);
	panel.replaceChildren(
		element('div', { class: 'head-line' }, element('h2', {}, element('code', {}, revision.revision)),
			element('span', {}, copyButton(revision.revision, 'revision id'), ' ',
				element('button', { type: 'button', 'aria-label': 'Close', onclick: close }, '✕'))),
		element('p', {}, element('strong', {}, revision.description ?? 'No description')),
		tags(revision) ?? '',
		element('p', {}, STATES[revision.state], revision.row ? ' The database is here.' : '', revision.downRevisions.length === 0 ? ' A base.' : ''),
		element('dl', {}, facts));
	panel.scrollTop = 0;
}

function close() {
	details(null);
	list.focus();
}

function headline() {
	const { graph } = view;
	const place = byId('headline');
	const parts = [];
	if (report !== null) {
		place.dataset.status = report.status;
		parts.push(element('p', { class: 'summary' }, report.summary, report.details === null || report.status === 'DIVERGED' ? '' : ` ${report.details}.`));
	}
	if (graph !== null) {
		const merges = graph.revisions.filter((revision) => revision.downRevisions.length > 1).length;
		const pending = graph.revisions.filter((revision) => revision.state === 'PENDING').length;
		parts.push(element('p', {}, [plural(graph.revisions.length, 'revision'), plural(merges, 'merge'), `${pending} pending`].join(' · ')));
		const at = graph.revisions.filter((revision) => revision.row).map((revision) => revision.revision).concat(graph.unknownRows);
		parts.push(element('p', {}, 'Database at ', at.length === 0 ? (report?.status === 'ERROR' ? 'an unknown revision' : 'no revision') : joined(at)));
	}
	place.replaceChildren(...parts);
}

function joined(ids) {
	return ids.flatMap((id, index) => [index === 0 ? '' : ', ', placeOf(id) < 0 ? element('code', {}, id) : reference(id)[0]]);
}

/** How the lines part, in words: a line a head. */
function divergence() {
	const { divergence: branches, revisions } = view.graph;
	const place = byId('divergence');
	place.hidden = branches.length === 0;
	view.own = new Set(branches.flatMap((branch) => branch.revisions));
	view.points = new Set(branches.flatMap((branch) => branch.branchesFrom));
	if (branches.length === 0) {
		return;
	}
	const parts = branches.map((branch) => {
		const head = revisions[placeOf(branch.head)];
		const shown = branch.revisions.slice(0, LISTED_REVISIONS);
		const counts = [plural(branch.revisions.length, 'revision') + ' of its own',
			branch.applied > 0 ? `${branch.applied} applied` : null, branch.pending > 0 ? `${branch.pending} pending` : null].filter(Boolean).join(', ');
		return element('li', { class: `lane-${head.lane % COLOURS}` },
			element('h3', {}, 'Head ', element('code', {}, branch.head)),
			element('p', { class: 'counts' }, counts),
			element('ol', {}, shown.map((id) => element('li', {}, reference(id)))),
			branch.revisions.length > shown.length ? element('p', { class: 'counts' }, `and ${branch.revisions.length - shown.length} more`) : null);
	});
	place.replaceChildren(
		element('h2', { id: 'divergence-title' }, `${branches.length} heads: lines that no revision merges`),
		element('ul', { class: 'branches' }, parts),
		element('p', { class: 'parts' }, view.points.size === 0 ? 'They have no revision in common.'
			: ['The lines part at ', ...[...view.points].flatMap((id, index) => [index === 0 ? '' : '; ', ...reference(id)]), '.']),
		remedies(report?.divergence) ?? '');
}

function legend() {
	const sample = (...shapes) => svg('svg', { viewBox: '0 0 22 22', 'aria-hidden': 'true' }, shapes);
	const like = (changes) => node({ state: 'APPLIED', lane: 0, downRevisions: [''], row: false, ...changes }, 11, 11);
	byId('legend').replaceChildren(
		element('li', {}, sample(...like({})), 'applied'),
		element('li', {}, sample(...like({ state: 'PENDING' })), 'pending'),
		element('li', {}, sample(...like({ state: 'UNKNOWN' })), 'not known'),
		element('li', {}, sample(...like({ downRevisions: ['', ''] })), 'merge point'),
		element('li', {}, sample(...like({ row: true })), 'the database is here'),
		element('li', {}, sample(svg('path', { class: 'line lane-0 dependency', d: 'M11 0 V22' })), 'depends on'));
}

let loading = null;
let again = false;

/** Reads the graph; once more where that was asked for meanwhile. */
function reload() {
	if (loading !== null) {
		again = true;
		return;
	}
	loading = load().catch(() => {
		// The connection is lost, which the page says by other means; the next report brings the graph, too.
	}).finally(() => {
		loading = null;
		if (again) {
			again = false;
			reload();
		}
	});
}

/** Reads the graph again, and keeps what the reader looks at where it is. */
async function load() {
	// Past the browser's cache, which lets one request for an address wait for another; the tag serves the same end.
	const response = await fetch(new URL(`components/${encodeURIComponent(component)}/graph`, root), {
		cache: 'no-store', headers: { Accept: 'application/json', ...(tag !== null && { 'If-None-Match': tag }) },
	});
	if (response.status === 304) {
		return;
	}
	const body = await response.json();
	if (!response.ok) {
		view.graph = null;
		canvas.style.height = '0';
		rows.forEach((row) => row.remove());
		rows.clear();
		lines.replaceChildren();
		byId('divergence').hidden = true;
		tag = null;
		headline();
		byId('headline').append(element('p', { class: 'problem' }, body.detail ?? 'The revisions are not known.'));
		return;
	}
	tag = response.headers.get('ETag');
	const first = view.graph === null;
	const selected = view.items[view.selected]?.place;
	const chosen = selected === undefined ? null : view.graph.revisions[selected].revision;
	view.graph = body;
	view.children = body.revisions.map(() => []);
	body.edges.filter((edge) => edge.kind === 'DOWN_REVISION').forEach((edge) => view.children[edge.to].push(edge.from));
	divergence();
	headline();
	view.selected = null;
	lay();
	look();
	if (first) {
		home();
	}
	else if (chosen !== null && placeOf(chosen) >= 0) {
		view.selected = view.itemOf[placeOf(chosen)];
		details(placeOf(chosen));
		mark();
	}
}

/** What to look at first: the revision that the address names, else the database's position. */
function home() {
	const asked = decodeURIComponent(location.hash.slice(1));
	const place = asked ? placeOf(asked) : -1;
	if (place >= 0) {
		go(place);
		return;
	}
	const at = view.graph.revisions.findIndex((revision) => revision.row);
	if (at > 0) {
		list.scrollTop = Math.max(0, view.height(at) - list.clientHeight * 2 / 3);
		paint();
	}
}

function look() {
	const words = byId('words').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
	view.hits = new Set();
	if (words.length > 0 && view.graph !== null) {
		view.graph.revisions.forEach((revision, place) => {
			if (matches(revision, words)) {
				view.hits.add(place);
			}
		});
	}
	byId('hits').textContent = words.length === 0 ? '' : view.hits.size === 0 ? 'No match' : plural(view.hits.size, 'match', 'matches');
	mark();
}

/** Goes to the next match, or the previous one, from the selected row on, and around. */
function step(direction) {
	const hits = [...view.hits];
	if (hits.length === 0) {
		return;
	}
	const here = view.items[view.selected]?.place ?? (direction > 0 ? -1 : Infinity);
	const next = direction > 0 ? hits.find((hit) => hit > here) ?? hits[0] : hits.findLast((hit) => hit < here) ?? hits.at(-1);
	go(next);
	byId('hits').textContent = `${hits.indexOf(next) + 1} of ${hits.length}`;
}

function move(event) {
	const last = view.items.length - 1;
	const page = Math.max(1, Math.floor(list.clientHeight / view.row) - 1);
	const targets = {
		ArrowDown: (at) => at + 1, ArrowUp: (at) => at - 1, PageDown: (at) => at + page, PageUp: (at) => at - page,
		Home: () => 0, End: () => last,
	};
	if (event.key in targets && last >= 0) {
		event.preventDefault();
		const up = event.key === 'ArrowUp' || event.key === 'PageUp';
		const start = view.selected ?? find(list.scrollTop) + (up ? 1 : -1);
		let index = Math.min(last, Math.max(0, targets[event.key](start)));
		while (view.items[index].kind === 'release') {
			index = Math.min(last, Math.max(0, index + (up && index > 0 ? -1 : 1)));
		}
		view.selected = index;
		intoView(index);
		const { place } = view.items[index];
		if (place !== undefined && byId('details').hasChildNodes()) {
			details(place);
		}
		mark();
	}
	else if ((event.key === 'Enter' || event.key === ' ') && view.selected !== null) {
		event.preventDefault();
		choose(view.selected);
	}
	else if (event.key === 'Escape') {
		close();
	}
}

const live = new Live({
	component,
	onReport(next) {
		const changed = report === null || report.status !== next.status || report.summary !== next.summary;
		if (report !== null && changed) {
			announce(`${title}: ${STATUSES[next.status].title}. ${next.summary}`);
		}
		report = next;
		const place = byId('badge');
		place.dataset.status = next.status;
		place.replaceChildren(badge(next.status));
		headline();
		reload();
	},
	onState(state, lastAnswer) {
		showConnection(state, lastAnswer);
		if (state === 'lost') {
			tab(null, `No connection · ${title} revisions`);
		}
		else if (report !== null) {
			tab(report.status, `${STATUSES[report.status].sign} ${title}: ${STATUSES[report.status].title} · revisions`);
		}
	},
});

let painting = false;
list.addEventListener('scroll', () => {
	if (!painting) {
		painting = true;
		requestAnimationFrame(() => {
			painting = false;
			paint();
		});
	}
}, { passive: true });
new ResizeObserver(() => view.graph !== null && lay()).observe(list);
list.addEventListener('keydown', move);
byId('fold').addEventListener('change', () => {
	view.open.clear();
	view.selected = null;
	lay();
});
byId('words').addEventListener('input', look);
byId('search').addEventListener('submit', (event) => {
	event.preventDefault();
	step(1);
});
byId('previous').addEventListener('click', () => step(-1));
byId('to-database').addEventListener('click', () => jump((revision) => revision.row));
byId('to-head').addEventListener('click', () => jump((revision) => revision.head));
byId('details').addEventListener('keydown', (event) => event.key === 'Escape' && close());
byId('mermaid').addEventListener('click', async (event) => {
	const button = event.currentTarget;
	const response = await fetch(new URL(`components/${encodeURIComponent(component)}/graph?format=mermaid`, root));
	await copy(await response.text(), button);
});

/** Goes to the next revision of a kind, from the selected row on. */
function jump(test) {
	const places = (view.graph?.revisions ?? []).flatMap((revision, place) => (test(revision) ? [place] : []));
	const here = view.items[view.selected]?.place ?? -1;
	if (places.length > 0) {
		go(places.find((place) => place > here) ?? places[0]);
	}
}

async function begin() {
	byId('title').textContent = `${title} revisions`;
	legend();
	live.start();
	const { components } = await (await fetch(new URL('components', root), { headers: { Accept: 'application/json' } })).json();
	title = components.find((one) => one.name === component)?.title ?? component;
	byId('title').textContent = `${title} revisions`;
}

begin();
