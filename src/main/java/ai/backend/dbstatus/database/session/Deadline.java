package ai.backend.dbstatus.database.session;

import java.time.Duration;

/**
 * A point in time after which nobody waits for the answer any more.
 *
 * @param nanoTime of {@link System#nanoTime()}
 */
record Deadline(long nanoTime) {

	static Deadline in(Duration time) {
		return new Deadline(System.nanoTime() + time.toNanos());
	}

	/**
	 * This deadline, or an earlier one.
	 */
	Deadline orIn(Duration time) {
		Deadline other = in(time);
		return (other.nanoTime - this.nanoTime < 0) ? other : this;
	}

	/** Negative or zero once it is over. */
	long remainingNanos() {
		return this.nanoTime - System.nanoTime();
	}

	boolean isOver() {
		return remainingNanos() <= 0;
	}

}
