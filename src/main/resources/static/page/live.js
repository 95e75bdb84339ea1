// Keeps reports current: by server-sent events, by polling where those fail. Says plainly
// when the service does not answer.

import { ORDER, element, root } from './dom.js';
import { clock } from './text.js';

const POLL_MILLIS = 5000;
const STREAM_RETRY_MILLIS = 15000;
// The stream tells of changes only: from time to time, what has not changed is confirmed.
const CONFIRM_MILLIS = 30000;
const TIMEOUT_MILLIS = 20000;

/** The report of one component, or of all, checked now. */
export async function fetchReports(component) {
	const path = component ? `components/${encodeURIComponent(component)}/db-status` : 'components/db-status';
	const address = new URL(path, root);
	// Whatever the report says, it is an answer: without this, an ERROR would come with 503 and make noise in consoles.
	address.searchParams.set('expect', ORDER.join());
	const response = await fetch(address, {
		headers: { Accept: 'application/json' }, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MILLIS),
	});
	const body = await response.json();
	const reports = body.components ?? [body];
	if (!response.ok || !reports.every((report) => ORDER.includes(report.status))) {
		throw new Error(`No report, HTTP ${response.status}`);
	}
	return reports;
}

/** Asks for all components with what their last checks found, unless that is as `tag` says: {tag, components}, null there. */
async function fetchList(tag) {
	const response = await fetch(new URL('components', root), {
		headers: { Accept: 'application/json' }, cache: 'no-cache', signal: AbortSignal.timeout(TIMEOUT_MILLIS),
	});
	if (!response.ok) {
		throw new Error(`No list, HTTP ${response.status}`);
	}
	const now = response.headers.get('ETag');
	return { tag: now, components: now !== null && now === tag ? null : (await response.json()).components };
}

/** Watches one component, or all. */
export class Live {

	#component;
	#onReport;
	#onState;
	#onList;
	#onRemoved;
	#tag = null;
	#source = null;
	#streaming = false;
	#polling = false;
	#paused = false;
	#state = 'starting';
	#lastAnswer = null;
	#lastAttempt = 0;
	#lastStream = 0;

	/** With `onList`, it is given the list of all components, and reports of those that change; else reports only. */
	constructor({ component, onReport, onState, onList = null, onRemoved = () => {} }) {
		this.#component = component;
		this.#onReport = onReport;
		this.#onState = onState;
		this.#onList = onList;
		this.#onRemoved = onRemoved;
	}

	start() {
		this.poll();
		this.#stream();
		setInterval(() => this.#tick(), 1000);
		// Browsers allow six connections to a service, all tabs together: one that nobody looks at holds none.
		document.addEventListener('visibilitychange', () => (document.hidden ? this.#pause() : this.#resume()));
		addEventListener('pagehide', () => this.#pause());
		addEventListener('pageshow', (event) => event.persisted && this.#resume());
		addEventListener('online', () => this.poll());
		addEventListener('offline', () => this.#lose());
	}

	get state() {
		return this.#state;
	}

	/** Asks now; says whether the service answered. */
	async poll(component = this.#component) {
		this.#lastAttempt = Date.now();
		try {
			if (component === undefined && this.#onList !== null) {
				await this.#list();
			}
			else {
				const reports = await fetchReports(component);
				this.#answered(this.#streaming ? 'live' : 'polling');
				reports.forEach((report) => this.#onReport(report));
			}
			return true;
		}
		catch {
			this.#lose();
			return false;
		}
	}

	/** Checks all components now; says whether the service answered. */
	async checkAll() {
		try {
			await fetchReports();
			await this.#list();
			return true;
		}
		catch {
			this.#lose();
			return false;
		}
	}

	async #list() {
		const { tag, components } = await fetchList(this.#tag);
		this.#answered(this.#streaming ? 'live' : 'polling');
		this.#tag = tag;
		if (components !== null) {
			this.#onList(components);
		}
	}

	#stream() {
		this.#lastStream = Date.now();
		const address = new URL('events', root);
		if (this.#component) {
			address.searchParams.set('component', this.#component);
		}
		if (this.#onList !== null) {
			address.searchParams.set('initial', 'false');
		}
		this.#source = new EventSource(address);
		this.#source.addEventListener('open', () => {
			this.#streaming = true;
			this.#answered('live');
			if (this.#onList !== null) {
				// What changed before the stream began.
				this.poll();
			}
		});
		this.#source.addEventListener('report', (event) => {
			this.#answered('live');
			this.#onReport(JSON.parse(event.data));
		});
		this.#source.addEventListener('removed', (event) => this.#onRemoved(JSON.parse(event.data).component));
		this.#source.addEventListener('error', () => {
			const lost = this.#streaming;
			this.#streaming = false;
			if (lost) {
				this.poll();
			}
		});
	}

	#pause() {
		this.#source.close();
		this.#streaming = false;
		this.#paused = true;
	}

	#resume() {
		if (this.#paused) {
			this.#paused = false;
			this.poll();
			this.#stream();
		}
	}

	#tick() {
		const closed = !this.#paused && this.#source.readyState === EventSource.CLOSED;
		if (closed && Date.now() - this.#lastStream > STREAM_RETRY_MILLIS) {
			this.#stream();
		}
		const pause = this.#paused || (this.#streaming && this.#state === 'live') ? CONFIRM_MILLIS : POLL_MILLIS;
		if (!this.#polling && Date.now() - this.#lastAttempt > pause) {
			this.#polling = true;
			this.poll().finally(() => {
				this.#polling = false;
			});
		}
		this.#onState(this.#state, this.#lastAnswer);
	}

	#answered(state) {
		this.#lastAnswer = new Date();
		this.#change(state);
	}

	#lose() {
		this.#change('lost');
	}

	#change(state) {
		this.#state = state;
		this.#onState(state, this.#lastAnswer);
	}

}

const STATES = {
	starting: 'Connecting …',
	live: 'Live',
	polling: `Asking every ${POLL_MILLIS / 1000} s`,
	lost: 'No connection',
};

/** Shows the state of the connection, and marks everything as old while there is none. */
export function showConnection(state, lastAnswer) {
	const place = document.getElementById('connection');
	if (place.dataset.state !== state) {
		place.dataset.state = state;
		place.querySelector('.text').textContent = STATES[state];
	}
	document.body.classList.toggle('stale', state === 'lost');
	const banner = document.getElementById('lost');
	if (state !== 'lost') {
		banner.hidden = true;
		banner.replaceChildren();
	}
	else if (banner.hidden) {
		banner.hidden = false;
		const since = lastAnswer ? ` since ${clock(lastAnswer)}. What is shown is from then and may no longer be true.` : '.';
		banner.append(element('strong', {}, 'The service does not answer'), since, ' Trying again …');
	}
}
