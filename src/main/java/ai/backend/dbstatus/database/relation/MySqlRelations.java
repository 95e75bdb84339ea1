package ai.backend.dbstatus.database.relation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.database.relation.Relation.ConstraintKind;
import ai.backend.dbstatus.database.relation.Relation.Kind;
import ai.backend.dbstatus.database.relation.Relation.RelationColumn;
import ai.backend.dbstatus.database.relation.Relation.RelationConstraint;
import ai.backend.dbstatus.database.relation.Relation.RelationIndex;
import ai.backend.dbstatus.database.relation.Relation.RelationName;
import ai.backend.dbstatus.database.relation.TableSize.Emptiness;
import org.jspecify.annotations.Nullable;

/**
 * The tables of MySQL and MariaDB, of {@code information_schema}. How many rows a table has is InnoDB's estimate there.
 */
final class MySqlRelations {

	private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)[.\\d]*");

	private final Connection connection;

	private final List<String> schemas;

	private final @Nullable String home;

	private final RelationParts parts = new RelationParts();

	MySqlRelations(Connection connection, List<String> schemas, @Nullable String home) {
		this.connection = connection;
		this.schemas = schemas;
		this.home = home;
	}

	Relations read() throws SQLException {
		String[] found = new String[2];
		RelationRows.each(this.connection, "SELECT VERSION(), DATABASE()", (row) -> {
			found[0] = row.getString(1);
			found[1] = row.getString(2);
		});
		String database = (this.home != null) ? this.home : found[1];
		List<String> all = new ArrayList<>(this.schemas);
		if (database != null) {
			all.add(database);
		}
		if (!all.isEmpty()) {
			read(all, database);
		}
		return new Relations(server(found[0]), database, this.parts.all(), Map.of(), Set.of(), Set.of());
	}

	private static Server server(String version) {
		Matcher numbers = VERSION.matcher(version);
		boolean known = numbers.find();
		Server.Product product = version.toUpperCase(Locale.ROOT).contains("MARIADB")
				? Server.Product.MARIADB
				: Server.Product.MYSQL;
		return new Server(product, known ? Integer.parseInt(numbers.group(1)) : 0,
				known ? Integer.parseInt(numbers.group(2)) : 0, known ? numbers.group() : version);
	}

	private void read(List<String> all, @Nullable String database) throws SQLException {
		String in = " WHERE %s IN (" + "?, ".repeat(all.size() - 1) + "?)";
		RelationRows.Parameters parameters = (statement) -> {
			for (int i = 0; i < all.size(); i++) {
				statement.setString(i + 1, all.get(i));
			}
		};
		RelationRows.each(this.connection,
				"SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, TABLE_ROWS, DATA_LENGTH + INDEX_LENGTH, ENGINE, ROW_FORMAT"
						+ " FROM information_schema.TABLES" + in.formatted("TABLE_SCHEMA"),
				parameters, (row) -> table(row, database));
		RelationRows.each(this.connection,
				"SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA"
						+ " FROM information_schema.COLUMNS" + in.formatted("TABLE_SCHEMA")
						+ " ORDER BY ORDINAL_POSITION",
				parameters, this::column);
		indexes(in, parameters);
		constraints(in, parameters);
	}

	private void table(ResultSet row, @Nullable String database) throws SQLException {
		Kind kind = switch (row.getString(3)) {
			case "VIEW", "SYSTEM VIEW" -> Kind.VIEW;
			case "SEQUENCE" -> Kind.SEQUENCE;
			default -> Kind.TABLE;
		};
		RelationParts.Part part = this.parts.relation(name(row), row.getString(1).equals(database), kind);
		Long rows = RelationRows.number(row, 4);
		part.size = new TableSize(rows, RelationRows.number(row, 5), null, null,
				(rows != null && rows > 0) ? Emptiness.HAS_ROWS : Emptiness.UNKNOWN);
		String engine = row.getString(6);
		part.engine = (engine != null) ? (engine + " " + row.getString(7)).toUpperCase(Locale.ROOT) : null;
	}

	private void column(ResultSet row) throws SQLException {
		RelationParts.Part part = this.parts.get(name(row));
		if (part != null) {
			String extra = String.valueOf(row.getString(7)).toUpperCase(Locale.ROOT);
			part.columns.add(new RelationColumn(row.getString(3).toLowerCase(Locale.ROOT), row.getString(4),
					"YES".equals(row.getString(5)), row.getString(6),
					extra.contains("AUTO_INCREMENT") || (extra.contains("GENERATED") && !extra.contains("DEFAULT"))));
		}
	}

	private void indexes(String in, RelationRows.Parameters parameters) throws SQLException {
		Map<List<String>, List<String>> columns = new LinkedHashMap<>();
		Map<List<String>, Boolean> unique = new LinkedHashMap<>();
		RelationRows.each(this.connection,
				"SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, COLUMN_NAME, NON_UNIQUE FROM information_schema.STATISTICS"
						+ in.formatted("TABLE_SCHEMA") + " ORDER BY INDEX_NAME, SEQ_IN_INDEX",
				parameters, (row) -> {
					List<String> key = List.of(row.getString(1), row.getString(2), row.getString(3));
					columns.computeIfAbsent(key, (_) -> new ArrayList<>())
							.add(String.valueOf(row.getString(4)).toLowerCase(Locale.ROOT));
					unique.put(key, row.getInt(5) == 0);
				});
		columns.forEach((key, own) -> {
			RelationParts.Part part = this.parts.get(new RelationName(key.get(0), key.get(1)));
			if (part != null) {
				boolean only = Boolean.TRUE.equals(unique.get(key));
				part.indexes.add(new RelationIndex(key.get(2), own, only, only, true, null, false));
			}
		});
	}

	private void constraints(String in, RelationRows.Parameters parameters) throws SQLException {
		Map<List<String>, List<String>> columns = new LinkedHashMap<>();
		Map<List<String>, RelationName> referred = new LinkedHashMap<>();
		RelationRows.each(this.connection,
				"SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA, REFERENCED_TABLE_NAME"
						+ " FROM information_schema.KEY_COLUMN_USAGE" + in.formatted("TABLE_SCHEMA")
						+ " ORDER BY CONSTRAINT_NAME, ORDINAL_POSITION",
				parameters, (row) -> {
					List<String> key = List.of(row.getString(1), row.getString(2), row.getString(3));
					columns.computeIfAbsent(key, (_) -> new ArrayList<>())
							.add(row.getString(4).toLowerCase(Locale.ROOT));
					if (row.getString(6) != null) {
						referred.put(key, new RelationName(row.getString(5), row.getString(6)));
					}
				});
		RelationRows.each(this.connection,
				"SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CONSTRAINT_TYPE FROM information_schema.TABLE_CONSTRAINTS"
						+ in.formatted("TABLE_SCHEMA"),
				parameters, (row) -> {
					RelationParts.Part part = this.parts.get(name(row));
					List<String> key = List.of(row.getString(1), row.getString(2), row.getString(3));
					if (part != null) {
						part.constraints.add(new RelationConstraint(kind(row.getString(4)), row.getString(3),
								columns.getOrDefault(key, List.of()), referred.get(key), true, null));
					}
				});
	}

	private static ConstraintKind kind(String type) {
		return switch (type) {
			case "PRIMARY KEY" -> ConstraintKind.PRIMARY_KEY;
			case "UNIQUE" -> ConstraintKind.UNIQUE;
			case "FOREIGN KEY" -> ConstraintKind.FOREIGN_KEY;
			default -> ConstraintKind.CHECK;
		};
	}

	private static RelationName name(ResultSet row) throws SQLException {
		return new RelationName(row.getString(1), row.getString(2));
	}

}
