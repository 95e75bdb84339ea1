// Keeps reports current: by server-sent events, by polling where those fail. Says plainly
// when the service does not answer, and asks for its token where it wants one.

import { ORDER, element, root } from './dom.js';
import { EventStream, Refusal, ask, take } from './service.js';
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
	const response = await ask(address, { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
	if (!response.ok) {
		throw new Refusal(response);
	}
	const body = await response.json();
	const reports = body.components ?? [body];
	if (!reports.every((report) => ORDER.includes(report.status))) {
		throw new Refusal(response);
	}
	return reports;
}

/** Asks for all components with what their last checks found, unless that is as `tag` says: {tag, components, unusedFiles}, no components there. */
async function fetchList(tag) {
	const response = await ask('components', { cache: 'no-cache', signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
	if (!response.ok) {
		throw new Refusal(response);
	}
	const now = response.headers.get('ETag');
	return { tag: now, ...(now !== null && now === tag ? { components: null } : await response.json()) };
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
	#refusal = null;

	/** With `onList`, it is given the list of all components and of files that are not used, and reports of those that change; else reports only. */
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
		addEventListener('offline', () => this.#lose(null));
		document.getElementById('token').addEventListener('submit', (event) => this.#unlock(event));
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
		catch (error) {
			this.#lose(error);
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
		catch (error) {
			this.#lose(error);
			return false;
		}
	}

	async #list() {
		const { tag, components, unusedFiles } = await fetchList(this.#tag);
		this.#answered(this.#streaming ? 'live' : 'polling');
		this.#tag = tag;
		if (components !== null) {
			this.#onList(components, unusedFiles);
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
		this.#source = new EventStream(address);
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

	/** The reader gives a token. */
	#unlock(event) {
		event.preventDefault();
		const field = event.target.elements.token;
		take(field.value.trim());
		field.value = '';
		this.#change('starting');
		this.#pause();
		this.#resume();
	}

	#pause() {
		this.#source.close();
		this.#streaming = false;
		this.#paused = true;
	}

	#resume() {
		if (this.#paused && this.#state !== 'locked') {
			this.#paused = false;
			this.poll();
			this.#stream();
		}
	}

	#tick() {
		if (this.#state === 'locked') {
			return;
		}
		const closed = !this.#paused && this.#source.closed;
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
		this.#onState(this.#state, this.#lastAnswer, this.#refusal);
	}

	#answered(state) {
		this.#lastAnswer = new Date();
		this.#refusal = null;
		this.#change(state);
	}

	/** Without a token, or with a wrong one, nothing is asked until the reader gives one. */
	#lose(error) {
		this.#refusal = error instanceof Refusal ? error : null;
		if (this.#refusal?.status === 401) {
			take(null);
			this.#pause();
			this.#change('locked');
		}
		else {
			this.#change('lost');
		}
	}

	#change(state) {
		this.#state = state;
		this.#onState(state, this.#lastAnswer, this.#refusal);
	}

}

const STATES = {
	starting: 'Connecting …',
	live: 'Live',
	polling: `Asking every ${POLL_MILLIS / 1000} s`,
	lost: 'No connection',
	locked: 'Token wanted',
};

/** Shows the state of the connection, and marks everything as old while there is none. */
export function showConnection(state, lastAnswer, refusal) {
	const place = document.getElementById('connection');
	if (place.dataset.state !== state) {
		place.dataset.state = state;
		place.querySelector('.text').textContent = STATES[state];
	}
	document.body.classList.toggle('stale', state === 'lost');
	showToken(state === 'locked', refusal);
	const banner = document.getElementById('lost');
	if (state !== 'lost') {
		banner.hidden = true;
		banner.replaceChildren();
	}
	else if (banner.hidden) {
		banner.hidden = false;
		const since = lastAnswer ? ` since ${clock(lastAnswer)}. What is shown is from then and may no longer be true.` : '.';
		banner.append(element('strong', {}, trouble(refusal)), since, ' Trying again …');
	}
}

/** What is wrong, in words that are true: an answer of a proxy is not silence. */
function trouble(refusal) {
	return refusal === null ? 'The service does not answer'
		: refusal.status === 429 ? 'Too many wrong tokens came from this address: the service refuses all of them for a minute'
			: `The service, or a proxy before it, answers with HTTP ${refusal.status} and no report`;
}

/** Asks for the token, where it is wanted. */
function showToken(wanted, refusal) {
	const form = document.getElementById('token');
	if (form.hidden === !wanted) {
		return;
	}
	document.body.classList.toggle('locked', wanted);
	form.hidden = !wanted;
	if (wanted) {
		document.getElementById('token-words').textContent = refusal.wrongToken ? 'That is not the token of this service.' : 'This service wants a token.';
		document.getElementById('token-field').focus();
	}
}
