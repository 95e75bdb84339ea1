// What there is to say of one revision, and of several heads.

import { copyButton, element, remedies, source } from './dom.js';
import { COLOURS } from './lines.js';
import { tags } from './rows.js';
import { plural, releaseName } from './text.js';

const LISTED_REVISIONS = 5;

const STATES = {
	APPLIED: 'Applied.',
	PENDING: 'Pending: an upgrade would apply it.',
	UNKNOWN: 'Not known whether it is applied.',
};

/** A button that leads to a revision, with what the revision is about; `go` goes to a place. */
export function reference(history, id, go) {
	const place = history.placeOf(id);
	return place < 0 ? [element('code', {}, id), ' ', ''] : [
		element('button', { type: 'button', class: 'link', onclick: () => go(place) }, id), ' ',
		history.revisions[place].description ?? '',
	];
}

/** The same without what they are about, one after the other. */
export function references(history, ids, go) {
	return ids.flatMap((id, index) => [index === 0 ? '' : ', ', reference(history, id, go)[0]]);
}

/** The revision at a place: the content of the panel. */
export function details(history, place, go, close) {
	const revision = history.revisions[place];
	const refer = (id) => reference(history, id, go);
	const facts = [];
	const fact = (name, values) => {
		if (values.length > 0) {
			facts.push(element('dt', {}, name), ...values.map((value) => element('dd', {}, value)));
		}
	};
	fact(revision.downRevisions.length > 1 ? 'Merges' : 'Down revision', revision.downRevisions.map(refer));
	fact('Depends on', revision.dependsOn.map(refer));
	fact('Followed by', history.children[place].map((child) => refer(history.revisions[child].revision)));
	fact('Branch labels', revision.branchLabels);
	fact('Release', revision.release === null ? [] : [releaseName(revision.release)]);
	fact('Created', revision.created === null ? [] : [revision.created.replace('T', ' ')]);
	fact('File', [[source(revision, element('code', {}, revision.file)), ' ', copyButton(revision.file, 'file name')]]);
	return [
		element('div', { class: 'head-line' }, element('h2', {}, element('code', {}, revision.revision)),
			element('span', {}, copyButton(revision.revision, 'revision id'), ' ',
				element('button', { type: 'button', 'aria-label': 'Close', onclick: close }, '✕'))),
		element('p', {}, element('strong', {}, revision.description ?? 'No description')),
		tags(history, revision) ?? '',
		element('p', {}, STATES[revision.state], revision.row ? ' The database is here.' : '', revision.downRevisions.length === 0 ? ' A base.' : ''),
		element('dl', {}, facts),
	];
}

/** How the lines of several heads part, in words: the content of the section, empty where there is one head. */
export function divergence(history, report, go) {
	const { branches, points } = history;
	if (branches.length === 0) {
		return [];
	}
	return [
		element('h2', { id: 'divergence-title' }, `${branches.length} heads: lines that no revision merges`),
		element('ul', { class: 'branches' }, branches.map((branch) => describe(history, branch, go))),
		element('p', { class: 'parts' }, points.size === 0 ? 'They have no revision in common.'
			: ['The lines part at ', ...[...points].flatMap((id, index) => [index === 0 ? '' : '; ', ...reference(history, id, go)]), '.']),
		remedies(report?.divergence) ?? '',
	];
}

function describe(history, branch, go) {
	const { lane } = history.revisions[history.placeOf(branch.head)];
	const shown = branch.revisions.slice(0, LISTED_REVISIONS);
	const counts = [plural(branch.revisions.length, 'revision') + ' of its own',
		branch.applied > 0 ? `${branch.applied} applied` : null, branch.pending > 0 ? `${branch.pending} pending` : null];
	return element('li', { class: `lane-${lane % COLOURS}` },
		element('h3', {}, 'Head ', element('code', {}, branch.head)),
		element('p', { class: 'counts' }, counts.filter(Boolean).join(', ')),
		element('ol', {}, shown.map((id) => element('li', {}, reference(history, id, go)))),
		branch.revisions.length > shown.length ? element('p', { class: 'counts' }, `and ${branch.revisions.length - shown.length} more`) : null);
}
