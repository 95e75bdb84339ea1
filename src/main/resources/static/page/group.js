// A group: the same thing in several environments, side by side.

import { badge, element, source } from './dom.js';
import { Card, appearance, since } from './card.js';
import { placeOf, separation } from './entries.js';
import { plural, releaseName } from './text.js';

export class Group {

	#actions;
	#drawn = null;
	#cards = new Map();
	#members = element('ul', { class: 'members' });
	#opened = element('div', { class: 'opened' });

	/** `actions`: {check, open, fold, isOpen, fetch}. */
	constructor(item, actions) {
		this.#actions = actions;
		const id = `group-${item.group}`;
		this.node = element('li', { class: 'entry group', 'data-group': item.group },
			element('section', { 'aria-labelledby': id }, element('h3', { id }, item.group), this.#members, this.#opened));
		this.update(item);
	}

	/** The cards that are open, by component. */
	get cards() {
		return this.#cards;
	}

	update({ members }) {
		const drawn = members.map((member) => appearance(member) + this.#actions.isOpen(member.name)).join();
		if (drawn !== this.#drawn) {
			this.#drawn = drawn;
			const focused = this.#members.contains(document.activeElement)
				? document.activeElement.closest('[data-component]')?.dataset.component : null;
			this.#members.replaceChildren(...members.flatMap((member, index) => [
				index === 0 ? null : this.#between(members[index - 1], member), this.#cell(member)]).filter((one) => one !== null));
			if (focused) {
				[...this.#members.querySelectorAll('.member')].find((one) => one.dataset.component === focused)?.querySelector('button').focus();
			}
		}
		const open = members.filter((member) => this.#actions.isOpen(member.name));
		for (const name of [...this.#cards.keys()].filter((one) => !open.some((member) => member.name === one))) {
			this.#cards.get(name).node.remove();
			this.#cards.delete(name);
		}
		for (const member of open) {
			if (this.#cards.has(member.name)) {
				this.#cards.get(member.name).update(member);
			}
			else {
				const card = new Card(member, { check: this.#actions.check, fold: this.#actions.fold, tag: 'div' });
				this.#cards.set(member.name, card);
				this.#opened.append(card.node);
			}
		}
	}

	#cell(member) {
		const { name, last } = member;
		const open = this.#actions.isOpen(name);
		const place = placeOf(member);
		return element('li', { class: 'member', 'data-component': name, 'data-status': last?.status },
			element('p', { class: 'place' }, place),
			last === null ? element('p', { class: 'quiet' }, 'Not checked yet') : badge(last.status),
			last?.release ? element('span', { class: 'release' }, releaseName(last.release)) : null,
			(last?.currentRevisions ?? []).slice(0, 2).map((id) => element('code', {}, id)),
			last === null ? null : since(last),
			last === null || last.status === 'UP_TO_DATE' ? null : element('p', { class: 'summary' }, last.summary),
			element('button', { type: 'button', 'aria-expanded': String(open), 'aria-label': `${open ? 'Fold' : 'Details of'} ${place}`,
				onclick: () => (open ? this.#actions.fold(name) : this.#actions.open(name)) }, open ? 'Fold' : 'Details'));
	}

	/** What separates two neighbours; which revisions they are is asked for when somebody wants to see it. */
	#between(one, other) {
		const words = separation(one, other);
		if (words === null) {
			return null;
		}
		if (words === 'the same revision') {
			return element('li', { class: 'between' }, words);
		}
		const list = element('div', { class: 'revisions-between' });
		const details = element('details', {}, element('summary', {}, words), list);
		details.addEventListener('toggle', async () => {
			if (details.open) {
				list.replaceChildren(element('p', {}, 'Checking …'));
				list.replaceChildren(...await this.#difference(one, other));
			}
		});
		return element('li', { class: 'between' }, details);
	}

	async #difference(one, other) {
		try {
			const [a, b] = await Promise.all([one, other].map((member) => this.#actions.fetch(member.name)));
			return [[one, a, b], [other, b, a]].flatMap(([member, here, there]) => {
				const elsewhere = new Set(there.pendingRevisions.map((revision) => revision.revision));
				const only = here.pendingRevisions.filter((revision) => !elsewhere.has(revision.revision));
				return only.length === 0 ? [] : [
					element('p', {}, `${plural(only.length, 'migration')} pending only in ${placeOf(member)}:`),
					element('ol', {}, only.map((revision) => element('li', {}, source(revision, element('code', {}, revision.revision)), ' ',
						revision.release ? [element('span', { class: 'release' }, releaseName(revision.release)), ' '] : null,
						revision.description ?? revision.file))),
				];
			});
		}
		catch {
			return [element('p', {}, 'The service does not answer.')];
		}
	}

}
