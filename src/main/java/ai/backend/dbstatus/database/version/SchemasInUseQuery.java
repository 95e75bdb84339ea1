package ai.backend.dbstatus.database.version;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.session.DatabaseQuery;

/**
 * Asks which of several schemas have tables besides their version table.
 *
 * @param schemas the names of the schemas
 * @param table the name of the version table
 */
record SchemasInUseQuery(List<String> schemas, String table) implements DatabaseQuery<List<String>> {

	/**
	 * Tables of extensions do not count: a migration from scratch does not collide with them. The tables are read once,
	 * whatever number of them the planner expects.
	 */
	private static final String POSTGRESQL = """
			SELECT n.nspname, n.oid IN (SELECT c.relnamespace FROM pg_catalog.pg_class c
			           WHERE c.relname <> ? AND c.relkind IN ('r', 'p')
			             AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
			                  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e'))
			  FROM pg_catalog.pg_namespace n WHERE n.nspname = ANY (?)
			""";

	private static final String MYSQL = """
			SELECT DISTINCT table_schema, true FROM information_schema.tables
			 WHERE table_name <> ? AND table_type = 'BASE TABLE' AND table_schema IN (%s)
			""";

	private static final SchemasStatement STATEMENT = new SchemasStatement(POSTGRESQL, MYSQL);

	@Override
	public String subject() {
		return "the tables of " + this.schemas.size() + " schemas";
	}

	@Override
	public List<String> ask(DatabaseHandle handle) throws SQLException {
		try (PreparedStatement statement = STATEMENT.prepare(handle, this.table, this.schemas)) {
			List<String> inUse = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					if (rows.getBoolean(2)) {
						inUse.add(rows.getString(1));
					}
				}
			}
			return inUse;
		}
	}

}
