// How counts and times are said.

export function plural(count, one, many) {
	return `${count} ${count === 1 ? one : many ?? one + 's'}`;
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
