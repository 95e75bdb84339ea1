// What the list shows, from top to bottom: revisions, releases between them, and long
// applied stretches folded to one line.

const SHORTEST_FOLD = 8;
const CONTEXT = 3;

/**
 * The items of the list: {kind: 'revision', place, section}, {kind: 'fold', from, to}, {kind: 'release', release} or
 * {kind: 'unrecognized', row}. A release has one divider, above its newest revision, though revisions of several releases
 * may alternate; `section` is the release of the divider above. `open` holds the first places of the folds that were opened.
 */
export function items(history, { fold, open }) {
	const list = history.unknownRows.map((row) => ({ kind: 'unrecognized', row }));
	const folds = fold ? stretches(history).filter(({ from }) => !open.has(from)) : [];
	const begun = new Set();
	let section = null;
	let next = 0;
	for (let place = 0; place < history.revisions.length; place++) {
		if (folds[next]?.from === place) {
			list.push({ kind: 'fold', ...folds[next] });
			for (; place < folds[next].to; place++) {
				begun.add(history.revisions[place].release);
			}
			place--;
			next++;
			continue;
		}
		const { release } = history.revisions[place];
		if (release !== null && !begun.has(release)) {
			list.push({ kind: 'release', release });
			begun.add(release);
			section = release;
		}
		list.push({ kind: 'revision', place, section });
	}
	return list;
}

/** The stretches of applied revisions in which there is nothing to see: [{from, to}], `to` not included. */
export function stretches(history) {
	const { revisions } = history;
	const kept = new Uint8Array(revisions.length);
	const keep = (place, around) => {
		for (let at = Math.max(0, place - around); at <= Math.min(revisions.length - 1, place + around); at++) {
			kept[at] = 1;
		}
	};
	revisions.forEach((revision, place) => {
		if (revision.state !== 'APPLIED' || revision.row || revision.head || history.points.has(revision.revision)) {
			keep(place, CONTEXT);
		}
		else if (revision.branchLabels.length > 0) {
			keep(place, 0);
		}
	});
	for (const { from, to } of history.edges) {
		if (revisions[from].state === 'PENDING' && revisions[to].state === 'APPLIED') {
			keep(to, 1);
		}
	}
	keep(0, 1);
	keep(revisions.length - 1, 0);
	const found = [];
	for (let place = 0; place < revisions.length; place++) {
		const from = place;
		while (place < revisions.length && !kept[place]) {
			place++;
		}
		if (place - from >= SHORTEST_FOLD) {
			found.push({ from, to: place });
		}
	}
	return found;
}
