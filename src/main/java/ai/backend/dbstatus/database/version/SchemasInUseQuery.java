package ai.backend.dbstatus.database.version;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.session.DatabaseQuery;
import ai.backend.dbstatus.database.url.Dialect;

/**
 * Asks which of several schemas have tables besides their version table.
 *
 * @param schemas the names of the schemas
 * @param table the name of the version table
 */
record SchemasInUseQuery(List<String> schemas, String table) implements DatabaseQuery<List<String>> {

	/** Tables of extensions do not count: a migration from scratch does not collide with them. */
	private static final String POSTGRESQL = """
			SELECT DISTINCT n.nspname FROM pg_catalog.pg_class c
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE c.relname <> ? AND c.relkind IN ('r', 'p') AND n.nspname = ANY (?)
			   AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
			        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e')
			""";

	private static final String MYSQL = """
			SELECT DISTINCT table_schema FROM information_schema.tables
			 WHERE table_name <> ? AND table_type = 'BASE TABLE' AND table_schema IN (%s)
			""";

	@Override
	public String subject() {
		return "the tables of " + this.schemas.size() + " schemas";
	}

	@Override
	public List<String> ask(DatabaseHandle handle) throws SQLException {
		boolean postgres = handle.dialect() == Dialect.POSTGRESQL;
		String sql = postgres
				? POSTGRESQL
				: MYSQL.formatted(String.join(", ", Collections.nCopies(this.schemas.size(), "?")));
		try (PreparedStatement statement = handle.connection().prepareStatement(sql)) {
			statement.setString(1, this.table);
			if (postgres) {
				statement.setArray(2, handle.connection().createArrayOf("text", this.schemas.toArray()));
			}
			else {
				for (int i = 0; i < this.schemas.size(); i++) {
					statement.setString(i + 2, this.schemas.get(i));
				}
			}
			List<String> inUse = new ArrayList<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					inUse.add(rows.getString(1));
				}
			}
			return inUse;
		}
	}

}
