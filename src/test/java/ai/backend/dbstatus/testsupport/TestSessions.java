package ai.backend.dbstatus.testsupport;

import java.time.Duration;

import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.session.DatabaseTimeouts;

/**
 * Sessions with databases, for tests; to be closed.
 */
public final class TestSessions {

	private TestSessions() {
	}

	/**
	 * Sessions that are given time: 3 s to connect, 5 s for a query, 2 s for a lock, 10 s for all.
	 */
	public static DatabaseSessions open() {
		return open(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(10));
	}

	/**
	 * Sessions that are given as much time as said, over four connections, and none to wait for one of these.
	 */
	public static DatabaseSessions open(Duration connect, Duration query, Duration lock, Duration total) {
		return new DatabaseSessions(new DatabaseTimeouts(connect, query, lock, total, total), 4,
				Duration.ofSeconds(30));
	}

}
