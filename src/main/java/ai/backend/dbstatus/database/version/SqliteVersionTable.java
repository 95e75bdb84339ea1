package ai.backend.dbstatus.database.version;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Version tables in files of SQLite, where an error is told by its words: they all have the same code.
 */
enum SqliteVersionTable implements VersionTableDialect {

	INSTANCE;

	private static final String OTHER_TABLES = """
			SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND lower(name) <> lower(?)
			   AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\')
			""";

	@Override
	public boolean isMissing(SQLException failure) {
		return says(failure, "no such table") || says(failure, "unknown database");
	}

	@Override
	public boolean isNotAlembics(SQLException failure) {
		return says(failure, "no such column");
	}

	@Override
	public boolean hasOtherTables(Connection connection, VersionTable table) throws SQLException {
		return VersionTableDialect.answersYes(connection, OTHER_TABLES, table.name());
	}

	private static boolean says(SQLException failure, String words) {
		String message = failure.getMessage();
		return message != null && message.contains(words);
	}

}
