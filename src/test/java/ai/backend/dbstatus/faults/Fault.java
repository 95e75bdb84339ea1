package ai.backend.dbstatus.faults;

import java.time.Duration;

/**
 * Something that goes wrong.
 *
 * @param name what, in words
 * @param reason the reason that the report then gives; several, where timing decides
 * @param bound within what time it is given
 * @param begin makes it go wrong
 * @param end makes it right again
 */
record Fault(String name, String reason, Duration bound, Step begin, Step end) {

	/**
	 * Does something to the world.
	 */
	interface Step {

		void run() throws Exception;

	}

	@Override
	public String toString() {
		return this.name;
	}

}
