package ai.backend.dbstatus.database.relation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.database.relation.Relation.ConstraintKind;
import ai.backend.dbstatus.database.relation.Relation.Kind;
import ai.backend.dbstatus.database.relation.Relation.RelationColumn;
import ai.backend.dbstatus.database.relation.Relation.RelationConstraint;
import ai.backend.dbstatus.database.relation.Relation.RelationIndex;
import ai.backend.dbstatus.database.relation.Relation.RelationName;

/**
 * The tables of SQLite, which keeps no sizes: the database is one file.
 */
final class SqliteRelations {

	private static final String MAIN = "main";

	private final Connection connection;

	private final RelationParts parts = new RelationParts();

	SqliteRelations(Connection connection) {
		this.connection = connection;
	}

	Relations read() throws SQLException {
		String[] version = new String[1];
		RelationRows.each(this.connection, "SELECT sqlite_version()", (row) -> version[0] = row.getString(1));
		RelationRows.each(this.connection, "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')",
				(row) -> this.parts.relation(name(row.getString(2)), true,
						"view".equals(row.getString(1)) ? Kind.VIEW : Kind.TABLE));
		RelationRows.each(this.connection,
				"SELECT m.name, c.name, c.type, c.\"notnull\", c.dflt_value FROM sqlite_master m"
						+ " JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
				(row) -> {
					RelationParts.Part part = this.parts.get(name(row.getString(1)));
					if (part != null) {
						part.columns.add(new RelationColumn(lower(row.getString(2)), row.getString(3),
								row.getInt(4) == 0, row.getString(5), false));
					}
				});
		indexes();
		RelationRows.each(this.connection,
				"SELECT m.name, f.id, f.\"from\", f.\"table\" FROM sqlite_master m"
						+ " JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f.seq = 0",
				(row) -> {
					RelationParts.Part part = this.parts.get(name(row.getString(1)));
					if (part != null) {
						part.constraints.add(new RelationConstraint(ConstraintKind.FOREIGN_KEY, "",
								List.of(lower(row.getString(3))), name(row.getString(4)), true, null));
					}
				});
		String[] numbers = version[0].split("\\.", -1);
		Server server = new Server(Server.Product.SQLITE, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]),
				version[0]);
		return new Relations(server, MAIN, this.parts.all(), Map.of(), Set.of(), Set.of());
	}

	private void indexes() throws SQLException {
		Map<List<String>, List<String>> columns = new LinkedHashMap<>();
		Map<List<String>, List<Boolean>> facts = new LinkedHashMap<>();
		RelationRows.each(this.connection,
				"SELECT m.name, i.name, i.\"unique\", i.origin, x.name FROM sqlite_master m"
						+ " JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) x WHERE m.type = 'table'",
				(row) -> {
					List<String> key = List.of(row.getString(1), lower(row.getString(2)));
					columns.computeIfAbsent(key, (_) -> new ArrayList<>()).add(lower(String.valueOf(row.getString(5))));
					facts.put(key, List.of(row.getInt(3) == 1, !"c".equals(row.getString(4))));
				});
		columns.forEach((key, own) -> {
			RelationParts.Part part = this.parts.get(name(key.getFirst()));
			List<Boolean> fact = facts.getOrDefault(key, List.of(false, false));
			if (part != null) {
				part.indexes
						.add(new RelationIndex(key.get(1), own, fact.getFirst(), fact.getLast(), true, null, false));
			}
		});
	}

	private static RelationName name(String name) {
		return new RelationName(MAIN, lower(name));
	}

	private static String lower(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
