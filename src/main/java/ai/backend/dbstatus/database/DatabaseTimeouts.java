package ai.backend.dbstatus.database;

import java.time.Duration;

/**
 * How long reading a version table may take. Each part is positive.
 *
 * @param connect name resolution, TCP, TLS and login
 * @param query the statement on the server
 * @param lock waiting for a lock on the version table
 * @param total all this together, with a second attempt on a fresh connection
 * @param answer the same and before it the time until one of this service's own connections is free; no shorter than
 * {@code total}
 */
public record DatabaseTimeouts(Duration connect, Duration query, Duration lock, Duration total, Duration answer) {

	/** Connect 3 s, query 5 s, lock 2 s, total 10 s. */
	public static final DatabaseTimeouts DEFAULTS = new DatabaseTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(5),
			Duration.ofSeconds(2), Duration.ofSeconds(10));

	public DatabaseTimeouts {
		for (Duration part : new Duration[]{ connect, query, lock, total }) {
			if (!part.isPositive()) {
				throw new IllegalArgumentException("A database timeout must be positive, but one is " + part);
			}
		}
		answer = (answer.compareTo(total) > 0) ? answer : total;
	}

	/**
	 * The same without any time beyond {@code total} to wait for a free connection.
	 */
	public DatabaseTimeouts(Duration connect, Duration query, Duration lock, Duration total) {
		this(connect, query, lock, total, total);
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
