package ai.backend.dbstatus.database.version;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseHandle;
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

	/**
	 * The rows, and in the same statement what tells whether they are those of the migrations: how many tables bear the name,
	 * whether row-level security may hide rows, whether the server is a standby, and whether the {@code search_path} is not
	 * the one that this user has by default, but another client's of a pooler.
	 */
	private static final String ROWS = """
			SELECT v.there, v.version_num, f.*
			  FROM (SELECT (SELECT count(*) FROM pg_catalog.pg_class c WHERE c.relname = ?
			                 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't') AS tables,
			               pg_catalog.row_security_active(?) AS guarded, pg_catalog.pg_is_in_recovery() AS standby,
			               CASE WHEN ?::boolean THEN (SELECT s.setting IS DISTINCT FROM s.reset_val
			                 FROM pg_catalog.pg_settings s WHERE s.name = 'search_path') ELSE false END AS turned) f
			  LEFT JOIN (SELECT version_num, true AS there FROM %s) v ON true
			""";

	@Override
	public VersionTableRows read(DatabaseHandle handle, VersionTable table) throws SQLException {
		String quoted = table.quoted(Dialect.POSTGRESQL);
		// No template: a name may hold anything.
		try (PreparedStatement statement = handle.connection().prepareStatement(ROWS.replace("%s", quoted))) {
			statement.setString(1, table.name());
			statement.setString(2, quoted);
			statement.setBoolean(3, table.schema() == null && !handle.isOurs());
			statement.setMaxRows(RowCollector.MAX_ROWS + 1);
			try (ResultSet result = statement.executeQuery()) {
				return read(result, handle, table);
			}
		}
		catch (SQLException ex) {
			if (isNotPostgres(ex)) {
				return VersionTableDialect.super.read(handle, table);
			}
			throw ex;
		}
	}

	private VersionTableRows read(ResultSet result, DatabaseHandle handle, VersionTable table) throws SQLException {
		RowCollector rows = new RowCollector(handle, table);
		List<String> warnings = new ArrayList<>();
		boolean several = false;
		for (boolean first = true; result.next(); first = false) {
			if (first) {
				if (result.getBoolean(6)) {
					return ofDefaultPath(handle, table);
				}
				if (result.getBoolean(4)) {
					throw TableSearch.guarded(handle, table);
				}
				if (result.getBoolean(5)) {
					warnings.add("The server at " + handle.url().address()
							+ " is a standby, which may be behind its primary.");
				}
				several = table.schema() == null && result.getLong(3) > 1;
			}
			if (result.getBoolean(1)) {
				rows.add(result.getString(2));
			}
		}
		if (several) {
			warnings.addAll(TableSearch.of(handle, table).warnings());
		}
		return new VersionTableRows(rows.rows(), warnings);
	}

	/** Another client's {@code SET search_path} has led elsewhere: the schema is named instead. */
	private VersionTableRows ofDefaultPath(DatabaseHandle handle, VersionTable table) throws SQLException {
		TableSearch search = TableSearch.of(handle, table);
		if (search.schema() == null) {
			return new VersionTableRows(null, search.warnings());
		}
		VersionTableRows rows = read(handle, new VersionTable(search.schema(), table.name()));
		List<String> warnings = new ArrayList<>(rows.warnings());
		warnings.addAll(search.warnings());
		return new VersionTableRows(rows.values(), warnings);
	}

	@Override
	public VersionTableRows missing(DatabaseHandle handle, VersionTable table) throws SQLException {
		if (table.schema() != null) {
			return VersionTableRows.NO_TABLE;
		}
		try {
			return ofDefaultPath(handle, table);
		}
		catch (SQLException ex) {
			if (isNotPostgres(ex) || isMissing(ex)) {
				return VersionTableRows.NO_TABLE;
			}
			throw handle.failure(ex);
		}
	}

	/** Whether a server that only speaks PostgreSQL's protocol does not know a function or a catalog of it. */
	private static boolean isNotPostgres(SQLException failure) {
		return "42883".equals(failure.getSQLState()) || "0A000".equals(failure.getSQLState());
	}

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
