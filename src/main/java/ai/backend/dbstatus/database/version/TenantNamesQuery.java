package ai.backend.dbstatus.database.version;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.session.DatabaseQuery;
import ai.backend.dbstatus.database.url.Dialect;

/**
 * Asks which tenants there are: their schemas or databases, in the order of their names.
 *
 * @param kind what the text is
 * @param text a pattern for LIKE, or a query whose first column holds the names
 */
public record TenantNamesQuery(Kind kind, String text) implements DatabaseQuery<List<String>> {

	/** More would not be tenants any more, but a query gone wrong. */
	private static final int MOST = 100_000;

	private static final String POSTGRESQL_SCHEMAS = """
			SELECT nspname FROM pg_catalog.pg_namespace
			 WHERE nspname LIKE ? AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
			""";

	private static final String POSTGRESQL_DATABASES = """
			SELECT datname FROM pg_catalog.pg_database WHERE datname LIKE ? AND datallowconn AND NOT datistemplate
			""";

	/** A schema is a database there. */
	private static final String MYSQL = """
			SELECT schema_name FROM information_schema.schemata
			 WHERE schema_name LIKE ? AND schema_name NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')
			""";

	/**
	 * How tenants are looked for.
	 */
	public enum Kind {

		/** Schemas that are like a pattern. */
		SCHEMAS,

		/** Databases that are like a pattern. */
		DATABASES,

		/** Schemas that a query names. */
		QUERY

	}

	@Override
	public String subject() {
		return "the tenants";
	}

	@Override
	public List<String> ask(DatabaseHandle handle) throws SQLException {
		if (handle.dialect() == Dialect.SQLITE) {
			throw new DatabaseException(DatabaseFailure.DATABASE_UNSUPPORTED,
					"Tenants are schemas or databases of a server, and " + handle.url().describe() + " is neither");
		}
		try (PreparedStatement statement = handle.connection().prepareStatement(sql(handle.dialect()))) {
			if (this.kind != Kind.QUERY) {
				statement.setString(1, this.text);
			}
			statement.setMaxRows(MOST);
			Collection<String> names = new TreeSet<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					String name = rows.getString(1);
					if (name != null && !name.isEmpty()) {
						names.add(name);
					}
				}
			}
			return List.copyOf(names);
		}
	}

	private String sql(Dialect dialect) {
		return switch (this.kind) {
			case QUERY -> this.text;
			case SCHEMAS -> (dialect == Dialect.POSTGRESQL) ? POSTGRESQL_SCHEMAS : MYSQL;
			case DATABASES -> (dialect == Dialect.POSTGRESQL) ? POSTGRESQL_DATABASES : MYSQL;
		};
	}

}
