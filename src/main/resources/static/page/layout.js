// Where the items of the list are.

/** The height of a divider between releases. */
export const DIVIDER = 26;

const MARGIN = 20;
const WIDEST_LANE = 18;
const NARROWEST_LANE = 5;

export class Layout {

	#items;
	#tops = [];
	#itemOf = [];
	#lane;

	/**
	 * @param {History} history the revisions
	 * @param {object[]} items what the list shows of them, from top to bottom
	 * @param {object} room `row`: the height of a row; `lanes`: the width that all lanes together may take
	 */
	constructor(history, items, { row, lanes }) {
		this.row = row;
		this.history = history;
		this.#items = items;
		this.#lane = Math.max(NARROWEST_LANE, Math.min(WIDEST_LANE, lanes / Math.max(1, history.lanes)));
		let top = 0;
		items.forEach((item, index) => {
			this.#tops.push(top);
			top += item.kind === 'release' ? DIVIDER : row;
			if (item.kind === 'revision') {
				this.#itemOf[item.place] = index;
			}
			else if (item.kind === 'fold') {
				for (let place = item.from; place < item.to; place++) {
					this.#itemOf[place] = index;
				}
			}
		});
		/** The height of all items together. */
		this.total = top;
		/** Where the words begin: beside the last lane. */
		this.indent = this.x(Math.max(0, history.lanes - 1)) + MARGIN;
	}

	x(lane) {
		return MARGIN + lane * this.#lane;
	}

	top(index) {
		return this.#tops[index];
	}

	/** The item that shows a revision, be it itself or the fold that it is in. */
	itemOf(place) {
		return this.#itemOf[place];
	}

	isFolded(place) {
		return this.#items[this.#itemOf[place]].kind === 'fold';
	}

	/** Where a revision's node is, or that of its fold. */
	height(place) {
		return this.#tops[this.#itemOf[place]] + this.row / 2;
	}

	/** The item at a height: the first one above all, the last one below all. */
	find(height) {
		let low = 0;
		let high = this.#tops.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (this.#tops[middle] <= height) {
				low = middle;
			}
			else {
				high = middle - 1;
			}
		}
		return low;
	}

	/** The items between two heights: {first, end}, `end` not included. */
	between(top, bottom) {
		const first = this.find(top);
		let end = first;
		while (end < this.#tops.length && this.#tops[end] <= bottom) {
			end++;
		}
		return { first, end };
	}

	/** The widest lane of a folded stretch. */
	widestLane({ from, to }) {
		return this.history.revisions.slice(from, to).reduce((widest, { lane }) => Math.max(widest, lane), 0);
	}

	/** The lines of which a part lies between two heights: {edge, path}. */
	lines(top, bottom) {
		return this.history.edges.flatMap((edge) => {
			const from = this.height(edge.from);
			const to = this.height(edge.to);
			return from !== to && from <= bottom && to >= top ? [{ edge, path: this.#path(edge, from, to, top, bottom) }] : [];
		});
	}

	/** Out of the node, down the lane, and into the other node; what cannot be seen of the lane is left out. */
	#path(edge, from, to, top, bottom) {
		const { row } = this;
		const lane = this.x(edge.lane);
		const start = this.isFolded(edge.from) ? lane : this.x(this.history.revisions[edge.from].lane);
		const end = this.isFolded(edge.to) ? lane : this.x(this.history.revisions[edge.to].lane);
		const room = to - from;
		const bend = Math.min(row, start !== lane && end !== lane ? room / 2 : room);
		let path = `M${start} ${start === lane ? Math.max(from, top - row) : from}`;
		let at = from;
		if (start !== lane) {
			at = from + bend;
			path += curve(start, from, lane, at);
		}
		const last = end !== lane ? Math.max(at, to - bend) : to;
		path += ` V${end === lane ? Math.min(last, bottom + row) : last}`;
		if (end !== lane) {
			path += curve(lane, last, end, to);
		}
		return path;
	}

}

function curve(fromX, fromY, toX, toY) {
	const middle = (fromY + toY) / 2;
	return ` C${fromX} ${middle} ${toX} ${middle} ${toX} ${toY}`;
}
