package ai.backend.dbstatus.database.version;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Version tables in MariaDB and MySQL.
 */
enum MySqlVersionTable implements VersionTableDialect {

	INSTANCE;

	private static final String OTHER_TABLES = """
			SELECT EXISTS (SELECT 1 FROM information_schema.tables
			 WHERE table_schema = coalesce(?, database()) AND table_type = 'BASE TABLE' AND table_name <> ?)
			""";

	@Override
	public boolean isMissing(SQLException failure) {
		return failure.getErrorCode() == 1146
				|| (failure.getErrorCode() == 1049 && "42000".equals(failure.getSQLState()));
	}

	@Override
	public boolean isNotAlembics(SQLException failure) {
		return failure.getErrorCode() == 1054;
	}

	@Override
	public boolean hasOtherTables(Connection connection, VersionTable table) throws SQLException {
		return VersionTableDialect.answersYes(connection, OTHER_TABLES, table.schema(), table.name());
	}

}
