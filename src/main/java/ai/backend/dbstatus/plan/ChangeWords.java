package ai.backend.dbstatus.plan;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.Condition;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Changes in words like SQL, for a person.
 */
final class ChangeWords {

	private static final int LONGEST = 300;

	private static final int MOST_COLUMNS = 6;

	private ChangeWords() {
	}

	static String of(List<Change> changes, String otherwise) {
		String words = String.join("; ", changes.stream().map((change) -> of(change, otherwise)).distinct().toList());
		return (words.length() <= LONGEST) ? words : words.substring(0, LONGEST) + "…";
	}

	private static String of(Change change, String otherwise) {
		return switch (change) {
			case Change.CreateTable create -> "CREATE TABLE " + ifs(create.ifNotExists(), "IF NOT EXISTS ")
					+ create.table() + columns(create.columns());
			case Change.DropTable drop -> "DROP TABLE " + ifs(drop.ifExists(), "IF EXISTS ") + drop.table()
					+ ifs(drop.cascade(), " CASCADE");
			case Change.RenameTable rename -> "ALTER TABLE " + rename.table() + " RENAME TO " + rename.to();
			case Change.AddColumn add -> "ALTER TABLE " + add.table() + " ADD COLUMN " + column(add.column());
			case Change.DropColumn drop -> "ALTER TABLE " + drop.table() + " DROP COLUMN "
					+ ifs(drop.ifExists(), "IF EXISTS ") + drop.column() + ifs(drop.cascade(), " CASCADE");
			case Change.RenameColumn rename -> "ALTER TABLE " + rename.table() + " RENAME COLUMN " + rename.column()
					+ " TO " + rename.to();
			case Change.AlterColumn alter -> "ALTER TABLE " + alter.table() + " ALTER COLUMN " + alter.column()
					+ alterations(alter);
			case Change.AddConstraint add -> "ALTER TABLE " + add.table() + " ADD " + constraint(add.constraint());
			case Change.DropConstraint drop -> "ALTER TABLE " + drop.table() + " DROP CONSTRAINT "
					+ ((drop.name() != null) ? drop.name() : "?");
			case Change.RenameConstraint rename -> "ALTER TABLE " + rename.table() + " RENAME CONSTRAINT "
					+ rename.name() + " TO " + rename.to();
			case Change.CreateIndex create -> "CREATE " + ifs(create.index().unique(), "UNIQUE ") + "INDEX "
					+ ifs(create.index().concurrently(), "CONCURRENTLY ")
					+ ((create.index().name() != null) ? create.index().name() : "?") + " ON " + create.table() + " ("
					+ String.join(", ", create.index().columns()) + ")";
			case Change.DropIndex drop -> "DROP INDEX " + ifs(drop.concurrently(), "CONCURRENTLY ")
					+ ((drop.index() != null) ? drop.index() : "?");
			case Change.Create create -> "CREATE " + kind(create.kind()) + " " + create.name();
			case Change.Drop drop -> "DROP " + kind(drop.kind()) + " " + drop.name() + ifs(drop.cascade(), " CASCADE");
			case Change.Rename rename -> "ALTER " + kind(rename.kind()) + " " + rename.name() + " RENAME TO "
					+ rename.to();
			case Change.AddEnumValue add -> "ALTER TYPE " + add.type() + " ADD VALUE '" + add.value() + "'";
			case Change.RenameEnumValue rename -> "ALTER TYPE " + rename.type() + " RENAME VALUE '" + rename.value()
					+ "' TO '" + rename.to() + "'";
			case Change.Statement statement -> statement(statement, otherwise);
			case Change.NotKnown _ -> otherwise;
		};
	}

	private static String statement(Change.Statement statement, String otherwise) {
		if (statement.text().isEmpty()) {
			return otherwise;
		}
		return (statement.kind().equals("ALTER TABLE") && !statement.tables().isEmpty())
				? "ALTER TABLE " + statement.tables().iterator().next() + " " + statement.text()
				: statement.text();
	}

	private static String ifs(boolean condition, String text) {
		return condition ? text : "";
	}

	private static String kind(Change.Kind kind) {
		return (kind == Change.Kind.ENUM) ? "TYPE" : kind.name();
	}

	private static String columns(List<Column> columns) {
		if (columns.isEmpty()) {
			return "";
		}
		List<String> names = new ArrayList<>(columns.stream().limit(MOST_COLUMNS).map(Column::name).toList());
		if (columns.size() > MOST_COLUMNS) {
			names.add("and %d more".formatted(columns.size() - MOST_COLUMNS));
		}
		return " (" + String.join(", ", names) + ")";
	}

	private static String column(Column column) {
		String generation = switch (column.generation()) {
			case NONE -> "";
			case SERIAL -> " SERIAL";
			case IDENTITY -> " GENERATED AS IDENTITY";
			case COMPUTED, VIRTUAL -> " GENERATED";
		};
		return column.name() + ((column.type() != null) ? " " + column.type() : "") + generation
				+ ifs(Boolean.FALSE.equals(column.nullable()), " NOT NULL")
				+ ((column.serverDefault() != null) ? " DEFAULT " + column.serverDefault() : "");
	}

	private static String alterations(Change.AlterColumn alter) {
		List<String> words = new ArrayList<>();
		if (alter.type() != null) {
			words.add(" TYPE " + (alter.type().isEmpty() ? "?" : alter.type())
					+ ((alter.using() != null) ? " USING " + alter.using() : ""));
		}
		if (alter.nullable() != null) {
			words.add(alter.nullable() ? " DROP NOT NULL" : " SET NOT NULL");
		}
		if (alter.serverDefault() != null) {
			words.add(alter.serverDefault().isEmpty() ? " DROP DEFAULT" : " SET DEFAULT " + alter.serverDefault());
		}
		return String.join(",", words);
	}

	private static String constraint(Constraint constraint) {
		String name = (constraint.name() != null) ? "CONSTRAINT " + constraint.name() + " " : "";
		String columns = constraint.columns().isEmpty() ? "" : " (" + String.join(", ", constraint.columns()) + ")";
		String kind = (constraint.kind() == Constraint.Kind.EXCLUDE)
				? "EXCLUDE"
				: constraint.kind().name().replace('_', ' ');
		return name + kind + columns
				+ ((constraint.referred() != null) ? " REFERENCES " + constraint.referred() : "")
				+ ifs(!constraint.validated(), " NOT VALID");
	}

	/** The objects that a change is about, besides tables that its effects name. */
	static @Nullable String object(Change change) {
		return switch (change) {
			case Change.CreateTable create -> create.table().toString();
			case Change.DropTable drop -> drop.table().toString();
			case Change.RenameTable rename -> rename.table().toString();
			case Change.AddColumn add -> add.table() + "." + add.column().name();
			case Change.DropColumn drop -> drop.table() + "." + drop.column();
			case Change.RenameColumn rename -> rename.table() + "." + rename.column();
			case Change.AlterColumn alter -> alter.table() + "." + alter.column();
			case Change.AddConstraint add -> add.table()
					+ ((add.constraint().name() != null) ? "." + add.constraint().name() : "");
			case Change.DropConstraint drop -> drop.table() + ((drop.name() != null) ? "." + drop.name() : "");
			case Change.RenameConstraint rename -> rename.table() + "." + rename.name();
			case Change.CreateIndex create -> create.table()
					+ ((create.index().name() != null) ? "." + create.index().name() : "");
			case Change.DropIndex drop -> (drop.index() != null) ? drop.index().toString() : null;
			case Change.Create create -> create.name().toString();
			case Change.Drop drop -> drop.name().toString();
			case Change.Rename rename -> rename.name().toString();
			case Change.AddEnumValue add -> add.type().toString();
			case Change.RenameEnumValue rename -> rename.type().toString();
			case Change.Statement statement -> statement.tables().isEmpty()
					? null
					: String.join(", ", statement.tables().stream().map(ObjectName::toString).toList());
			case Change.NotKnown _ -> null;
		};
	}

	static String condition(Condition condition) {
		return switch (condition) {
			case Condition.Exists(Condition.Kind kind, ObjectName table, ObjectName name) -> "if %s %s%s exists"
					.formatted(kind.name().toLowerCase(java.util.Locale.ROOT), (table != null) ? table + "." : "",
							name);
			case Condition.Not(Condition inner) -> "not " + condition(inner);
			case Condition.And(List<Condition> all) ->
				String.join(" and ", all.stream().map(ChangeWords::condition).toList());
			case Condition.Or(List<Condition> any) ->
				String.join(" or ", any.stream().map(ChangeWords::condition).toList());
			case Condition.NotKnown(int line, String text) -> "depends on line %d: %s".formatted(line, text);
		};
	}

}
