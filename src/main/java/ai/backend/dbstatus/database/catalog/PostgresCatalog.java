package ai.backend.dbstatus.database.catalog;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import ai.backend.dbstatus.database.catalog.Catalog.Kind;
import ai.backend.dbstatus.database.catalog.Catalog.Place;
import org.jspecify.annotations.Nullable;

/**
 * The catalog of PostgreSQL.
 */
final class PostgresCatalog {

	/** What a name leads to that has no schema, as the search path has it, and what is in the schemas that are asked for. */
	private static final String WHERE = """
			 n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema'
			   AND (%s(%s.oid) OR n.nspname = ANY (?))
			""";

	private static final String RELATIONS = """
			SELECT n.nspname, pg_catalog.pg_table_is_visible(c.oid), c.relname, c.relkind
			  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND
			""" + WHERE.formatted("pg_catalog.pg_table_is_visible", "c");

	private static final String COLUMNS = """
			SELECT n.nspname, pg_catalog.pg_table_is_visible(c.oid), c.relname, a.attname
			  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND
			""" + WHERE.formatted("pg_catalog.pg_table_is_visible", "c");

	private static final String INDEXES = """
			SELECT n.nspname, pg_catalog.pg_table_is_visible(c.oid), c.relname, i.relname
			  FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
			  JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE
			""" + WHERE.formatted("pg_catalog.pg_table_is_visible", "c");

	private static final String CONSTRAINTS = """
			SELECT n.nspname, pg_catalog.pg_table_is_visible(c.oid), c.relname, t.conname, t.contype,
			       ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(t.conkey) WITH ORDINALITY k(attnum, place)
			               JOIN pg_catalog.pg_attribute a ON a.attrelid = t.conrelid AND a.attnum = k.attnum
			              ORDER BY k.place)
			  FROM pg_catalog.pg_constraint t JOIN pg_catalog.pg_class c ON c.oid = t.conrelid
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE t.contype IN ('p', 'u', 'f', 'c', 'x') AND
			""" + WHERE.formatted("pg_catalog.pg_table_is_visible", "c");

	private static final String ENUMS = """
			SELECT n.nspname, pg_catalog.pg_type_is_visible(t.oid), t.typname, e.enumlabel
			  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
			  LEFT JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid
			 WHERE t.typtype = 'e' AND
			""" + WHERE.formatted("pg_catalog.pg_type_is_visible", "t");

	private PostgresCatalog() {
	}

	static Catalog read(Connection connection, List<String> schemas, @Nullable String home) throws SQLException {
		Catalog catalog = new Catalog((home != null) ? home : defaultSchema(connection));
		Array named = connection.createArrayOf("text",
				Stream.concat(schemas.stream(), Stream.ofNullable(home)).toArray());
		CatalogRows.Parameters parameters = (statement) -> statement.setArray(1, named);
		CatalogRows.each(connection, RELATIONS, parameters, (row) -> relation(catalog, place(row, home), row));
		CatalogRows.each(connection, COLUMNS, parameters,
				(row) -> catalog.column(place(row, home), row.getString(3), row.getString(4)));
		CatalogRows.each(connection, INDEXES, parameters,
				(row) -> catalog.index(place(row, home), row.getString(3), row.getString(4)));
		CatalogRows.each(connection, CONSTRAINTS, parameters,
				(row) -> catalog.constraint(place(row, home), row.getString(3),
						new Catalog.Constraint(kind(row.getString(5)), row.getString(4), columns(row.getArray(6)))));
		CatalogRows.each(connection, ENUMS, parameters,
				(row) -> catalog.enumValue(place(row, home), row.getString(3), row.getString(4)));
		return catalog;
	}

	private static @Nullable String defaultSchema(Connection connection) throws SQLException {
		String[] schema = new String[1];
		CatalogRows.each(connection, "SELECT pg_catalog.current_schema()", (_) -> {},
				(row) -> schema[0] = row.getString(1));
		return schema[0];
	}

	private static Place place(ResultSet row, @Nullable String home) throws SQLException {
		String schema = row.getString(1);
		return new Place(schema, (home != null) ? schema.equals(home) : row.getBoolean(2));
	}

	private static void relation(Catalog catalog, Place place, ResultSet row) throws SQLException {
		String name = row.getString(3);
		switch (row.getString(4)) {
			case "S" -> catalog.sequence(place, name);
			case "v", "m" -> catalog.view(place, name);
			default -> catalog.table(place, name);
		}
	}

	private static Kind kind(String type) {
		return switch (type) {
			case "p" -> Kind.PRIMARY_KEY;
			case "u" -> Kind.UNIQUE;
			case "f" -> Kind.FOREIGN_KEY;
			case "c" -> Kind.CHECK;
			default -> Kind.EXCLUDE;
		};
	}

	private static List<String> columns(Array array) throws SQLException {
		return Arrays.asList((String[]) array.getArray());
	}

}
