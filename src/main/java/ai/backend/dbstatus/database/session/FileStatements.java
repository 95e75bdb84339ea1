package ai.backend.dbstatus.database.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.jspecify.annotations.Nullable;

/**
 * The statements of a connection to a file. They run in native code on a thread of this process, which nothing but SQLite
 * itself can stop.
 */
final class FileStatements implements Abortable {

	/** Cancels whichever statement of its connection runs (SQLite: {@code sqlite3_interrupt}). */
	private @Nullable Statement canceller;

	private volatile boolean aborted;

	FileStatements(Connection connection) throws SQLException {
		this.canceller = connection.createStatement();
	}

	@Override
	public boolean isAborted() {
		return this.aborted;
	}

	@Override
	public synchronized void abort() {
		this.aborted = true;
		if (this.canceller != null) {
			try {
				this.canceller.cancel();
			}
			catch (SQLException ex) {
				// the connection is closed, so that nothing runs
			}
		}
	}

	/** Native code must not touch the memory of a connection that is being closed. */
	@Override
	public synchronized void beforeClose() {
		this.canceller = null;
	}

}
