package ai.backend.dbstatus.database;

import java.time.Duration;

/**
 * How long reading a version table may take. Each part is positive; {@code total} bounds them all together.
 *
 * @param connect name resolution, TCP, TLS and login
 * @param query the statement on the server
 * @param lock waiting for a lock on the version table
 * @param total the whole read, with waiting for a free connection and the second attempt on a fresh connection
 */
public record DatabaseTimeouts(Duration connect, Duration query, Duration lock, Duration total) {

	/** Connect 3 s, query 5 s, lock 2 s, total 10 s. */
	public static final DatabaseTimeouts DEFAULTS = new DatabaseTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(5),
			Duration.ofSeconds(2), Duration.ofSeconds(10));

	public DatabaseTimeouts {
		for (Duration part : new Duration[]{ connect, query, lock, total }) {
			if (!part.isPositive()) {
				throw new IllegalArgumentException("A database timeout must be positive, but one is " + part);
			}
		}
	}

	/**
	 * Whole seconds for drivers that know no smaller unit, rounded up.
	 */
	static long seconds(Duration duration) {
		return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
	}

	/**
	 * A duration as a person would say it: {@code 3 s}, {@code 0.5 s}.
	 */
	static String display(Duration duration) {
		long millis = duration.toMillis();
		return ((millis % 1000 == 0) ? String.valueOf(millis / 1000) : String.valueOf(millis / 1000.0)) + " s";
	}

}
