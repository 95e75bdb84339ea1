// What there is to say of one component: as a line, or as a card.

import { STATUSES, announce, badge, command, day, element, remedies, root, source } from './dom.js';
import { follow } from './service.js';
import { clock, lasting, plural, releaseName, sentence, underWay } from './text.js';

const OPEN_UP_TO = 5;
const GROUPS = 6;
const MOST_REVISIONS = 10;
const MOST_OBJECTS = 20;

/** So many releases are named. */
const RELEASES = 4;

const page = (name) => new URL(`components/${encodeURIComponent(name)}/`, root);

/** "for 3 h": drawn anew once a minute at most. */
export function since(last) {
	const time = element('time', { class: 'since', datetime: last.since, title: `Since ${new Date(last.since).toLocaleString('en-GB')}` });
	age(time);
	return time;
}

/** Says anew how long it has been. */
export function age(time) {
	const text = `for ${lasting(Date.now() - Date.parse(time.dateTime))}`;
	if (time.textContent !== text) {
		time.textContent = text;
	}
}

/** What changes of a component when it is drawn anew. */
export function appearance(component) {
	return JSON.stringify({ ...component, last: component.last && { ...component.last, checkedAt: null } });
}

/** A component in one line; `open(name)` unfolds it. */
export class Line {

	#open;
	#drawn = null;

	constructor(component, open) {
		this.#open = open;
		this.node = element('li', { class: 'entry line', 'data-component': component.name });
		this.update(component);
	}

	update(component) {
		const drawn = appearance(component);
		if (this.#drawn === drawn) {
			return;
		}
		this.#drawn = drawn;
		const { name, title, environment, last } = component;
		const focused = this.node.contains(document.activeElement);
		this.node.dataset.status = last?.status ?? '';
		this.node.replaceChildren(...[
			last === null ? null : badge(last.status),
			element('a', { href: page(name) }, title),
			environment === null ? null : element('span', { class: 'environment' }, environment),
			last?.release ? element('span', { class: 'release' }, releaseName(last.release)) : null,
			...(last?.currentRevisions ?? []).slice(0, 2).map((id) => element('code', {}, id)),
			last === null ? element('span', { class: 'quiet' }, 'Not checked yet') : since(last),
			element('button', { type: 'button', class: 'unfold', 'aria-expanded': 'false', 'aria-label': `Details of ${title}`,
				onclick: () => this.#open(name) }, 'Details'),
		].filter((part) => part !== null));
		if (focused) {
			this.node.querySelector('button').focus();
		}
	}

}

/** A component's card. What has not changed is not drawn again, so that focus and selection stay. */
export class Card {

	#component;
	#check;
	#drawn = null;
	#report = null;

	/** `check(name)` asks for a report of a component, and says whether there was an answer; `fold(name)` makes it a line again. */
	constructor(component, { check, fold, tag = 'li' }) {
		const { name, title } = component;
		this.#component = component;
		this.#check = check;
		this.body = element('div', { class: 'body' }, element('p', { class: 'summary' }, component.last?.summary ?? 'Checking …'));
		this.heading = element('a', { href: page(name) }, title);
		this.mark = element('span', { class: 'mark' });
		this.where = element('p', { class: 'where' });
		this.time = element('time', {}, '…');
		this.button = element('button', { type: 'button', class: 'check-now', 'aria-label': `Check ${title} now`, onclick: () => this.check() }, 'Check now');
		const id = `component-${name}`;
		this.node = element(tag, { class: 'entry card', 'data-component': name },
			element('article', { 'aria-labelledby': id },
				element('header', {}, this.mark, element('h3', { id }, this.heading), this.where),
				this.body,
				element('footer', {},
					element('p', { class: 'checked' }, 'Checked at ', this.time),
					element('a', { class: 'revisions', href: this.heading.href, 'aria-label': `Revisions of ${title}` }, 'Revisions'),
					fold === undefined ? null : element('button', { type: 'button', class: 'fold', 'aria-expanded': 'true',
						'aria-label': `Fold ${title}`, onclick: () => fold(name) }, 'Fold'),
					this.button)));
		this.#head(component.last);
		this.#check(name);
	}

	async check() {
		this.button.setAttribute('aria-disabled', 'true');
		this.button.textContent = 'Checking …';
		const answered = await this.#check(this.#component.name);
		this.button.textContent = 'Check now';
		this.button.removeAttribute('aria-disabled');
		announce(answered ? `${this.#component.title}: ${STATUSES[this.#report.status].title}. ${this.#report.summary}` : 'The service does not answer.');
	}

	/** The list of components says something new: where the report is older, a new one is fetched. */
	update(component) {
		const { last } = component;
		this.#component = component;
		if (last !== null && this.#report !== null && Date.parse(last.checkedAt) > Date.parse(this.#report.checkedAt)
			&& (last.status !== this.#report.status || last.summary !== this.#report.summary
				|| last.currentRevisions.join() !== this.#report.currentRevisions.map((one) => one.revision).join())) {
			this.#check(component.name);
		}
	}

	/** Shows a report. */
	show(report) {
		if (this.#report !== null && Date.parse(report.checkedAt) < Date.parse(this.#report.checkedAt)) {
			return;
		}
		const before = this.#report?.status;
		this.#report = report;
		const content = JSON.stringify({ ...report, checkedAt: null, durationMillis: null });
		if (content !== this.#drawn) {
			this.#drawn = content;
			this.#head(report);
			this.#draw();
			if (before !== undefined) {
				announce(`${this.#component.title}: ${STATUSES[report.status].title}. ${report.summary}`);
			}
		}
		const checked = new Date(report.checkedAt);
		this.time.dateTime = report.checkedAt;
		this.time.title = `${checked.toLocaleString('en-GB')}, took ${report.durationMillis} ms`;
		this.time.textContent = clock(checked);
	}

	#head(last) {
		const { group, environment, name } = this.#component;
		this.node.dataset.status = last?.status ?? '';
		this.mark.replaceChildren(...(last === null ? [] : [badge(last.status)]));
		this.where.replaceChildren(...[
			group === name ? null : element('span', { class: 'group-name' }, group),
			environment === null ? null : element('span', { class: 'environment' }, environment),
			last === null ? null : since(last),
		].filter((part) => part !== null));
	}

	#draw() {
		const focused = this.body.contains(document.activeElement) ? document.activeElement.dataset.copy : null;
		const report = this.#report;
		this.body.replaceChildren(...[
			element('p', { class: 'summary' }, report.summary),
			report.details === null ? null : element('p', { class: 'words' }, sentence(report.details)),
			report.migration === null ? null : migration(report),
			position(report),
			tenants(report),
			schema(report.schema),
			pending(report),
			action(report.recommendedAction),
			remedies(report.divergence),
			warnings(report.warnings),
		].filter((part) => part !== null));
		if (focused) {
			[...this.body.querySelectorAll('[data-copy]')].find((button) => button.dataset.copy === focused)?.focus();
		}
	}

}

/** Where there is no verdict, an empty list is what nobody could see. */
function revisions(title, those, { status }) {
	const names = those.length === 0
		? [element('dd', { class: 'none' }, status === 'ERROR' ? 'Not known' : 'None')]
		: those.map((one) => element('dd', {}, element('code', {}, one.revision), ' ', one.description ?? ''));
	return [element('dt', {}, those.length > 1 ? `${title}s` : title), ...names];
}

function position(report) {
	return element('dl', { class: 'position' },
		revisions('Current revision', report.currentRevisions, report), revisions('Head revision', report.headRevisions, report),
		report.release ? [element('dt', {}, 'Release'), element('dd', {}, releaseName(report.release))] : null);
}

/** Thousands of tenants come to a few groups, and the few that are not as the others. */
function tenants({ component, tenants: those }) {
	if (those === null) {
		return null;
	}
	const address = (query) => new URL(`components/${encodeURIComponent(component)}/tenants?${query}`, root);
	return element('div', { class: 'tenants', role: 'group', 'aria-label': 'Tenants' },
		element('h4', {}, plural(those.count, 'tenant')),
		element('ul', { class: 'tenant-counts' }, Object.entries(those.byStatus).map(([status, count]) =>
			element('li', { 'data-status': status }, element('a', { href: address(`status=${status}`), onclick: follow }, element('b', {}, String(count)), ' ', badge(status))))),
		element('ul', { class: 'tenant-revisions' }, those.byRevision.slice(0, GROUPS).map(({ revision, count }) =>
			element('li', {}, `${count} at `, revision === null ? 'no known revision' : element('code', {}, revision)))),
		those.byRevision.length > GROUPS ? element('p', {}, `and ${plural(those.byRevision.length - GROUPS, 'revision')} more`) : null,
		those.outliers.length === 0 ? null : element('details', { class: 'outliers', open: those.outliers.length <= OPEN_UP_TO },
			element('summary', {}, 'Not as most of them'),
			element('ul', {}, those.outliers.map(({ tenant, status, summary }) =>
				element('li', { 'data-status': status }, element('code', {}, tenant), ' ', badge(status), ' ', summary)))));
}

function migration(report) {
	const { progress } = report.migration;
	const bar = progress === null || progress.total === null ? null
		: element('progress', { max: progress.total, value: progress.done, 'aria-label': progress.phase ?? 'Progress' });
	return element('p', { class: 'migration' }, underWay(report.migration, report.checkedAt), bar);
}

/** All of a few, and of many the first ones. */
function releases(those) {
	const names = those.map(releaseName);
	return names.length <= RELEASES ? names.join(', ') : `${names.slice(0, RELEASES - 1).join(', ')} and ${names.length - RELEASES + 1} more releases`;
}

/** What the schema lacks or has too early, by the revision that makes it, with file and line. */
function schema(state) {
	if (state === null || state.verdict !== 'CONTRADICTED') {
		return null;
	}
	const several = state.missing.length + state.alreadyThere.length;
	return element('details', { class: 'schema', open: several <= OPEN_UP_TO },
		element('summary', {}, [state.missing.length > 0 ? `${plural(state.missing.length, 'object')} missing` : null,
			state.alreadyThere.length > 0 ? `${plural(state.alreadyThere.length, 'object')} already there` : null]
			.filter((part) => part !== null).join(', ')),
		objects('Missing', state.missing), objects('Already there', state.alreadyThere));
}

function objects(title, those) {
	const revisions = Map.groupBy(those, (one) => one.revision);
	return [...revisions].slice(0, MOST_REVISIONS).map(([revision, made]) => element('div', {},
		element('p', {}, `${title}, made by `, element('code', {}, revision)),
		element('ul', {}, made.slice(0, MOST_OBJECTS).map((one) => element('li', {}, element('code', {}, `${one.kind} ${one.name}`),
			` ${one.file}:${one.line}`))),
		made.length > MOST_OBJECTS ? element('p', {}, `and ${made.length - MOST_OBJECTS} more`) : null))
		.concat(revisions.size > MOST_REVISIONS ? [element('p', {}, `and those of ${plural(revisions.size - MOST_REVISIONS, 'revision')} more`)] : []);
}

function pending(report) {
	if (!report.pendingCount) {
		return null;
	}
	const items = report.pendingRevisions.map((revision) => element('li', {},
		element('span', { class: 'facts' }, source(revision, element('code', {}, revision.revision)),
			revision.release === null ? null : element('span', { class: 'release' }, releaseName(revision.release)), day(revision.created)),
		element('span', { class: 'description', title: revision.file }, revision.description ?? revision.file)));
	const unlisted = report.pendingCount - report.pendingRevisions.length;
	return element('details', { class: 'pending', open: report.pendingCount <= OPEN_UP_TO },
		element('summary', {}, plural(report.pendingCount, 'pending migration'),
			report.pendingReleases.length > 0 ? ` of ${releases(report.pendingReleases)}` : ''),
		element('ol', { tabindex: '0', 'aria-label': 'Pending migrations' }, items),
		unlisted > 0 ? element('p', {}, `and ${unlisted} more`) : null,
		report.tenants !== null ? null : element('p', {}, element('a', { class: 'plan', href: new URL('plan?format=html', page(report.component)), onclick: follow },
			'What the upgrade would do')));
}

/** What to do; nothing where there is nothing to do. */
export function action(recommended, heading = 'h4') {
	if (recommended === null) {
		return null;
	}
	const steps = recommended.steps.map((step) => {
		const { words, line } = split(step);
		return element('li', {}, words ? element('span', { class: 'words' }, words) : null,
			line ? command(line) : null);
	});
	return element('div', { class: 'action', role: 'group', 'aria-label': 'Recommended action' },
		element(heading, {}, recommended.summary),
		steps.length > 0 ? element('ol', { class: steps.length === 1 ? 'steps single' : 'steps' }, steps) : null);
}

/** A step is a command, or words, or words with a command behind a colon. */
function split(step) {
	if (isCommand(step)) {
		return { words: null, line: step };
	}
	const parts = /^(.*?\S): (\S.*)$/s.exec(step);
	return parts !== null && isCommand(parts[2])
		? { words: `${parts[1]}:`, line: parts[2] }
		: { words: step, line: null };
}

/** Sentences begin with a capital letter and go on with a small one. Commands do not. */
function isCommand(text) {
	return !/^\p{Lu}(\p{Ll}|\s)/u.test(text);
}

function warnings(those) {
	return those.length === 0 ? null
		: element('ul', { class: 'warnings', 'aria-label': 'Warnings' }, those.map((one) => element('li', {}, one)));
}
