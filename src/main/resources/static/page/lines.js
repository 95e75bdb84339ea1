// The lines and nodes of the graph, as SVG: only those that can be seen.

import { svg } from './dom.js';

export const COLOURS = 6;

/** Draws what lies between two heights. `view` says where things are. */
export function draw(view, top, bottom) {
	const shapes = [];
	for (const edge of view.graph.edges) {
		const from = view.height(edge.from);
		const to = view.height(edge.to);
		if (from !== to && from <= bottom && to >= top) {
			shapes.push(line(view, edge, from, to, top, bottom));
		}
	}
	return shapes;
}

function line(view, edge, from, to, top, bottom) {
	const { row } = view;
	const lane = view.x(edge.lane);
	const start = view.isFolded(edge.from) ? lane : view.x(view.graph.revisions[edge.from].lane);
	const end = view.isFolded(edge.to) ? lane : view.x(view.graph.revisions[edge.to].lane);
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
	const own = view.isOwn(edge.from) ? ' own' : '';
	const dependency = edge.kind === 'DEPENDS_ON' ? ' dependency' : '';
	return svg('path', { class: `line lane-${edge.lane % COLOURS}${own}${dependency}`, d: path });
}

function curve(fromX, fromY, toX, toY) {
	const middle = (fromY + toY) / 2;
	return ` C${fromX} ${middle} ${toX} ${middle} ${toX} ${toY}`;
}

/** A revision's node: filled where it is applied, hollow where it is pending; a merge point is a diamond. */
export function node(revision, x, y) {
	const style = `node ${revision.state.toLowerCase()} lane-${revision.lane % COLOURS}`;
	const shape = revision.downRevisions.length > 1
		? svg('path', { class: style, d: `M${x} ${y - 7} l7 7 l-7 7 l-7 -7 z` })
		: svg('circle', { class: style, cx: x, cy: y, r: 5.5 });
	return revision.row ? [svg('circle', { class: 'ring', cx: x, cy: y, r: 10.5 }), shape] : [shape];
}

export function unrecognized(x, y) {
	return [svg('circle', { class: 'ring', cx: x, cy: y, r: 10.5 }),
		svg('path', { class: 'node unrecognized', d: `M${x - 5} ${y - 5} h10 v10 h-10 z` })];
}

/** A fold: the lines go behind it. */
export function fold(x, y, width) {
	return [svg('rect', { class: 'gap', x: x - 8, y: y - 9, width: width + 16, height: 18, rx: 9 }),
		...[-6, 0, 6].map((step) => svg('circle', { class: 'dots', cx: x + width / 2 + step, cy: y, r: 1.6 }))];
}
