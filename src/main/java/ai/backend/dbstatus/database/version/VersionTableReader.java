package ai.backend.dbstatus.database.version;

import java.time.Duration;
import java.util.concurrent.CancellationException;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;

/**
 * Reads version tables, one in each session.
 */
public final class VersionTableReader {

	private final DatabaseSessions sessions;

	public VersionTableReader(DatabaseSessions sessions) {
		this.sessions = sessions;
	}

	/**
	 * Reads a version table now. Returns or throws within the time for an answer, whatever the server does; of that, the
	 * server is given no more than the total time.
	 * @throws DatabaseException why there is no answer
	 * @throws CancellationException if the calling thread is interrupted; its interrupt status stays set
	 */
	public VersionTableState read(DatabaseUrl url, VersionTable table) {
		return this.sessions.ask(url, new VersionTableQuery(table));
	}

	/**
	 * How long a read takes at most.
	 */
	public Duration atMost() {
		return this.sessions.atMost();
	}

}
