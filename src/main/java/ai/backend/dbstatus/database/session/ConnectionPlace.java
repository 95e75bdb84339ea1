package ai.backend.dbstatus.database.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import org.jspecify.annotations.Nullable;

/**
 * A place for one connection to one database, as one user. It connects when it is first asked, not when it is made, so
 * that making one never blocks. For one thread at a time.
 */
abstract sealed class ConnectionPlace implements AutoCloseable permits ServerPlace, FilePlace {

	/** How much later than the server's own time limit the connection is cut. */
	private static final Duration GRACE = Duration.ofMillis(500);

	private final Settings settings;

	private final Failures failures;

	private @Nullable Open open;

	/**
	 * What all places share.
	 *
	 * @param maxAge after what time a connection is not used for another session
	 */
	record Settings(Connector connector, Watchdog watchdog, DatabaseTimeouts timeouts, Duration maxAge) {}

	/**
	 * A connection, and how it is ended from outside.
	 */
	record Connected(Connection connection, Abortable abortable) {}

	/**
	 * A connection being used, and when it has to go.
	 */
	private static final class Open {

		private final Connection connection;

		private final Abortable abortable;

		private final Watchdog.Watch watch;

		private final Deadline end;

		/** Whether nobody else has the server's session. */
		private boolean ours;

		/** How often it was asked, up to the second time. */
		private int uses;

		Open(Connected connected, Settings settings) {
			this.connection = connected.connection();
			this.abortable = connected.abortable();
			this.watch = settings.watchdog().watch(connected.abortable());
			this.end = Deadline.in(settings.maxAge());
		}

	}

	ConnectionPlace(DatabaseUrl url, Settings settings) {
		this.settings = settings;
		this.failures = new Failures(url, DatabaseAdapter.of(url.dialect()), settings.timeouts());
	}

	/**
	 * Connects.
	 * @param query what is to be asked
	 * @throws DatabaseException what went wrong
	 */
	abstract Connected connect(DatabaseQuery<?> query, Deadline deadline);

	Failures failures() {
		return this.failures;
	}

	Connector connector() {
		return this.settings.connector();
	}

	/**
	 * Asks a query.
	 * @param first whether nothing was asked before in the same session: only then another connection may take the place
	 * of one that is too old or dead
	 */
	<T extends @Nullable Object> T ask(DatabaseQuery<T> query, Deadline deadline, boolean first) {
		Open current = this.open;
		if (current != null && !(first && current.end.isOver())) {
			try {
				return ask(query, current, deadline);
			}
			catch (DatabaseException ex) {
				if (!first || !diedOfAge(ex.failure(), current) || deadline.isOver()) {
					throw ex;
				}
			}
		}
		disconnect();
		current = new Open(connect(query, deadline), this.settings);
		this.open = current;
		return ask(query, current, deadline);
	}

	/**
	 * Whether a failure says nothing but that this connection was no longer one: lost, ended by the server's shutdown, or
	 * silent until it was cut.
	 */
	private static boolean diedOfAge(DatabaseFailure failure, Open open) {
		return failure == DatabaseFailure.CONNECTION_LOST || failure == DatabaseFailure.SERVER_STARTING
				|| open.abortable.isAborted();
	}

	private <T extends @Nullable Object> T ask(DatabaseQuery<T> query, Open open, Deadline deadline) {
		DatabaseTimeouts timeouts = this.settings.timeouts();
		Duration limit = timeouts.query().compareTo(timeouts.lock()) > 0 ? timeouts.query() : timeouts.lock();
		// Known only after the first use; what asks with it makes up for that.
		DatabaseHandle handle = new DatabaseHandle(open.connection, open.abortable, this.failures, query, open.ours);
		open.watch.until(deadline.orIn(limit.plus(GRACE)));
		try {
			countUse(open);
			return query.ask(handle);
		}
		catch (SQLException ex) {
			if (Thread.currentThread().isInterrupted()) {
				throw new CancellationException("Interrupted while reading from " + this.failures.url().address());
			}
			throw handle.failure(ex);
		}
		catch (RuntimeException ex) {
			if (Drivers.threw(ex)) {
				throw this.failures.unreadable();
			}
			throw ex;
		}
		finally {
			open.watch.off();
		}
	}

	private void countUse(Open open) throws SQLException {
		if (open.uses == 1 && open.abortable instanceof ConnectionSockets sockets) {
			open.ours = this.failures.adapter().reuse(open.connection, sockets);
		}
		open.uses = Math.min(2, open.uses + 1);
	}

	/**
	 * Ends the connection, politely if that is quick, so that the server need not note a lost client.
	 */
	private void disconnect() {
		Open current = this.open;
		this.open = null;
		if (current == null) {
			return;
		}
		current.watch.until(Deadline.in(GRACE));
		current.abortable.beforeClose();
		try (Watchdog.Watch _ = current.watch) {
			current.connection.close();
		}
		catch (SQLException ex) {
			// it is of no use any more in either case
		}
		current.abortable.abort();
	}

	@Override
	public void close() {
		disconnect();
	}

}
