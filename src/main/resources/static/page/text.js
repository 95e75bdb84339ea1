// How counts and times are said.

export function plural(count, one, many) {
	return `${count} ${count === 1 ? one : many ?? one + 's'}`;
}

export function clock(date) {
	return date.toLocaleTimeString('en-GB');
}

export function ago(milliseconds) {
	const seconds = Math.max(0, Math.round(milliseconds / 1000));
	if (seconds < 2) {
		return 'just now';
	}
	if (seconds < 90) {
		return `${seconds} s ago`;
	}
	const minutes = Math.round(seconds / 60);
	return minutes < 90 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`;
}

export function sentence(text) {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
