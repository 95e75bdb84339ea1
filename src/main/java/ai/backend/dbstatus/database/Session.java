package ai.backend.dbstatus.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.jspecify.annotations.Nullable;

/**
 * A place for one connection to one version table. It connects when it is first asked, not when it is made, so that
 * making one never blocks. For one thread at a time.
 */
final class Session implements AutoCloseable {

	/** A version table has few rows; another table that bears its name must not fill the memory. */
	private static final int MAX_ROWS = 10_000;

	/** How much later than the server's own time limit the connection is cut. */
	private static final Duration GRACE = Duration.ofMillis(500);

	private final DatabaseUrl url;

	private final VersionTable table;

	private final SessionSettings settings;

	private final DatabaseAdapter adapter;

	private @Nullable Open open;

	/** Kept with the connection, because drivers keep it prepared on the server. */
	private @Nullable PreparedStatement select;

	/**
	 * A connection, and when it has to go.
	 */
	private record Open(Connection connection, ConnectionSockets sockets, Watchdog.Watch watch, Deadline end) {}

	/**
	 * What all sessions share.
	 */
	record SessionSettings(Connector connector, Watchdog watchdog, DatabaseTimeouts timeouts, Duration maxAge) {}

	Session(DatabaseUrl url, VersionTable table, SessionSettings settings) {
		this.url = url;
		this.table = table;
		this.settings = settings;
		this.adapter = switch (url.dialect()) {
			case POSTGRESQL -> new PostgresAdapter();
			case MYSQL -> new MySqlAdapter();
			case SQLITE -> new SqliteAdapter();
		};
	}

	/**
	 * Reads the table. Where a connection that was used before turns out to be dead, once more on a fresh one.
	 */
	VersionTableState read(Deadline deadline) {
		Open current = this.open;
		if (current != null && !current.end().isOver()) {
			try {
				return read(current, deadline);
			}
			catch (DatabaseException ex) {
				close();
				if (!diedOfAge(ex.failure(), current) || deadline.isOver()) {
					throw ex;
				}
			}
		}
		close();
		current = connect(deadline);
		this.open = current;
		return read(current, deadline);
	}

	/**
	 * Whether a failure says nothing but that this connection was no longer one: lost, ended by the server's shutdown, or
	 * silent until it was cut.
	 */
	private static boolean diedOfAge(DatabaseFailure failure, Open open) {
		return failure == DatabaseFailure.CONNECTION_LOST || failure == DatabaseFailure.SERVER_STARTING
				|| open.sockets().isClosed();
	}

	private Open connect(Deadline deadline) {
		ConnectionSockets sockets = new ConnectionSockets();
		try {
			Connection connection = (this.url.dialect() == Dialect.SQLITE)
					? this.settings.connector().open(this.url, this.adapter, sockets)
					: this.settings.connector().connect(this.url, this.table, this.adapter, sockets, deadline);
			return new Open(connection, sockets, this.settings.watchdog().watch(sockets),
					Deadline.in(this.settings.maxAge()));
		}
		catch (SQLException ex) {
			sockets.close();
			throw failure(ex, DatabaseFailure.CONNECTION_LOST);
		}
	}

	private VersionTableState read(Open open, Deadline deadline) {
		DatabaseTimeouts timeouts = this.settings.timeouts();
		Duration limit = timeouts.query().compareTo(timeouts.lock()) > 0 ? timeouts.query() : timeouts.lock();
		open.watch().until(deadline.orIn(limit.plus(GRACE)));
		try {
			return query(open);
		}
		catch (SQLException ex) {
			if (Thread.currentThread().isInterrupted()) {
				throw new CancellationException("Interrupted while reading from " + this.url.address());
			}
			throw open.sockets().isClosed()
					? Failures.exception(DatabaseFailure.QUERY_TIMEOUT, this.url, this.table, timeouts)
					: failure(ex, DatabaseFailure.QUERY_TIMEOUT);
		}
		finally {
			open.watch().off();
		}
	}

	private VersionTableState query(Open open) throws SQLException {
		boolean exists = true;
		List<@Nullable String> rows = new ArrayList<>(1);
		try (ResultSet result = select(open.connection()).executeQuery()) {
			while (result.next()) {
				rows.add(result.getString(1));
			}
		}
		catch (SQLException ex) {
			if (!this.adapter.isMissingTable(ex)) {
				if (Failures.classify(this.adapter, ex) == DatabaseFailure.LOCK_TIMEOUT) {
					throw locked(open);
				}
				throw ex;
			}
			exists = false;
		}
		boolean anyRevision = rows.stream().anyMatch((row) -> row != null);
		return new VersionTableState(exists, rows,
				!anyRevision && this.adapter.hasOtherTables(open.connection(), this.table));
	}

	private PreparedStatement select(Connection connection) throws SQLException {
		PreparedStatement statement = this.select;
		if (statement == null) {
			statement = connection
					.prepareStatement("SELECT version_num FROM " + this.table.quoted(this.adapter.quote()));
			statement.setMaxRows(MAX_ROWS);
			this.select = statement;
		}
		return statement;
	}

	private DatabaseException locked(Open open) throws SQLException {
		DatabaseException plain = Failures.exception(DatabaseFailure.LOCK_TIMEOUT, this.url, this.table,
				this.settings.timeouts());
		String holder = this.adapter.lockHolder(open.connection(), this.table);
		return (holder != null)
				? new DatabaseException(DatabaseFailure.LOCK_TIMEOUT, plain.getMessage() + ": " + holder)
				: plain;
	}

	private DatabaseException failure(SQLException thrown, DatabaseFailure onTimeout) {
		return Failures.exception(this.adapter, thrown, onTimeout, this.url, this.table, this.settings.timeouts());
	}

	/**
	 * Ends the connection, politely if that is quick, so that the server need not note a lost client.
	 */
	@Override
	public void close() {
		Open current = this.open;
		this.open = null;
		this.select = null;
		if (current == null) {
			return;
		}
		current.watch().until(Deadline.in(GRACE));
		try (Watchdog.Watch _ = current.watch()) {
			current.connection().close();
		}
		catch (SQLException ex) {
			// it is of no use any more in either case
		}
		current.sockets().close();
	}

}
