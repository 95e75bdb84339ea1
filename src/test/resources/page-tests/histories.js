// Histories to test with, written in short.

import { History } from '/page/history.js';

/**
 * A history of revisions, newest first, each a word: its id, then `!` for pending and `?` for not known, `*` for a row of
 * the version table, `^` for a head, `@release`, `<down,down` and `~dependency`.
 */
export function history(text, { lanes = {}, unknownRows = [], divergence = [] } = {}) {
	const revisions = text.trim().split(/\s+/).map((word) => {
		const [, revision, marks, release, down, dependency] = /^(\w+)([!?*^]*)(?:@([\w.]+))?(?:<([\w,]+))?(?:~(\w+))?$/.exec(word);
		return {
			revision, description: `About ${revision}`, file: `${revision}_file.py`, release: release ?? null, created: null,
			state: marks.includes('!') ? 'PENDING' : marks.includes('?') ? 'UNKNOWN' : 'APPLIED',
			row: marks.includes('*'), head: marks.includes('^'), branchLabels: [], lane: lanes[revision] ?? 0,
			downRevisions: down?.split(',') ?? [], dependsOn: dependency ? [dependency] : [],
		};
	});
	const place = (id) => revisions.findIndex(({ revision }) => revision === id);
	const edges = revisions.flatMap(({ downRevisions, dependsOn, lane }, from) => [
		...downRevisions.map((down) => ({ from, to: place(down), lane, kind: 'DOWN_REVISION' })),
		...dependsOn.map((one) => ({ from, to: place(one), lane, kind: 'DEPENDS_ON' })),
	]);
	const widest = Math.max(0, ...revisions.map(({ lane }) => lane));
	return new History({ lanes: widest + 1, revisions, edges, unknownRows, divergence });
}

/** A line of revisions r0, the newest, to the oldest, of which the first ones are pending. */
export function line(length, pending = 0) {
	return history(Array.from({ length }, (_, place) => {
		const marks = `${place < pending ? '!' : ''}${place === pending ? '*' : ''}${place === 0 ? '^' : ''}`;
		return `r${place}${marks}${place + 1 < length ? `<r${place + 1}` : ''}`;
	}).join(' '));
}
