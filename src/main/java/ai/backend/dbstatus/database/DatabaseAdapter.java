package ai.backend.dbstatus.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * What differs from one kind of database to another.
 */
sealed interface DatabaseAdapter permits PostgresAdapter, MySqlAdapter, SqliteAdapter {

	/**
	 * Opens a session that can only read, with the server's own limits of time set.
	 */
	Connection connect(Driver driver, ConnectionTarget target, DatabaseTimeouts timeouts) throws SQLException;

	/**
	 * The mark around an identifier.
	 */
	char quote();

	/**
	 * Whether a failed query says that there is no such table.
	 */
	boolean isMissingTable(SQLException failure);

	/**
	 * Whether the version table's schema has tables besides it.
	 */
	boolean hasOtherTables(Connection connection, VersionTable table) throws SQLException;

	/**
	 * What a failure means, or {@code null} if this kind of database gives it no meaning of its own.
	 */
	@Nullable
	DatabaseFailure classify(SQLException failure);

	/**
	 * Who holds a lock on the version table, as the end of a sentence: {@code backend 4711 …}; {@code null} if unknown.
	 */
	default @Nullable String lockHolder(Connection connection, VersionTable table) throws SQLException {
		return null;
	}

}
