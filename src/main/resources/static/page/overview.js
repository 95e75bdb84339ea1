// The overview: a card for each component.

import { ORDER, STATUSES, announce, badge, command, day, element, remedies, root, tab } from './dom.js';
import { Live, showConnection } from './live.js';
import { ago, clock, plural, sentence, underWay } from './text.js';

const OPEN_UP_TO = 5;

const cards = new Map();
const list = document.getElementById('cards');
const live = new Live({ onReport: show, onState: connection });

/** A component's card. What has not changed is not drawn again, so that focus and selection stay. */
class Card {

	constructor(name) {
		this.name = name;
		this.title = name;
		this.report = null;
		this.drawn = null;
		this.body = element('div', { class: 'body' }, element('p', { class: 'summary' }, 'Checking …'));
		this.heading = element('a', { href: new URL(`components/${encodeURIComponent(name)}/`, root) }, name);
		this.mark = element('span', { class: 'mark' });
		this.time = element('time');
		this.button = element('button', { type: 'button', class: 'check-now', 'aria-label': `Check ${name} now`, onclick: () => this.check() }, 'Check now');
		const id = `component-${name}`;
		this.node = element('li', { class: 'card', 'data-component': name },
			element('article', { 'aria-labelledby': id },
				element('header', {}, this.mark, element('h3', { id }, this.heading)),
				this.body,
				element('footer', {},
					element('p', { class: 'checked' }, 'Checked ', this.time),
					element('a', { class: 'revisions', href: this.heading.href, 'aria-label': `Revisions of ${name}` }, 'Revisions'),
					this.button)));
		list.append(this.node);
	}

	rename(title) {
		this.title = title;
		this.heading.textContent = title;
		this.button.setAttribute('aria-label', `Check ${title} now`);
		this.node.querySelector('.revisions').setAttribute('aria-label', `Revisions of ${title}`);
	}

	async check() {
		this.button.setAttribute('aria-disabled', 'true');
		this.button.textContent = 'Checking …';
		const answered = await live.poll(this.name);
		this.button.textContent = 'Check now';
		this.button.removeAttribute('aria-disabled');
		announce(answered ? `${this.title}: ${STATUSES[this.report.status].title}. ${this.report.summary}` : 'The service does not answer.');
	}

	show(report) {
		if (this.report !== null && Date.parse(report.checkedAt) < Date.parse(this.report.checkedAt)) {
			return;
		}
		const before = this.report?.status;
		this.report = report;
		const content = JSON.stringify({ ...report, checkedAt: null, durationMillis: null });
		if (content !== this.drawn) {
			this.drawn = content;
			this.draw();
			if (before !== undefined) {
				announce(`${this.title}: ${STATUSES[report.status].title}. ${report.summary}`);
			}
		}
		this.age();
	}

	draw() {
		const focused = this.body.contains(document.activeElement) ? document.activeElement.dataset.copy : null;
		const report = this.report;
		this.node.dataset.status = report.status;
		this.mark.replaceChildren(badge(report.status));
		this.body.replaceChildren(...[
			element('p', { class: 'summary' }, report.summary),
			report.details === null ? null : element('p', { class: 'words' }, sentence(report.details)),
			report.migration === null ? null : migration(report),
			position(report),
			pending(report),
			action(report.recommendedAction),
			remedies(report.divergence),
			warnings(report.warnings),
		].filter((part) => part !== null));
		if (focused) {
			[...this.body.querySelectorAll('[data-copy]')].find((button) => button.dataset.copy === focused)?.focus();
		}
	}

	age() {
		if (this.report !== null) {
			const checked = new Date(this.report.checkedAt);
			this.time.dateTime = this.report.checkedAt;
			this.time.title = `${checked.toLocaleString('en-GB')}, took ${this.report.durationMillis} ms`;
			const text = live.state === 'lost' ? `at ${clock(checked)}` : ago(live.age(this.report));
			if (this.time.textContent !== text) {
				this.time.textContent = text;
			}
		}
	}

}

function revisions(title, those) {
	const names = those.length === 0
		? [element('dd', { class: 'none' }, 'None')]
		: those.map((one) => element('dd', {}, element('code', {}, one.revision), ' ', one.description ?? ''));
	return [element('dt', {}, those.length > 1 ? `${title}s` : title), ...names];
}

function position(report) {
	return element('dl', { class: 'position' },
		revisions('Current revision', report.currentRevisions), revisions('Head revision', report.headRevisions),
		report.release ? [element('dt', {}, 'Release'), element('dd', {}, report.release)] : null);
}

function migration(report) {
	const { progress } = report.migration;
	const bar = progress === null || progress.total === null ? null
		: element('progress', { max: progress.total, value: progress.done, 'aria-label': progress.phase ?? 'Progress' });
	return element('p', { class: 'migration' }, underWay(report.migration, report.checkedAt), bar);
}

function pending(report) {
	if (!report.pendingCount) {
		return null;
	}
	const items = report.pendingRevisions.map((revision) => element('li', {},
		element('span', { class: 'facts' }, element('code', {}, revision.revision),
			revision.release === null ? null : element('span', { class: 'release' }, revision.release), day(revision.created)),
		element('span', { class: 'description', title: revision.file }, revision.description ?? revision.file)));
	const unlisted = report.pendingCount - report.pendingRevisions.length;
	return element('details', { class: 'pending', open: report.pendingCount <= OPEN_UP_TO },
		element('summary', {}, plural(report.pendingCount, 'pending migration'),
			report.pendingReleases.length > 0 ? ` of ${report.pendingReleases.join(', ')}` : ''),
		element('ol', {}, items),
		unlisted > 0 ? element('p', {}, `and ${unlisted} more`) : null);
}

function action(recommended) {
	if (recommended === null) {
		return null;
	}
	const steps = recommended.steps.map((step) => {
		const { words, line } = split(step);
		return element('li', {}, words ? element('span', { class: 'words' }, words) : null,
			line ? command(line) : null);
	});
	return element('div', { class: 'action', role: 'group', 'aria-label': 'Recommended action' },
		element('h4', {}, recommended.summary),
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

function card(name) {
	if (!cards.has(name)) {
		cards.set(name, new Card(name));
	}
	return cards.get(name);
}

function show(report) {
	card(report.component).show(report);
	sum();
}

/** What all components come to: in the header, and in the tab for who looks at something else. */
function sum() {
	const reports = [...cards.values()].map((one) => one.report).filter((report) => report !== null);
	const counts = ORDER.map((status) => [status, reports.filter((report) => report.status === status).length])
		.filter(([, count]) => count > 0);
	const tally = document.getElementById('tally');
	const key = JSON.stringify(counts);
	if (tally.dataset.key !== key) {
		tally.dataset.key = key;
		tally.replaceChildren(...counts.map(([status, count]) => {
			const part = element('span', { class: 'count', 'data-status': status }, badge(status));
			part.querySelector('.was').remove();
			part.prepend(element('b', {}, String(count)), ' ');
			return part;
		}));
	}
	if (live.state === 'lost') {
		tab(null, 'No connection · Database status');
	}
	else if (counts.length > 0) {
		const [worst] = counts[0];
		const attention = reports.filter((report) => report.status !== 'UP_TO_DATE').length;
		tab(worst, attention === 0
			? `${STATUSES.UP_TO_DATE.sign} All up-to-date · Database status`
			: `${STATUSES[worst].sign} ${STATUSES[worst].title} · ${attention} of ${reports.length} need attention`);
	}
}

function connection(state, lastAnswer) {
	showConnection(state, lastAnswer);
	cards.forEach((one) => one.age());
	sum();
}

async function begin() {
	try {
		const response = await fetch(new URL('components', root), { headers: { Accept: 'application/json' } });
		const { components } = await response.json();
		components.forEach(({ name, title }) => card(name).rename(title));
		if (components.length === 0) {
			list.replaceWith(element('p', { class: 'empty' }, 'No component is configured.'));
		}
	}
	catch {
		// The reports name the components, too.
	}
	live.start();
}

const all = document.getElementById('check-all');
all.addEventListener('click', async () => {
	all.textContent = 'Checking …';
	const answered = await live.poll();
	all.textContent = 'Check all now';
	announce(answered ? 'All components were checked.' : 'The service does not answer.');
});

begin();
