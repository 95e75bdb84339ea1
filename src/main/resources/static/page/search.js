// Finding revisions, and going from one to the next.

/** The words that a reader typed. */
export function wordsOf(text) {
	return text.trim().toLowerCase().split(/\s+/).filter(Boolean);
}

/** Whether a revision has all the words in it: in its id, its description, its file, its release or a branch label. */
export function matches(revision, words) {
	const text = [revision.revision, revision.description ?? '', revision.file, revision.release ?? '', ...revision.branchLabels]
		.join(' ').toLowerCase();
	return words.every((word) => text.includes(word));
}

/** The places of the revisions that have all the words in them; none where there are no words. */
export function find(history, words) {
	return words.length === 0 ? [] : history.places((revision) => matches(revision, words));
}

/** Of places in ascending order: the next one after a place, or the last one before it, and around; undefined if there are none. */
export function next(places, here, direction) {
	return direction > 0
		? places.find((place) => place > (here ?? -1)) ?? places[0]
		: places.findLast((place) => place < (here ?? Infinity)) ?? places.at(-1);
}
