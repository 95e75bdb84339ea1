// The history of one component.

import { action } from './card.js';
import { STATUSES, announce, badge, copy, element, root, svg, tab } from './dom.js';
import { details, divergence, references } from './details.js';
import { History } from './history.js';
import { node } from './lines.js';
import { RevisionList } from './list.js';
import { Live, showConnection } from './live.js';
import { find, next, wordsOf } from './search.js';
import { ask, follow } from './service.js';
import { plural, sentence } from './text.js';

const byId = (id) => document.getElementById(id);
const component = decodeURIComponent(location.pathname.split('/').filter(Boolean).at(-1));
const ref = new URLSearchParams(location.search).get('ref')?.trim() || null;
const address = resource('graph');
const list = new RevisionList(byId('list'), byId('canvas'), (place, { chosen }) => {
	if (chosen || byId('details').hasChildNodes()) {
		showDetails(place);
		name(place);
	}
});
const go = (place) => list.go(place);

/** A resource of the component, by the scripts of the ref that the page's address names. */
function resource(name, parameters = {}) {
	const url = new URL(`components/${encodeURIComponent(component)}/${name}`, root);
	for (const [key, value] of Object.entries({ ...(ref !== null && { ref }), ...parameters })) {
		url.searchParams.set(key, value);
	}
	return url;
}

let title = component;
let named = false;
let report = null;
let plan = { state: null, summary: null };
let history = null;
let tag = null;
let hits = [];
let problem = null;

function showDetails(place) {
	const panel = byId('details');
	panel.replaceChildren(...(place === null ? [] : details(history, place, go, closeDetails)));
	panel.scrollTop = 0;
}

/** The address names the revision that the page shows, so that it can be linked. */
function name(place) {
	const { pathname, search } = location;
	window.history.replaceState(null, '', place === null ? pathname + search : `#${encodeURIComponent(history.revisions[place].revision)}`);
}

function closeDetails() {
	showDetails(null);
	name(null);
	byId('list').focus();
}

function showHeadline() {
	const place = byId('headline');
	const parts = [];
	if (report !== null) {
		place.dataset.status = report.status;
		const { scripts } = report;
		parts.push(element('p', { class: 'summary' }, sentence(report.summary), report.details === null || report.status === 'DIVERGED' ? '' : ` ${sentence(report.details)}`));
		if (scripts.source !== 'DIRECTORY') {
			parts.push(element('p', {}, scripts.commit === null ? `Scripts from ${scripts.ref ?? scripts.source.toLowerCase()}`
				: `Scripts of ${scripts.ref}, commit ${scripts.commit.slice(0, 12)} of ${scripts.committedAt.slice(0, 10)}`));
		}
	}
	if (history !== null) {
		const { revisions, merges, pending, unknown } = history.counts;
		const { rows } = history;
		parts.push(element('p', {}, [plural(revisions, 'revision'), plural(merges, 'merge'),
			unknown > 0 ? 'what is pending is not known' : `${pending} pending`].join(' · ')));
		parts.push(element('p', {}, 'Database at ', rows.length > 0 ? references(history, rows, go)
			: report?.status === 'ERROR' ? 'an unknown revision' : 'no revision'));
	}
	if (report !== null && hasPlan(report)) {
		parts.push(element('p', { class: 'plan' }, element('a', { href: resource('plan', { format: 'html' }), onclick: follow }, 'What the upgrade would do'),
			plan.summary === null ? '' : `: ${plan.summary}`));
	}
	if (report?.status === 'ERROR') {
		parts.push(action(report.recommendedAction, 'h2'));
	}
	else if (problem !== null) {
		parts.push(element('p', { class: 'problem' }, problem));
	}
	place.replaceChildren(...parts.filter((part) => part !== null));
}

/** Of a component with tenants each one has a plan of its own. */
const hasPlan = ({ pendingCount, tenants }) => pendingCount > 0 && tenants === null;

/** Asks for the line of the plan once for each state of the database and the scripts: it takes longer than a report. */
async function showPlan() {
	const { currentRevisions, headRevisions, pendingCount, scripts } = report;
	const state = JSON.stringify([currentRevisions.map((one) => one.revision), headRevisions.map((one) => one.revision), pendingCount, scripts.commit]);
	if (!hasPlan(report) || plan.state === state) {
		return;
	}
	plan = { state, summary: null };
	const response = await ask(resource('plan'));
	const { summary } = await response.json();
	if (response.ok && plan.state === state) {
		plan = { state, summary };
		showHeadline();
	}
}

function showDivergence() {
	const parts = history === null ? [] : divergence(history, report, go);
	byId('divergence').hidden = parts.length === 0;
	byId('divergence').replaceChildren(...parts);
}

function showLegend() {
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
	const response = await ask(address, { cache: 'no-store', headers: tag === null ? {} : { 'If-None-Match': tag } });
	if (response.status === 304) {
		return;
	}
	const body = await response.json();
	tag = response.ok ? response.headers.get('ETag') : null;
	const first = history === null;
	const chosen = list.place === undefined ? null : history.revisions[list.place].revision;
	history = response.ok ? new History(body) : null;
	problem = response.ok ? null : body.detail ?? 'The revisions are not known.';
	showDivergence();
	showHeadline();
	// Where there is no history, there is nothing to find, to draw or to explain.
	document.querySelectorAll('#search, .jumps, .legend, .stage').forEach((part) => { part.hidden = history === null; });
	list.show(history);
	search();
	if (history === null) {
		showDetails(null);
	}
	else if (first) {
		home();
	}
	else if (chosen !== null && history.placeOf(chosen) >= 0) {
		list.select(history.placeOf(chosen));
	}
}

/** What to look at first: the revision that the address names, else the database's position. */
function home() {
	if (followAddress()) {
		return;
	}
	const [at] = history.places((revision) => revision.row);
	if (at > 0) {
		list.look(at);
	}
}

/** Goes to the revision that the address names; says whether it names one of these. */
function followAddress() {
	const asked = decodeURIComponent(location.hash.slice(1));
	const place = asked && history !== null ? history.placeOf(asked) : -1;
	if (place >= 0 && place !== list.place) {
		go(place);
	}
	else if (asked && history !== null && place < 0) {
		announce(`There is no revision ${asked} among these.`);
	}
	return place >= 0;
}

function search() {
	const words = wordsOf(byId('words').value);
	hits = history === null ? [] : find(history, words);
	byId('hits').textContent = words.length === 0 ? '' : hits.length === 0 ? 'No match' : plural(hits.length, 'match', 'matches');
	list.mark(hits);
}

/** Goes to the next match, or the previous one, from the selected row on, and around. */
function step(direction) {
	const hit = next(hits, list.place, direction);
	if (hit !== undefined) {
		go(hit);
		byId('hits').textContent = `${hits.indexOf(hit) + 1} of ${hits.length}`;
	}
}

/** Goes to the next revision of a kind, from the selected row on. */
function jump(test) {
	const place = next(history?.places(test) ?? [], list.place, 1);
	if (place !== undefined) {
		go(place);
	}
}

/** The report by the scripts of the ref; null where there is none, which the graph says, too. */
async function reportOfRef() {
	try {
		const response = await ask(resource('db-status', { pendingLimit: 0 }));
		const body = await response.json();
		if (body.status !== undefined && body.component !== undefined) {
			return body;
		}
		byId('headline').replaceChildren(element('p', { class: 'problem' }, body.detail));
	}
	catch {
		// The connection is lost, which the page says by other means.
	}
	return null;
}

let asked = null;

/** Completes what is written in the field of refs, with what each makes of the database. */
async function complete() {
	const words = byId('ref').value.trim();
	if (words === asked) {
		return;
	}
	asked = words;
	const match = `*${words.replaceAll(/[\s\\[\]]/g, '?')}*`.replaceAll(/\*+/g, '*');
	const address = resource('refs', { match, limit: 20 });
	address.searchParams.delete('ref');
	const response = await ask(address);
	if (response.ok && words === asked) {
		const { refs } = await response.json();
		byId('refs').replaceChildren(...refs.map((each) => element('option', { value: each.ref, label: `${each.ref} · ${STATUSES[each.status].title}` })));
	}
}

const live = new Live({
	component,
	onReport: async (checked) => {
		const newest = ref === null ? checked : await reportOfRef();
		if (newest === null) {
			return;
		}
		const changed = report === null || report.status !== newest.status || report.summary !== newest.summary;
		if (report !== null && changed) {
			announce(`${title}: ${STATUSES[newest.status].title}. ${newest.summary}`);
		}
		report = newest;
		if (!named) {
			nameComponent();
		}
		const place = byId('badge');
		place.dataset.status = newest.status;
		place.replaceChildren(badge(newest.status));
		showHeadline();
		showPlan().catch(() => {
			// The link leads to what is wrong.
		});
		reload();
	},
	onState(state, lastAnswer, refusal) {
		showConnection(state, lastAnswer, refusal);
		if (state === 'lost' || state === 'locked') {
			tab(null, `${state === 'lost' ? 'No connection' : 'Token wanted'} · ${title} revisions`);
		}
		else if (report !== null) {
			tab(report.status, `${STATUSES[report.status].sign} ${title}: ${STATUSES[report.status].title} · revisions`);
		}
	},
});

const closeByKey = (event) => event.key === 'Escape' && closeDetails();
byId('list').addEventListener('keydown', closeByKey);
byId('details').addEventListener('keydown', closeByKey);
byId('fold').addEventListener('change', (event) => list.fold(event.currentTarget.checked));
byId('words').addEventListener('input', search);
byId('search').addEventListener('submit', (event) => {
	event.preventDefault();
	step(1);
});
byId('previous').addEventListener('click', () => step(-1));
byId('scripts').addEventListener('submit', (event) => {
	// The page's policy lets no form send anything.
	event.preventDefault();
	const words = byId('ref').value.trim();
	location.search = words === '' ? '' : `?${new URLSearchParams({ ref: words })}`;
});
addEventListener('hashchange', followAddress);
byId('picture').addEventListener('click', follow);
byId('to-database').addEventListener('click', () => jump((revision) => revision.row));
byId('to-head').addEventListener('click', () => jump((revision) => revision.head));
let typing;
for (const event of ['focus', 'input']) {
	byId('ref').addEventListener(event, () => {
		clearTimeout(typing);
		typing = setTimeout(() => complete().catch(() => { asked = null; }), 200);
	});
}
byId('mermaid').addEventListener('click', async (event) => {
	const button = event.currentTarget;
	const response = await ask(resource('graph', { format: 'mermaid' }), { accept: 'text/plain' });
	await copy(await response.text(), button);
});

async function begin() {
	byId('title').textContent = `${title} revisions`;
	// A browser that comes back to the page may have kept the box as it was.
	list.fold(byId('fold').checked);
	byId('ref').value = ref ?? '';
	byId('picture').href = resource('graph.svg');
	showLegend();
	live.start();
	await nameComponent();
}

/** The component's title, which needs a token where the service wants one. */
async function nameComponent() {
	try {
		const { components } = await (await ask('components')).json();
		title = components.find((one) => one.name === component)?.title ?? component;
		byId('title').textContent = `${title} revisions`;
		named = true;
	}
	catch {
		// The name serves until the service answers.
	}
}

begin();
