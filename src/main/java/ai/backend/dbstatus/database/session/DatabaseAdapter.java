package ai.backend.dbstatus.database.session;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;

import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.url.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of database is connected to, and how it says what went wrong.
 */
sealed interface DatabaseAdapter permits PostgresAdapter, MySqlAdapter, SqliteAdapter {

	/**
	 * The adapter of a kind of database.
	 */
	static DatabaseAdapter of(Dialect dialect) {
		return switch (dialect) {
			case POSTGRESQL -> new PostgresAdapter();
			case MYSQL -> new MySqlAdapter();
			case SQLITE -> new SqliteAdapter();
		};
	}

	/**
	 * Opens a connection that can only read, with the server's own limits of time set.
	 */
	Connection connect(Driver driver, DatabaseUrl url, DatabaseTimeouts timeouts) throws SQLException;

	/**
	 * Puts a bound on what a server may send in plain text, where the driver has none.
	 */
	default InputStream metered(InputStream received) {
		return received;
	}

	/**
	 * Whether the driver itself refuses what a server sent: the error is none of the server's.
	 */
	default boolean isOfDriver(SQLException failure) {
		return false;
	}

	/**
	 * Called when a connection to a server is used for the second time: what does not pay before is set up now.
	 * @return whether the server's session is known to be ours alone
	 */
	default boolean reuse(Connection connection, ConnectionSockets sockets) throws SQLException {
		return false;
	}

	/**
	 * What a failure means, or {@code null} if this kind of database gives it no meaning of its own.
	 */
	@Nullable
	DatabaseFailure classify(SQLException failure);

}
