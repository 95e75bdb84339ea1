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
			DatabaseQuery<SchemaTablesQuery.Answer> {

	/**
	 * Nothing in it depends on how many rows the planner expects, which it cannot know of schemas that were made a moment ago:
	 * each schema's table is one look-up in an index, and the locks are read once. A reader of a table waits for nothing but
	 * an exclusive lock.
	 */
	static final String POSTGRESQL = """
			SELECT n.nspname, pg_catalog.has_schema_privilege(n.oid, 'USAGE'), c.oid IS NOT NULL,
			       pg_catalog.has_column_privilege(c.oid, c.attnum, 'SELECT'), c.attnum IS NOT NULL,
			       c.oid IN (SELECT k.relation FROM pg_catalog.pg_locks k
			            WHERE k.mode = 'AccessExclusiveLock' AND k.locktype = 'relation' AND k.pid <> pg_catalog.pg_backend_pid()
			              AND k.database = (SELECT d.oid FROM pg_catalog.pg_database d
			                   WHERE d.datname = pg_catalog.current_database())),
			       c.relkind NOT IN ('r', 'p') OR c.relrowsecurity, pg_catalog.pg_is_in_recovery()
			  FROM pg_catalog.pg_namespace n
			  LEFT JOIN LATERAL (SELECT t.oid, t.relkind, t.relrowsecurity,
			            (SELECT a.attnum FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'version_num'
			                AND NOT a.attisdropped) AS attnum
			       FROM pg_catalog.pg_class t WHERE t.relname = ? AND t.relnamespace = n.oid
			        AND t.relkind IN ('r', 'p', 'v', 'm', 'f') OFFSET 0) c ON true
			 WHERE n.nspname = ANY (?)
			""";

	/** What a role may not see is not there: whether a table is missing or hidden, only reading it tells. */
	private static final String MYSQL = """
			SELECT s.schema_name, true, true, true, true, false, t.table_name IS NULL, false
			  FROM information_schema.schemata s
			  LEFT JOIN information_schema.tables t ON t.table_schema = s.schema_name AND t.table_name = ?
			 WHERE s.schema_name IN (%s)
			""";

	private static final SchemasStatement STATEMENT = new SchemasStatement(POSTGRESQL, MYSQL);

	/**
	 * What was found.
	 *
	 * @param hindrances what keeps each table from being read, by schema
	 * @param standby whether the server is a standby, which may be behind its primary
	 */
	record Answer(Map<String, Hindrance> hindrances, boolean standby) {}

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

		/** Nobody knows but who tries: a view, row-level security, or what may be hidden. */
		DOUBTFUL,

		/** It was there when the statement began, and was not any more when it came to it. */
		VANISHED

	}

	@Override
	public String subject() {
		return "the tables " + this.table + " of " + this.schemas.size() + " schemas";
	}

	@Override
	public Answer ask(DatabaseHandle handle) throws SQLException {
		try (PreparedStatement statement = STATEMENT.prepare(handle, this.table, this.schemas)) {
			Map<String, Hindrance> found = new HashMap<>();
			boolean standby = false;
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					found.put(rows.getString(1), hindrance(rows));
					standby = rows.getBoolean(8);
				}
			}
			return new Answer(found, standby);
		}
	}

	private static Hindrance hindrance(ResultSet row) throws SQLException {
		// A privilege on what has just been dropped is null.
		boolean usable = row.getBoolean(2);
		if (row.wasNull()) {
			return Hindrance.VANISHED;
		}
		if (!usable) {
			return Hindrance.DENIED;
		}
		if (!row.getBoolean(3)) {
			return Hindrance.MISSING;
		}
		if (!row.getBoolean(5)) {
			return Hindrance.OTHER_TABLE;
		}
		boolean readable = row.getBoolean(4);
		if (row.wasNull()) {
			return Hindrance.VANISHED;
		}
		if (!readable) {
			return Hindrance.DENIED;
		}
		if (row.getBoolean(6)) {
			return Hindrance.LOCKED;
		}
		return row.getBoolean(7) ? Hindrance.DOUBTFUL : Hindrance.NONE;
	}

}
