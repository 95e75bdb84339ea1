package ai.backend.dbstatus.database.session;

import java.time.Duration;

/**
 * How long asking a database may take. Each part is positive.
 *
 * @param connect name resolution, TCP, TLS and login
 * @param query a statement on the server
 * @param lock waiting for a lock on a table
 * @param total a session: connecting and all its queries, with a second attempt on a fresh connection
 * @param answer the same and before it the time until one of this service's own connections is free; where that is
 * shorter than {@code total}, {@code total}
 */
public record DatabaseTimeouts(Duration connect, Duration query, Duration lock, Duration total, Duration answer) {

	public DatabaseTimeouts {
		for (Duration part : new Duration[]{ connect, query, lock, total }) {
			if (!part.isPositive()) {
				throw new IllegalArgumentException("A database timeout must be positive, but one is " + part);
			}
		}
		answer = (answer.compareTo(total) > 0) ? answer : total;
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
