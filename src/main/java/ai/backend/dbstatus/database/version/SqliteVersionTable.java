package ai.backend.dbstatus.database.version;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Version tables in files of SQLite, where an error is told by its words: they all have the same code.
 */
enum SqliteVersionTable implements VersionTableDialect {

	INSTANCE;

	private static final String OTHER_TABLES = """
			SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND lower(name) <> lower(?)
			   AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\')
			""";

	/** As SQLite itself writes it down: a virtual table has another beginning, and a view no page of its own. */
	private static final String OTHER_THAN_TABLE = """
			SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE lower(name) = lower(?) AND type IN ('table', 'view')
			   AND NOT (type = 'table' AND rootpage > 0 AND sql LIKE 'CREATE TABLE%'))
			""";

	@Override
	public @Nullable String impostor(Connection connection, VersionTable table) throws SQLException {
		return VersionTableDialect.answersYes(connection, OTHER_THAN_TABLE, table.name())
				? "a view or a virtual table"
				: null;
	}

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
