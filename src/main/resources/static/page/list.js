// The list of revisions with their graph: drawn as far as it can be seen, walked by mouse and keys.

import { svg } from './dom.js';
import { items } from './folds.js';
import { target } from './keys.js';
import { Layout } from './layout.js';
import { fold, line, node, unrecognized } from './lines.js';
import { makeRow } from './rows.js';

/** How much is drawn beyond what can be seen. */
const OVERSCAN = 400;

export class RevisionList {

	#list;
	#canvas;
	#lines = svg('svg', { 'aria-hidden': 'true', width: 10, height: 10 });
	#onSelect;
	#history = null;
	#folding = true;
	#open = new Set();
	#items = [];
	#layout = null;
	#rows = new Map();
	#selected = null;
	#hits = new Set();
	#painting = false;

	/** `onSelect(place, {chosen})` is called with the place of a revision, or null; by a key it is selected and not chosen. */
	constructor(list, canvas, onSelect) {
		this.#list = list;
		this.#canvas = canvas;
		this.#onSelect = onSelect;
		canvas.append(this.#lines);
		list.addEventListener('scroll', () => this.#scrolled(), { passive: true });
		list.addEventListener('keydown', (event) => this.#press(event));
		new ResizeObserver(() => this.#layOut()).observe(list);
	}

	/** Shows a history, with nothing selected; null shows nothing. */
	show(history) {
		this.#history = history;
		this.#selected = null;
		this.#layOut();
	}

	/** Folds long applied stretches, or shows all. */
	fold(folding) {
		this.#folding = folding;
		this.#open.clear();
		this.#selected = null;
		this.#layOut();
	}

	/** The place of the selected revision, undefined if there is none. */
	get place() {
		return this.#items[this.#selected]?.place;
	}

	/** Selects a revision where it is. */
	select(place) {
		this.#selected = this.#layout.itemOf(place);
		this.#onSelect(place, { chosen: true });
		this.#mark();
	}

	/** Goes to a revision, out of its fold if it is in one. */
	go(place) {
		const item = this.#items[this.#layout.itemOf(place)];
		if (item.kind === 'fold') {
			this.#unfold(item.from);
		}
		this.#choose(this.#layout.itemOf(place));
	}

	/** Brings a revision into the lower part of what can be seen. */
	look(place) {
		this.#list.scrollTop = Math.max(0, this.#layout.height(place) - this.#list.clientHeight * 2 / 3);
		this.#paint();
	}

	/** Marks the revisions at these places as found. */
	mark(places) {
		this.#hits = new Set(places);
		this.#mark();
	}

	#layOut() {
		this.#rows.forEach((row) => row.remove());
		this.#rows.clear();
		if (this.#history === null) {
			this.#items = [];
			this.#canvas.style.height = '0';
			this.#lines.replaceChildren();
			return;
		}
		this.#items = items(this.#history, { fold: this.#folding, open: this.#open });
		this.#layout = new Layout(this.#history, this.#items, {
			row: parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row')),
			lanes: Math.max(60, this.#list.clientWidth * 0.3),
		});
		this.#canvas.style.height = `${this.#layout.total}px`;
		this.#paint();
	}

	#scrolled() {
		if (!this.#painting) {
			this.#painting = true;
			requestAnimationFrame(() => {
				this.#painting = false;
				this.#paint();
			});
		}
	}

	/** Makes the rows that can be seen, and removes the others. */
	#paint() {
		if (this.#history === null) {
			return;
		}
		const layout = this.#layout;
		const top = this.#list.scrollTop - OVERSCAN;
		const bottom = this.#list.scrollTop + this.#list.clientHeight + OVERSCAN;
		const { first, end } = layout.between(top, bottom);
		const shapes = layout.lines(top, bottom).map(({ edge, path }) => line(edge, path, this.#history.isOwn(edge.from)));
		for (let index = first; index < end; index++) {
			if (!this.#rows.has(index)) {
				const row = makeRow(this.#items[index], index, this.#items.length, layout, (chosen) => this.#choose(chosen));
				this.#rows.set(index, row);
				this.#canvas.append(row);
			}
			shapes.push(...this.#shapes(this.#items[index], layout.top(index) + layout.row / 2));
		}
		for (const [index, row] of this.#rows) {
			if (index < first || index >= end) {
				row.remove();
				this.#rows.delete(index);
			}
		}
		this.#lines.replaceChildren(...shapes);
		this.#mark();
	}

	#shapes(item, y) {
		const layout = this.#layout;
		switch (item.kind) {
			case 'revision': {
				const revision = this.#history.revisions[item.place];
				return node(revision, layout.x(revision.lane), y);
			}
			case 'fold':
				return fold(layout.x(0), y, layout.x(layout.widestLane(item)) - layout.x(0));
			case 'unrecognized':
				return unrecognized(layout.x(0), y);
			default:
				return [];
		}
	}

	/** Shows which row is selected and which are found. */
	#mark() {
		for (const [index, row] of this.#rows) {
			if (row.getAttribute('role') === 'option') {
				const { place } = this.#items[index];
				row.setAttribute('aria-selected', String(index === this.#selected));
				row.classList.toggle('hit', place !== undefined && this.#hits.has(place));
			}
		}
		if (this.#selected !== null && this.#rows.has(this.#selected)) {
			this.#list.setAttribute('aria-activedescendant', `item-${this.#selected}`);
		}
		else {
			this.#list.removeAttribute('aria-activedescendant');
		}
	}

	#choose(index) {
		const item = this.#items[index];
		if (item.kind === 'fold') {
			this.#unfold(item.from);
			this.#choose(this.#layout.itemOf(item.from));
			return;
		}
		this.#selected = index;
		this.#intoView(index);
		this.#onSelect(item.place ?? null, { chosen: true });
		this.#mark();
	}

	#unfold(from) {
		this.#open.add(from);
		this.#layOut();
	}

	#intoView(index) {
		const top = this.#layout.top(index);
		const { scrollTop, clientHeight } = this.#list;
		if (top < scrollTop || top + this.#layout.row > scrollTop + clientHeight) {
			this.#list.scrollTop = top - clientHeight / 3;
			this.#paint();
		}
	}

	#press(event) {
		const index = this.#layout === null ? null : target(event.key, {
			selected: this.#selected,
			top: this.#layout.find(this.#list.scrollTop),
			page: Math.max(1, Math.floor(this.#list.clientHeight / this.#layout.row) - 1),
			items: this.#items,
		});
		if (index !== null) {
			event.preventDefault();
			this.#selected = index;
			this.#intoView(index);
			if (this.place !== undefined) {
				this.#onSelect(this.place, { chosen: false });
			}
			this.#mark();
		}
		else if ((event.key === 'Enter' || event.key === ' ') && this.#selected !== null) {
			event.preventDefault();
			this.#choose(this.#selected);
		}
	}

}
