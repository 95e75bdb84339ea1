package ai.backend.dbstatus.database.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ai.backend.dbstatus.database.catalog.Catalog.Kind;
import ai.backend.dbstatus.database.catalog.Catalog.Place;
import org.jspecify.annotations.Nullable;

/**
 * The catalog of MySQL and MariaDB. Names of columns are compared in lower case there.
 */
final class MySqlCatalog {

	private MySqlCatalog() {
	}

	static Catalog read(Connection connection, List<String> schemas, @Nullable String home) throws SQLException {
		String database = (home != null) ? home : database(connection);
		Catalog catalog = new Catalog(database);
		List<String> all = new ArrayList<>(schemas);
		if (database != null) {
			all.add(database);
		}
		if (all.isEmpty()) {
			return catalog;
		}
		String in = " WHERE TABLE_SCHEMA IN (" + "?, ".repeat(all.size() - 1) + "?)";
		CatalogRows.Parameters parameters = (statement) -> {
			for (int i = 0; i < all.size(); i++) {
				statement.setString(i + 1, all.get(i));
			}
		};
		CatalogRows.each(connection, "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE FROM information_schema.TABLES" + in,
				parameters, (row) -> relation(catalog, place(row, database), row));
		CatalogRows.each(connection,
				"SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME FROM information_schema.COLUMNS" + in,
				parameters,
				(row) -> catalog.column(place(row, database), row.getString(2), lower(row.getString(3))));
		CatalogRows.each(connection,
				"SELECT DISTINCT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME FROM information_schema.STATISTICS" + in,
				parameters,
				(row) -> catalog.index(place(row, database), row.getString(2), row.getString(3)));
		CatalogRows.each(connection,
				"SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CONSTRAINT_TYPE FROM information_schema.TABLE_CONSTRAINTS"
						+ in,
				parameters, (row) -> catalog.constraint(place(row, database), row.getString(2),
						new Catalog.Constraint(kind(row.getString(4)), row.getString(3), List.of())));
		return catalog;
	}

	private static @Nullable String database(Connection connection) throws SQLException {
		String[] database = new String[1];
		CatalogRows.each(connection, "SELECT DATABASE()", (_) -> {}, (row) -> database[0] = row.getString(1));
		return database[0];
	}

	private static Place place(ResultSet row, @Nullable String database) throws SQLException {
		String schema = row.getString(1);
		return new Place(schema, schema.equals(database));
	}

	private static void relation(Catalog catalog, Place place, ResultSet row) throws SQLException {
		switch (row.getString(3)) {
			case "VIEW", "SYSTEM VIEW" -> catalog.view(place, row.getString(2));
			case "SEQUENCE" -> catalog.sequence(place, row.getString(2));
			default -> catalog.table(place, row.getString(2));
		}
	}

	private static Kind kind(String type) {
		return switch (type) {
			case "PRIMARY KEY" -> Kind.PRIMARY_KEY;
			case "UNIQUE" -> Kind.UNIQUE;
			case "FOREIGN KEY" -> Kind.FOREIGN_KEY;
			default -> Kind.CHECK;
		};
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
