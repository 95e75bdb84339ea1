// How counts and times are said.

export function plural(count, one, many) {
	return `${count} ${count === 1 ? one : many ?? one + 's'}`;
}

/** What scripts carry that belong to no release yet, as Backend.AI's do. */
const NEXT_RELEASE = 'NEXT_RELEASE_VERSION';

/** A release's name for a reader. */
export function releaseName(release) {
	return release === NEXT_RELEASE ? 'unreleased' : release;
}

export function clock(date) {
	return date.toLocaleTimeString('en-GB');
}

export function sentence(text) {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** How long something has lasted. */
export function lasting(milliseconds) {
	const minutes = Math.floor(Math.max(0, milliseconds) / 60_000);
	if (minutes < 1) {
		return 'less than a minute';
	}
	const hours = Math.floor(minutes / 60);
	return minutes < 90 ? `${minutes} min` : hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

/** A migration that another session has under way, in a sentence, as it was when the report was made. */
export function underWay(migration, checkedAt) {
	const { since, certain, application, user, pid, waitsFor, progress } = migration;
	const who = application ?? user;
	const text = `A migration is ${certain ? '' : 'probably '}under way since ${clock(new Date(since))} (${who === null ? '' : `${who}, `}pid ${pid})`;
	if (waitsFor !== null) {
		const on = waitsFor.relation === null ? '' : ` on ${waitsFor.relation}`;
		const by = waitsFor.pid === null ? '' : ` held by pid ${waitsFor.pid}`;
		return `${text}, waiting ${waiting(Date.parse(checkedAt) - Date.parse(waitsFor.since))} for a lock${on}${by}.`;
	}
	if (progress !== null) {
		const share = progress.total === null ? '' : ` ${Math.floor(100 * Math.min(progress.done, progress.total) / progress.total)} %`;
		return `${text}, ${progress.phase ?? progress.command ?? 'at work'}${share}.`;
	}
	return `${text}.`;
}

function waiting(milliseconds) {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	if (seconds < 90) {
		return `${seconds} s`;
	}
	const minutes = Math.floor(seconds / 60);
	return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}
