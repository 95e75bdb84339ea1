package ai.backend.dbstatus.database.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import org.jspecify.annotations.Nullable;

/**
 * A place for a connection to a file. It is asked on threads of the connector, because SQLite waits for a lock, and a file
 * system for whatever it waits for, in native code. When nobody waits for such a thread any more, it closes the
 * connection itself.
 */
final class FilePlace extends ConnectionPlace {

	private boolean asked;

	private boolean closed;

	FilePlace(DatabaseUrl url, Settings settings) {
		super(url, settings);
	}

	@Override
	Connected connect(DatabaseQuery<?> query, Deadline deadline) {
		try {
			Connection connection = connector().open(failures());
			return new Connected(connection, new FileStatements(connection));
		}
		catch (SQLException ex) {
			throw failures().of(ex, DatabaseFailure.CONNECTION_LOST, query);
		}
	}

	@Override
	<T extends @Nullable Object> T ask(DatabaseQuery<T> query, Deadline deadline, boolean first) {
		DatabaseUrl url = failures().url();
		try {
			return connector().call(url, deadline, () -> askHere(query, deadline, first));
		}
		catch (TimeoutException ex) {
			throw failures().of(DatabaseFailure.QUERY_TIMEOUT, query);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("Reading " + url + " failed", ex.getCause());
		}
	}

	private <T extends @Nullable Object> T askHere(DatabaseQuery<T> query, Deadline deadline, boolean first) {
		begin();
		try {
			return super.ask(query, deadline, first);
		}
		finally {
			end();
		}
	}

	private synchronized void begin() {
		if (this.closed) {
			throw new CancellationException("Nobody waits for " + failures().url().address());
		}
		this.asked = true;
	}

	private synchronized void end() {
		this.asked = false;
		if (this.closed) {
			super.close();
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (!this.asked) {
			super.close();
		}
	}

}
