package ai.backend.dbstatus.database.version;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.session.DatabaseQuery;

/**
 * Asks the catalog about the version tables of many schemas, so that a few bad ones do not spoil the reading of the others:
 * by schema, what keeps its table from being read. A schema that does not exist is not in the answer.
 *
 * @param schemas the names of the schemas
 * @param table the name of the version table in each
 */
record SchemaTablesQuery(List<String> schemas, String table)
		implements
			DatabaseQuery<Map<String, SchemaTablesQuery.Hindrance>> {

	/** A reader of a table waits for nothing but an exclusive lock. */
	private static final String POSTGRESQL = """
			SELECT n.nspname, pg_catalog.has_schema_privilege(n.oid, 'USAGE'), c.oid IS NOT NULL,
			       coalesce(pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT'), false), a.attnum IS NOT NULL,
			       l.relation IS NOT NULL, false
			  FROM pg_catalog.pg_namespace n
			  LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = ?
			       AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
			  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'version_num' AND NOT a.attisdropped
			  LEFT JOIN (SELECT DISTINCT k.relation FROM pg_catalog.pg_locks k
			       WHERE k.mode = 'AccessExclusiveLock' AND k.locktype = 'relation' AND k.pid <> pg_catalog.pg_backend_pid()
			         AND k.database = (SELECT d.oid FROM pg_catalog.pg_database d
			              WHERE d.datname = pg_catalog.current_database())) l ON l.relation = c.oid
			 WHERE n.nspname = ANY (?)
			""";

	/** What a role may not see is not there: whether a table is missing or hidden, only reading it tells. */
	private static final String MYSQL = """
			SELECT s.schema_name, true, true, true, true, false, t.table_name IS NULL
			  FROM information_schema.schemata s
			  LEFT JOIN information_schema.tables t ON t.table_schema = s.schema_name AND t.table_name = ?
			 WHERE s.schema_name IN (%s)
			""";

	private static final SchemasStatement STATEMENT = new SchemasStatement(POSTGRESQL, MYSQL);

	/**
	 * What keeps a table from being read together with others.
	 */
	enum Hindrance {

		/** Nothing. */
		NONE,

		/** The role may not read it. */
		DENIED,

		/** There is no such table. */
		MISSING,

		/** What bears its name is no version table. */
		OTHER_TABLE,

		/** It is locked. */
		LOCKED,

		/** Nobody knows but who tries. */
		HIDDEN

	}

	@Override
	public String subject() {
		return "the tables " + this.table + " of " + this.schemas.size() + " schemas";
	}

	@Override
	public Map<String, Hindrance> ask(DatabaseHandle handle) throws SQLException {
		try (PreparedStatement statement = STATEMENT.prepare(handle, this.table, this.schemas)) {
			Map<String, Hindrance> found = new HashMap<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					found.put(rows.getString(1), hindrance(rows));
				}
			}
			return found;
		}
	}

	private static Hindrance hindrance(ResultSet row) throws SQLException {
		if (!row.getBoolean(2)) {
			return Hindrance.DENIED;
		}
		if (!row.getBoolean(3)) {
			return Hindrance.MISSING;
		}
		if (!row.getBoolean(5)) {
			return Hindrance.OTHER_TABLE;
		}
		if (!row.getBoolean(4)) {
			return Hindrance.DENIED;
		}
		if (row.getBoolean(7)) {
			return Hindrance.HIDDEN;
		}
		return row.getBoolean(6) ? Hindrance.LOCKED : Hindrance.NONE;
	}

}
