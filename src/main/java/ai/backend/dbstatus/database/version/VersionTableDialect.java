package ai.backend.dbstatus.database.version;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.url.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * What differs from one kind of database to another when a version table is asked for.
 */
sealed interface VersionTableDialect permits PostgresVersionTable, MySqlVersionTable, SqliteVersionTable {

	/** So many rows at once, where a driver does not have to take them all. */
	int FETCH_SIZE = 100;

	static VersionTableDialect of(Dialect dialect) {
		return switch (dialect) {
			case POSTGRESQL -> PostgresVersionTable.INSTANCE;
			case MYSQL -> MySqlVersionTable.INSTANCE;
			case SQLITE -> SqliteVersionTable.INSTANCE;
		};
	}

	/**
	 * Reads the rows.
	 * @throws SQLException as the driver throws it; some of them say that there is no table to be read
	 */
	default VersionTableRows read(DatabaseHandle handle, VersionTable table) throws SQLException {
		String sql = "SELECT version_num FROM " + table.quoted(handle.dialect());
		try (PreparedStatement statement = handle.connection().prepareStatement(sql)) {
			statement.setMaxRows(RowCollector.MAX_ROWS + 1);
			statement.setFetchSize(FETCH_SIZE);
			try (ResultSet result = statement.executeQuery()) {
				RowCollector rows = new RowCollector(handle, table);
				while (result.next()) {
					rows.add(result.getString(1));
				}
				return new VersionTableRows(rows.rows(), List.of());
			}
		}
	}

	/**
	 * What to say where {@linkplain #isMissing a failed query} says that there is no such table.
	 * @throws DatabaseException if there is one, which the user may not see
	 */
	default VersionTableRows missing(DatabaseHandle handle, VersionTable table) throws SQLException {
		return VersionTableRows.NO_TABLE;
	}

	/**
	 * Whether a failed query says that there is no such table.
	 */
	boolean isMissing(SQLException failure);

	/**
	 * Whether a failed query says that what bears the name has no column {@code version_num}.
	 */
	boolean isNotAlembics(SQLException failure);

	/**
	 * What bears the version table's name where it is certainly no table: {@code a view}, say, that would be computed for
	 * whoever reads it; {@code null} if it may be one, or there is nothing.
	 */
	default @Nullable String impostor(Connection connection, VersionTable table) throws SQLException {
		return null;
	}

	/**
	 * Whether the version table's schema has tables besides it.
	 */
	boolean hasOtherTables(Connection connection, VersionTable table) throws SQLException;

	/**
	 * Who holds a lock on the version table, as the end of a sentence: {@code backend 4711 …}; {@code null} if unknown.
	 */
	default @Nullable String lockHolder(Connection connection, VersionTable table) throws SQLException {
		return null;
	}

	/**
	 * Asks a question that has parameters and is answered by a boolean.
	 */
	static boolean answersYes(Connection connection, String question, @Nullable String... parameters)
			throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(question)) {
			for (int i = 0; i < parameters.length; i++) {
				query.setString(i + 1, parameters[i]);
			}
			try (ResultSet result = query.executeQuery()) {
				return result.next() && result.getBoolean(1);
			}
		}
	}

}
