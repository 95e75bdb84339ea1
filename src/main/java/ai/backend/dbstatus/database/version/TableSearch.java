package ai.backend.dbstatus.database.version;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.session.DatabaseHandle;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database has tables of a name, and which of them the user's own {@code search_path} leads to. The
 * catalog tells of all of them, also of those in schemas that the user may not look into.
 *
 * @param schema the schema that the path leads to; {@code null} if it leads to none
 * @param warnings what is doubtful about that, a sentence each
 */
record TableSearch(@Nullable String schema, List<String> warnings) {

	private static final int MOST_NAMED = 5;

	private static final String SCHEMAS = """
			SELECT n.nspname, pg_catalog.has_schema_privilege(n.oid, 'USAGE')
			  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE c.relname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't' ORDER BY 1
			""";

	/** Not what is set now: behind a pooler, that may be another client's. */
	private static final String PATH = """
			SELECT s.reset_val, current_user FROM pg_catalog.pg_settings s WHERE s.name = 'search_path'
			""";

	/**
	 * Looks for tables that bear the name of an unqualified version table.
	 * @throws DatabaseException {@link DatabaseFailure#PERMISSION_DENIED} if the user may not look into the schema that has it
	 */
	static TableSearch of(DatabaseHandle handle, VersionTable table) throws SQLException {
		Map<String, Boolean> schemas = schemas(handle, table);
		if (schemas.isEmpty()) {
			return new TableSearch(null, List.of());
		}
		for (String schema : path(handle)) {
			Boolean usable = schemas.get(schema);
			if (usable != null) {
				if (!usable) {
					throw denied(handle, table, schema);
				}
				return new TableSearch(schema, several(schemas, schema, table));
			}
		}
		for (Map.Entry<String, Boolean> elsewhere : schemas.entrySet()) {
			if (!elsewhere.getValue()) {
				throw denied(handle, table, elsewhere.getKey());
			}
		}
		return new TableSearch(null,
				List.of(("The search_path of this user leads to no table %s, but there is one in %s; "
						+ "set version-table-schema if it is the right one.").formatted(table.name(), named(schemas))));
	}

	private static List<String> several(Map<String, Boolean> schemas, String schema, VersionTable table) {
		return (schemas.size() == 1)
				? List.of()
				: List.of("There is a table %s in %s; that of %s was read. Set version-table-schema to say which it is."
						.formatted(table.name(), named(schemas), schema));
	}

	private static String named(Map<String, Boolean> schemas) {
		List<String> names = List.copyOf(schemas.keySet());
		String first = ((names.size() == 1) ? "schema " : "the schemas ")
				+ String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
		return (names.size() > MOST_NAMED) ? first + " and " + (names.size() - MOST_NAMED) + " more" : first;
	}

	private static Map<String, Boolean> schemas(DatabaseHandle handle, VersionTable table) throws SQLException {
		Map<String, Boolean> schemas = new LinkedHashMap<>();
		try (PreparedStatement query = handle.connection().prepareStatement(SCHEMAS)) {
			query.setString(1, table.name());
			try (ResultSet result = query.executeQuery()) {
				while (result.next()) {
					schemas.put(result.getString(1), result.getBoolean(2));
				}
			}
		}
		return schemas;
	}

	private static List<String> path(DatabaseHandle handle) throws SQLException {
		try (PreparedStatement query = handle.connection().prepareStatement(PATH);
				ResultSet result = query.executeQuery()) {
			return result.next() ? parse(result.getString(1), result.getString(2)) : List.of();
		}
	}

	/**
	 * The schemas of a {@code search_path}: separated by commas, in lower case unless in double quotes, {@code $user} for the
	 * user's own.
	 */
	static List<String> parse(String path, String user) {
		List<String> schemas = new ArrayList<>();
		StringBuilder schema = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i <= path.length(); i++) {
			char c = (i < path.length()) ? path.charAt(i) : ',';
			if (c == '"' && quoted && i + 1 < path.length() && path.charAt(i + 1) == '"') {
				schema.append(c);
				i++;
			}
			else if (c == '"') {
				quoted = !quoted;
			}
			else if (c == ',' && (!quoted || i == path.length())) {
				String name = schema.toString();
				if (!name.isEmpty()) {
					schemas.add(name.equals("$user") ? user : name);
				}
				schema.setLength(0);
			}
			else if (quoted || !Character.isWhitespace(c)) {
				schema.append(quoted ? c : Character.toLowerCase(c));
			}
		}
		return schemas;
	}

	private static DatabaseException denied(DatabaseHandle handle, VersionTable table, String schema) {
		return new DatabaseException(DatabaseFailure.PERMISSION_DENIED,
				"Permission denied: there is a table %s in schema %s of %s, but %s has no USAGE on that schema"
						.formatted(
								table.name(), schema, handle.url().describe(), user(handle)));
	}

	/**
	 * That row-level security may hide rows.
	 */
	static DatabaseException guarded(DatabaseHandle handle, VersionTable table) {
		return new DatabaseException(DatabaseFailure.PERMISSION_DENIED,
				"Permission denied: row-level security of table %s in %s may hide rows from %s".formatted(table,
						handle.url().describe(), user(handle)));
	}

	private static String user(DatabaseHandle handle) {
		String name = handle.url().username();
		return (name != null) ? "user \"" + name + "\"" : "the user";
	}

}
