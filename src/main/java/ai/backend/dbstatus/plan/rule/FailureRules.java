package ai.backend.dbstatus.plan.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.database.relation.TableSize.Emptiness;
import ai.backend.dbstatus.plan.state.Presence;
import ai.backend.dbstatus.plan.state.SchemaState;
import ai.backend.dbstatus.plan.state.SqlTypeName;
import ai.backend.dbstatus.plan.state.TableState;
import ai.backend.dbstatus.plan.state.TableState.ColumnState;
import org.jspecify.annotations.Nullable;

/**
 * What surely makes a statement fail: what it makes is there, what it changes is not, or it contradicts what is. What is only
 * likely is never said.
 */
public final class FailureRules implements Rules {

	private static final String NAME = "(?:\"[^\"]+\"|[A-Za-z_]\\w*)";

	private static final Pattern WRITES = Pattern.compile(
			"(?:UPDATE|DELETE\\s+FROM|INSERT\\s+INTO)\\s+(?:ONLY\\s+)?(?:(?<schema>%1$s)\\s*\\.\\s*)?(?<table>%1$s)(?=\\s+[^.\\s]|\\()"
					.formatted(NAME),
			Pattern.CASE_INSENSITIVE);

	private static final Pattern SET = Pattern.compile(
			"\\s*(?:AS\\s+)?(?:(?!SET\\b)\\w+\\s+)?SET\\s+(%s)\\s*=".formatted(NAME),
			Pattern.CASE_INSENSITIVE);

	private static final Pattern INTO = Pattern.compile("\\s*\\(\\s*(%1$s(?:\\s*,\\s*%1$s)*)\\s*\\)".formatted(NAME));

	private final SqlDialect dialect;

	/**
	 * The rules of a kind of database.
	 */
	public FailureRules(SqlDialect dialect) {
		this.dialect = dialect;
	}

	@Override
	public void judge(Statement statement, StatementEffects effects) {
		if (!statement.certain() || statement.state().isDoubtedAll()) {
			return;
		}
		String failure = failure(statement.change(), statement.state());
		if (failure != null) {
			effects.fail(failure, null);
			return;
		}
		if (statement.change() instanceof Change.AddColumn add) {
			notNull(add, statement.state(), effects);
		}
	}

	private @Nullable String failure(Change change, SchemaState state) {
		return switch (change) {
			case Change.CreateTable create -> createTable(create, state);
			case Change.DropTable drop -> drop.ifExists() ? null : missingTable(state, drop.table());
			case Change.RenameTable rename -> renameTable(rename, state);
			case Change.AddColumn add -> addColumn(add, state);
			case Change.DropColumn drop -> missingColumn(state, drop.table(), drop.column(), drop.ifExists());
			case Change.RenameColumn rename -> renameColumn(rename, state);
			case Change.AlterColumn alter -> missingColumn(state, alter.table(), alter.column(), false);
			case Change.AddConstraint add -> addConstraint(add, state);
			case Change.DropConstraint drop -> dropConstraint(drop, state);
			case Change.RenameConstraint rename -> renameConstraint(rename, state);
			case Change.CreateIndex create -> createIndex(create, state);
			case Change.DropIndex drop -> dropIndex(drop, state);
			case Change.Create create -> create(create, state);
			case Change.Drop drop -> drop(drop, state);
			case Change.Rename rename -> rename(rename, state);
			case Change.AddEnumValue add -> addEnumValue(add, state);
			case Change.RenameEnumValue rename -> renameEnumValue(rename, state);
			case Change.Statement data -> isPostgres() ? missingTarget(data, state) : null;
			case Change.NotKnown _ -> null;
		};
	}

	/** {@code UPDATE}, {@code DELETE}, {@code INSERT}: their table, and the columns that they set, where they begin plainly. */
	private static @Nullable String missingTarget(Change.Statement data, SchemaState state) {
		Matcher writes = WRITES.matcher(data.text());
		if (!writes.lookingAt()) {
			return null;
		}
		ObjectName table = (writes.group("schema") != null)
				? new ObjectName(plain(writes.group("schema")), plain(writes.group("table")))
				: ObjectName.of(plain(writes.group("table")));
		String owner = (table.schema() != null) ? table.schema() : table.name();
		if (owner.startsWith("pg_") || owner.equals("information_schema")) {
			return null;
		}
		String missing = missingTable(state, table);
		if (missing != null || state.table(table) == null) {
			return missing;
		}
		String rest = data.text().substring(writes.end());
		List<String> columns = new ArrayList<>();
		Matcher set = SET.matcher(rest);
		Matcher into = INTO.matcher(rest);
		if (data.kind().equals("UPDATE") && set.lookingAt()) {
			columns.add(set.group(1));
		}
		else if (data.kind().equals("INSERT") && into.lookingAt()) {
			columns.addAll(List.of(into.group(1).strip().split("\\s*,\\s*")));
		}
		for (String column : columns) {
			if (state.hasColumn(table, plain(column)) == Presence.NO) {
				return "There is no column %s.%s.".formatted(table, plain(column));
			}
		}
		return null;
	}

	private static String plain(String name) {
		return name.startsWith("\"") ? name.replace("\"", "") : name.toLowerCase(Locale.ROOT);
	}

	private boolean isPostgres() {
		return this.dialect == SqlDialect.POSTGRESQL;
	}

	private @Nullable String createTable(Change.CreateTable create, SchemaState state) {
		if (!create.ifNotExists()) {
			String way = state.inTheWay(create.table());
			if (way != null) {
				return "The %s is there already.".formatted(way);
			}
		}
		else if (state.hasTable(create.table()) != Presence.NO) {
			return null;
		}
		for (Constraint constraint : create.constraints()) {
			ObjectName referred = constraint.referred();
			boolean own = referred != null && state.key(referred).equals(state.key(create.table()));
			String missing = (referred != null && !own && this.dialect != SqlDialect.SQLITE)
					? missingTable(state, referred)
					: null;
			if (missing != null) {
				return missing;
			}
		}
		for (Column column : create.columns()) {
			String missing = missingType(column.type(), state);
			if (missing != null) {
				return missing;
			}
		}
		return (create.partitionOf() != null) ? missingTable(state, create.partitionOf()) : null;
	}

	/** PostgreSQL: only a plain name is looked for; what a type's brackets hold is the database's own affair. */
	private @Nullable String missingType(@Nullable String type, SchemaState state) {
		if (!isPostgres() || type == null || type.contains(".") || type.contains("\"") || type.contains("%")) {
			return null;
		}
		SqlTypeName name = SqlTypeName.of(type);
		boolean plain = name.name().chars().allMatch((c) -> Character.isLetterOrDigit(c) || c == '_');
		boolean known = POSTGRES_WORDS.contains(name.name());
		return (plain && !known && state.hasType(name.name()) == Presence.NO)
				? "There is no type %s.".formatted(name.name())
				: null;
	}

	/** Types that PostgreSQL's grammar knows by words of their own. */
	private static final Set<String> POSTGRES_WORDS = Set.of("integer", "bigint", "smallint", "boolean", "char",
			"varchar", "numeric", "real", "timestamptz", "timetz", "serial", "bigserial", "smallserial", "bit",
			"interval", "time", "timestamp", "dec", "national", "nchar", "string");

	private static @Nullable String missingTable(SchemaState state, ObjectName table) {
		return (state.hasTable(table) == Presence.NO && state.has(Change.Kind.VIEW, table) == Presence.NO)
				? "There is no table %s.".formatted(table)
				: null;
	}

	private static @Nullable String renameTable(Change.RenameTable rename, SchemaState state) {
		String missing = missingTable(state, rename.table());
		if (missing == null && state.has(Change.Kind.SEQUENCE, rename.table()) != Presence.NO) {
			return null;
		}
		String way = state.inTheWay(rename.table().withName(rename.to()));
		return (missing != null) ? missing : (way != null) ? "The %s is there already.".formatted(way) : null;
	}

	private @Nullable String addColumn(Change.AddColumn add, SchemaState state) {
		String missing = missingTable(state, add.table());
		if (missing != null) {
			return missing;
		}
		Presence there = state.hasColumn(add.table(), add.column().name());
		if (there == Presence.YES) {
			return add.ifNotExists()
					? null
					: "The column %s.%s is there already.".formatted(add.table(), add.column().name());
		}
		return missingType(add.column().type(), state);
	}

	private void notNull(Change.AddColumn add, SchemaState state, StatementEffects effects) {
		Column column = add.column();
		TableState table = state.table(add.table());
		boolean fills = column.serverDefault() != null || column.generation() != Column.Generation.NONE;
		boolean rows = table != null && !table.made() && table.size().emptiness() == Emptiness.HAS_ROWS;
		boolean refuses = isPostgres() || this.dialect == SqlDialect.SQLITE;
		if (Boolean.FALSE.equals(column.nullable()) && !fills && rows && refuses
				&& state.hasColumn(add.table(), column.name()) == Presence.NO) {
			effects.fail("The new column %s.%s is NOT NULL without a default, and the table has rows."
					.formatted(add.table(), column.name()), Advice.NOT_NULL_COLUMN);
		}
	}

	private static @Nullable String missingColumn(SchemaState state, ObjectName table, String column,
			boolean ifExists) {
		String missing = missingTable(state, table);
		if (missing != null) {
			return missing;
		}
		return (!ifExists && state.hasColumn(table, column) == Presence.NO && state.table(table) != null)
				? "There is no column %s.%s.".formatted(table, column)
				: null;
	}

	private static @Nullable String renameColumn(Change.RenameColumn rename, SchemaState state) {
		String missing = missingColumn(state, rename.table(), rename.column(), false);
		if (missing != null) {
			return missing;
		}
		boolean other = !rename.column().equalsIgnoreCase(rename.to());
		return (other && state.hasColumn(rename.table(), rename.to()) == Presence.YES)
				? "The column %s.%s is there already.".formatted(rename.table(), rename.to())
				: null;
	}

	private @Nullable String addConstraint(Change.AddConstraint add, SchemaState state) {
		String missing = missingTable(state, add.table());
		if (missing != null) {
			return missing;
		}
		Constraint constraint = add.constraint();
		ObjectName referred = constraint.referred();
		String noTable = (referred != null) ? missingTable(state, referred) : null;
		if (noTable != null) {
			return noTable;
		}
		String name = constraint.name();
		boolean usesIndex = constraint.text() != null && (constraint.kind() == Constraint.Kind.UNIQUE
				|| constraint.kind() == Constraint.Kind.PRIMARY_KEY);
		if (name != null && constraint.nameKnown() && this.dialect != SqlDialect.SQLITE
				&& state.hasConstraint(add.table(), name) == Presence.YES && !usesIndex) {
			return "The constraint %s of %s is there already.".formatted(name, add.table());
		}
		TableState table = state.table(add.table());
		boolean second = constraint.kind() == Constraint.Kind.PRIMARY_KEY && table != null
				&& table.presence() == Presence.YES && table.constraints()
						.stream()
						.anyMatch((each) -> each.kind() == Constraint.Kind.PRIMARY_KEY
								&& each.presence() == Presence.YES);
		if (second) {
			return "The table %s has a primary key already.".formatted(add.table());
		}
		return missingColumns(state, add.table(), constraint.columns());
	}

	private @Nullable String missingColumns(SchemaState state, ObjectName table, List<String> columns) {
		for (String column : columns) {
			boolean plain = column.chars().allMatch((c) -> Character.isLetterOrDigit(c) || c == '_');
			if (plain && state.table(table) != null && state.hasColumn(table, column) == Presence.NO
					&& !SYSTEM_COLUMNS.contains(column)) {
				return "There is no column %s.%s.".formatted(table, column);
			}
		}
		return null;
	}

	private static final Set<String> SYSTEM_COLUMNS = Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid",
			"rowid");

	private @Nullable String dropConstraint(Change.DropConstraint drop, SchemaState state) {
		String missing = missingTable(state, drop.table());
		if (missing != null) {
			return missing;
		}
		String name = drop.name();
		// MySQL: a primary key and unique keys have other names than SQLAlchemy writes, and SQLite names none.
		return (name != null && !drop.ifExists() && isPostgres()
				&& state.hasConstraint(drop.table(), name) == Presence.NO)
						? "There is no constraint %s of %s.".formatted(name, drop.table())
						: null;
	}

	private static @Nullable String renameConstraint(Change.RenameConstraint rename, SchemaState state) {
		String missing = missingTable(state, rename.table());
		return (missing != null)
				? missing
				: (state.hasConstraint(rename.table(), rename.name()) == Presence.NO)
						? "There is no constraint %s of %s.".formatted(rename.name(), rename.table())
						: null;
	}

	private @Nullable String createIndex(Change.CreateIndex create, SchemaState state) {
		TableState table = state.table(create.table());
		if (table == null) {
			return missingTable(state, create.table());
		}
		String name = create.index().name();
		if (name != null && !create.ifNotExists()) {
			ObjectName index = create.table().withName(name);
			boolean here = isPostgres()
					? isInSchemaOf(table, state.tableOfIndex(ObjectName.of(name), null), state, index)
					: state.hasIndex(index, create.table()) == Presence.YES;
			if (here) {
				return "The index %s is there already.".formatted(name);
			}
			String way = isPostgres() ? state.inTheWay(index) : null;
			if (way != null) {
				return "The %s has the name of the index.".formatted(way);
			}
		}
		return missingColumns(state, create.table(), create.index().columns());
	}

	private static boolean isInSchemaOf(TableState table, @Nullable TableState of, SchemaState state,
			ObjectName index) {
		return of != null && String.valueOf(table.schema()).equals(String.valueOf(of.schema()))
				&& state.hasIndex(ObjectName.of(index.name()), null) == Presence.YES;
	}

	private static @Nullable String dropIndex(Change.DropIndex drop, SchemaState state) {
		ObjectName index = drop.index();
		if (index == null || drop.ifExists()) {
			return null;
		}
		return (state.hasIndex(index, null) == Presence.NO) ? "There is no index %s.".formatted(index.name()) : null;
	}

	private @Nullable String create(Change.Create create, SchemaState state) {
		if (create.ifNotExists()) {
			return null;
		}
		if (create.kind() == Change.Kind.ENUM) {
			// Alembic makes a type that several tables have with the first of them alone.
			return (state.has(Change.Kind.ENUM, create.name()) == Presence.YES && !state.isMade(create.name()))
					? "The type %s is there already.".formatted(create.name())
					: null;
		}
		String way = state.inTheWay(create.name());
		return (way != null) ? "The %s is there already.".formatted(way) : null;
	}

	private @Nullable String drop(Change.Drop drop, SchemaState state) {
		boolean missing = state.has(drop.kind(), drop.name()) == Presence.NO && !drop.ifExists();
		return switch (drop.kind()) {
			case ENUM -> (missing && state.hasType(drop.name().name()) == Presence.NO)
					? "There is no type %s.".formatted(drop.name())
					: usedType(drop, state);
			case SEQUENCE -> missing ? "There is no sequence %s.".formatted(drop.name()) : null;
			case VIEW -> missing ? "There is no view %s.".formatted(drop.name()) : null;
			case INDEX -> null;
		};
	}

	/** PostgreSQL: a type cannot go while a column has it. */
	private @Nullable String usedType(Change.Drop drop, SchemaState state) {
		if (!isPostgres() || drop.cascade() || drop.name().schema() != null) {
			return null;
		}
		for (TableState table : state.tables()) {
			for (Map.Entry<String, ColumnState> column : table.columns().entrySet()) {
				String type = column.getValue().type();
				if (type != null && table.hasColumn(column.getKey()) == Presence.YES && table.name().schema() == null
						&& SqlTypeName.of(type).name().equals(drop.name().name())) {
					return "The column %s.%s has the type %s still.".formatted(table.name(), column.getKey(),
							drop.name());
				}
			}
		}
		return null;
	}

	private static @Nullable String rename(Change.Rename rename, SchemaState state) {
		if (rename.kind() == Change.Kind.INDEX) {
			return (state.hasIndex(rename.name(), null) == Presence.NO)
					? "There is no index %s.".formatted(rename.name())
					: null;
		}
		boolean type = rename.kind() == Change.Kind.ENUM;
		boolean missing = state.has(rename.kind(), rename.name()) == Presence.NO
				&& (!type || state.hasType(rename.name().name()) == Presence.NO);
		return missing
				? "There is no %s %s.".formatted(
						type ? "type" : (rename.kind() == Change.Kind.VIEW) ? "view" : "sequence",
						rename.name())
				: null;
	}

	private static @Nullable String addEnumValue(Change.AddEnumValue add, SchemaState state) {
		if (state.has(Change.Kind.ENUM, add.type()) == Presence.NO
				&& state.hasType(add.type().name()) == Presence.NO) {
			return "There is no type %s.".formatted(add.type());
		}
		List<String> values = state.enumValues(add.type());
		return (values != null && !add.ifNotExists() && values.contains(add.value()))
				? "The type %s has the value '%s' already.".formatted(add.type(), add.value())
				: null;
	}

	private static @Nullable String renameEnumValue(Change.RenameEnumValue rename, SchemaState state) {
		List<String> values = state.enumValues(rename.type());
		boolean sure = values != null && !values.isEmpty()
				&& state.has(Change.Kind.ENUM, rename.type()) == Presence.YES;
		return (sure && values != null && !values.contains(rename.value()))
				? "The type %s has no value '%s'.".formatted(rename.type(), rename.value())
				: null;
	}

}
