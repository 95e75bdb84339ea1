// The lines and nodes of the graph, as SVG.

import { svg } from './dom.js';

/** After how many lanes the colours begin anew. */
export const COLOURS = 6;

export function line({ kind, lane }, path, own) {
	const style = `line lane-${lane % COLOURS}${own ? ' own' : ''}${kind === 'DEPENDS_ON' ? ' dependency' : ''}`;
	return svg('path', { class: style, d: path });
}

/** A revision's node: filled where it is applied, hollow where it is pending; a merge point is a diamond. */
export function node(revision, x, y) {
	const style = `node ${revision.state.toLowerCase()} lane-${revision.lane % COLOURS}`;
	const shape = revision.downRevisions.length > 1
		? svg('path', { class: style, d: `M${x} ${y - 7} l7 7 l-7 7 l-7 -7 z` })
		: svg('circle', { class: style, cx: x, cy: y, r: 5.5 });
	return revision.row ? [svg('circle', { class: 'ring', cx: x, cy: y, r: 10.5 }), shape] : [shape];
}

/** A row of the version table that names none of the revisions. */
export function unrecognized(x, y) {
	return [svg('circle', { class: 'ring', cx: x, cy: y, r: 10.5 }),
		svg('path', { class: 'node unrecognized', d: `M${x - 5} ${y - 5} h10 v10 h-10 z` })];
}

/** A fold: the lines go behind it. */
export function fold(x, y, width) {
	return [svg('rect', { class: 'gap', x: x - 8, y: y - 9, width: width + 16, height: 18, rx: 9 }),
		...[-6, 0, 6].map((step) => svg('circle', { class: 'dots', cx: x + width / 2 + step, cy: y, r: 1.6 }))];
}
