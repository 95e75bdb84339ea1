// Asks the service: with the token where it wants one, which is sent as a header and never stands in an address.

import { root } from './dom.js';

const KEY = 'db-status-token';
/** After what time a stream that broke off is begun anew. */
const PAUSE_MILLIS = 3000;

/** The service answers, and does not say what was asked for; `status` is the code of HTTP. */
export class Refusal extends Error {

	constructor(response) {
		super(`HTTP ${response.status}`);
		this.status = response.status;
		/** Whether a token was sent that is not the one of the service. */
		this.wrongToken = response.headers.get('WWW-Authenticate')?.includes('invalid_token') ?? false;
	}

}

let kept = null;

/** The token, which this tab knows until it is closed; null where none was given. */
function token() {
	try {
		return sessionStorage.getItem(KEY);
	}
	catch {
		// A browser that keeps nothing: it is asked for on each page.
		return kept;
	}
}

/** Takes a token, or forgets it. */
export function take(text) {
	kept = text;
	try {
		if (text === null) {
			sessionStorage.removeItem(KEY);
		}
		else {
			sessionStorage.setItem(KEY, text);
		}
	}
	catch {
		// It is in `kept`.
	}
}

/** Whether there is a token to send. */
export function hasToken() {
	return token() !== null;
}

/**
 * As `fetch`, with the token, of JSON unless `accept` says otherwise. Throws a Refusal where a token is wanted, or another one;
 * all other answers are for the caller to judge.
 */
export async function ask(address, { accept = 'application/json', headers = {}, ...options } = {}) {
	const own = token();
	const response = await fetch(new URL(address, root), {
		...options, headers: { Accept: accept, ...headers, ...(own !== null && { Authorization: `Bearer ${own}` }) },
	});
	if (response.status === 401 || response.status === 429) {
		throw new Refusal(response);
	}
	return response;
}

/** Opens what a link leads to as its address does where no token is wanted: a browser sends none for a link. */
export function follow(event) {
	const { href } = event.currentTarget;
	if (hasToken()) {
		event.preventDefault();
		const tab = open('', '_blank');
		ask(href, { accept: '*/*' }).then((response) => response.blob()).then((blob) => {
			tab.location = URL.createObjectURL(blob);
		}).catch(() => tab.close());
	}
}

/** A stream of events, as an EventSource is, which can send no header. Dispatches `open`, `error` and the events of the stream. */
export class EventStream extends EventTarget {

	#address;
	#abort = new AbortController();
	#lastId = null;
	#closed = false;

	constructor(address) {
		super();
		this.#address = address;
		this.#run();
	}

	/** Whether it goes on by itself no more. */
	get closed() {
		return this.#closed;
	}

	close() {
		this.#closed = true;
		this.#abort.abort();
	}

	async #run() {
		while (!this.#closed) {
			try {
				const response = await ask(this.#address, {
					accept: 'text/event-stream', cache: 'no-store', signal: this.#abort.signal,
					headers: this.#lastId === null ? {} : { 'Last-Event-ID': this.#lastId },
				});
				if (!response.ok || !response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
					throw new Refusal(response);
				}
				this.dispatchEvent(new Event('open'));
				await this.#read(response.body.pipeThrough(new TextDecoderStream()).getReader());
			}
			catch (error) {
				this.#closed ||= error instanceof Refusal;
			}
			if (!this.#abort.signal.aborted) {
				this.dispatchEvent(new Event('error'));
			}
			if (!this.#closed) {
				await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLIS));
			}
		}
	}

	async #read(reader) {
		let rest = '';
		for (;;) {
			const { value, done } = await reader.read();
			if (done) {
				return;
			}
			const lines = (rest + value).split('\n');
			rest = lines.pop();
			lines.forEach((line) => this.#line(line));
		}
	}

	#event = { name: 'message', data: [] };

	/** One line of the stream: https://html.spec.whatwg.org/multipage/server-sent-events.html */
	#line(text) {
		const line = text.endsWith('\r') ? text.slice(0, -1) : text;
		if (line === '') {
			const { name, data } = this.#event;
			this.#event = { name: 'message', data: [] };
			if (data.length > 0) {
				this.dispatchEvent(new MessageEvent(name, { data: data.join('\n') }));
			}
			return;
		}
		const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
		switch (field) {
			case 'event':
				this.#event.name = value;
				break;
			case 'data':
				this.#event.data.push(value);
				break;
			case 'id':
				this.#lastId = value;
				break;
			default:
		}
	}

}
