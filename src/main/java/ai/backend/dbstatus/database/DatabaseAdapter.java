package ai.backend.dbstatus.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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

	/**
	 * Asks a question about a version table that has two parameters, its schema and its name, and is answered by a boolean.
	 */
	static boolean answersYes(Connection connection, String question, VersionTable table) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(question)) {
			query.setString(1, table.schema());
			query.setString(2, table.name());
			try (ResultSet result = query.executeQuery()) {
				return result.next() && result.getBoolean(1);
			}
		}
	}

}
