package ai.backend.dbstatus.status.poll;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often to check.
 *
 * @param interval the time from the beginning of one check to that of the next; positive
 * @param jitter by what part of it the interval varies, so that several instances of the service do not ask in step
 */
public record Pace(Duration interval, double jitter) {

	private static final double TENTH = 0.1;

	public Pace {
		if (!interval.isPositive()) {
			throw new IllegalArgumentException("The interval between checks must be positive, but it is " + interval);
		}
	}

	/**
	 * Exactly so often.
	 */
	public static Pace every(Duration interval) {
		return new Pace(interval, 0);
	}

	/**
	 * So often, give or take a tenth.
	 */
	public static Pace about(Duration interval) {
		return new Pace(interval, TENTH);
	}

	long nextNanos() {
		double factor = (this.jitter == 0) ? 1 : 1 + ThreadLocalRandom.current().nextDouble(-this.jitter, this.jitter);
		return (long) (this.interval.toNanos() * factor);
	}

}
