package ai.backend.dbstatus.database.version;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

import ai.backend.dbstatus.database.url.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Version tables in PostgreSQL.
 */
enum PostgresVersionTable implements VersionTableDialect {

	INSTANCE;

	/** Tables of extensions, such as PostGIS's, do not count: a migration from scratch does not collide with them. */
	private static final String OTHER_TABLES = """
			SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class c
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE n.nspname = coalesce(?, current_schema()) AND c.relkind IN ('r', 'p') AND c.relname <> ?
			   AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
			        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e'))
			""";

	/** A reader of a table waits for nothing but an exclusive lock. */
	private static final String LOCK_HOLDER = """
			SELECT l.pid, a.application_name, a.xact_start FROM pg_catalog.pg_locks l
			  LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
			 WHERE l.relation = pg_catalog.to_regclass(?) AND l.mode = 'AccessExclusiveLock'
			   AND l.pid <> pg_catalog.pg_backend_pid()
			 ORDER BY l.granted DESC LIMIT 1
			""";

	@Override
	public boolean isMissing(SQLException failure) {
		return "42P01".equals(failure.getSQLState()) || "3F000".equals(failure.getSQLState());
	}

	/** No such column; or an index, which has none. */
	@Override
	public boolean isNotAlembics(SQLException failure) {
		return "42703".equals(failure.getSQLState()) || "42809".equals(failure.getSQLState());
	}

	@Override
	public boolean hasOtherTables(Connection connection, VersionTable table) throws SQLException {
		return VersionTableDialect.answersYes(connection, OTHER_TABLES, table.schema(), table.name());
	}

	@Override
	public @Nullable String lockHolder(Connection connection, VersionTable table) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(LOCK_HOLDER)) {
			query.setString(1, table.quoted(Dialect.POSTGRESQL));
			try (ResultSet result = query.executeQuery()) {
				return result.next() ? describe(result) : null;
			}
		}
	}

	private static String describe(ResultSet result) throws SQLException {
		String application = result.getString(2);
		Timestamp since = result.getTimestamp(3);
		return "backend " + result.getInt(1)
				+ ((application != null && !application.isEmpty()) ? " (" + application + ")" : "")
				+ ((since != null) ? ", in a transaction since " + since.toInstant() : "");
	}

}
