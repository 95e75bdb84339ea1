package ai.backend.dbstatus.database.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

import ai.backend.dbstatus.database.catalog.Catalog.Place;

/**
 * The catalog of SQLite: tables, columns, indexes and views. Names are compared in lower case there.
 */
final class SqliteCatalog {

	private static final Place MAIN = new Place("main", true);

	private SqliteCatalog() {
	}

	static Catalog read(Connection connection) throws SQLException {
		Catalog catalog = new Catalog("main");
		CatalogRows.each(connection, "SELECT type, name, tbl_name FROM sqlite_master", (_) -> {}, (row) -> {
			String name = lower(row.getString(2));
			switch (row.getString(1)) {
				case "table" -> catalog.table(MAIN, name);
				case "view" -> catalog.view(MAIN, name);
				case "index" -> catalog.index(MAIN, lower(row.getString(3)), name);
				default -> {
				}
			}
		});
		CatalogRows.each(connection,
				"SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
				(_) -> {}, (row) -> catalog.column(MAIN, lower(row.getString(1)), lower(row.getString(2))));
		return catalog;
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
