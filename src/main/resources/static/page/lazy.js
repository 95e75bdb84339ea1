// A long list of which only that part is made and laid out which a reader is near to.

import { element } from './dom.js';

const CHUNK = 40;

export class LazyList {

	#list;
	#height;
	#make;
	#chunks = [];
	#nodes = new Map();
	#observer;

	/** `make(item)` makes the node of an item, which has a `key`; `height` is about how high one is, in pixels. */
	constructor(list, height, make) {
		this.#list = list;
		this.#height = height;
		this.#make = make;
		this.#observer = new IntersectionObserver((seen) => seen.filter((one) => one.isIntersecting)
			.forEach((one) => this.#fill(this.#chunks[Number(one.target.dataset.chunk)])), { rootMargin: '400px' });
	}

	/** Shows items, which may have been shown before: their nodes stay the same. */
	show(items) {
		const keys = new Set(items.map(({ key }) => key));
		for (const key of this.#nodes.keys()) {
			if (!keys.has(key)) {
				this.#nodes.delete(key);
			}
		}
		const focused = document.activeElement;
		for (let index = 0; index * CHUNK < Math.max(items.length, this.#chunks.length * CHUNK); index++) {
			this.#set(index, items.slice(index * CHUNK, (index + 1) * CHUNK));
		}
		if (focused !== document.activeElement && document.contains(focused)) {
			focused.focus({ preventScroll: true });
		}
	}

	#set(index, items) {
		if (items.length === 0) {
			const gone = this.#chunks[index];
			this.#observer.unobserve(gone.node);
			gone.node.remove();
			this.#chunks.length = Math.min(this.#chunks.length, index);
			return;
		}
		let chunk = this.#chunks[index];
		if (chunk === undefined) {
			chunk = { node: element('li', { class: 'chunk', 'data-chunk': index }, element('ul')), filled: index === 0, shown: '' };
			this.#chunks[index] = chunk;
			this.#list.append(chunk.node);
			this.#observer.observe(chunk.node);
		}
		chunk.items = items;
		// What has not been near is as high as its items are likely to be.
		chunk.node.style.setProperty('--height', `${items.length * this.#height}px`);
		if (chunk.filled) {
			this.#fill(chunk);
		}
	}

	#fill(chunk) {
		chunk.filled = true;
		chunk.node.classList.add('filled');
		const nodes = chunk.items.map((item) => this.#node(item));
		const list = chunk.node.firstChild;
		if (list.childElementCount !== nodes.length || nodes.some((node, index) => list.children[index] !== node)) {
			list.replaceChildren(...nodes);
		}
	}

	#node(item) {
		if (!this.#nodes.has(item.key)) {
			this.#nodes.set(item.key, this.#make(item));
		}
		return this.#nodes.get(item.key);
	}

}
