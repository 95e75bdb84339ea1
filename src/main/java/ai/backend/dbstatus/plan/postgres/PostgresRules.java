package ai.backend.dbstatus.plan.postgres;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.database.relation.Server;
import ai.backend.dbstatus.plan.finding.Effect;
import ai.backend.dbstatus.plan.finding.LockMode;
import ai.backend.dbstatus.plan.rule.Advice;
import ai.backend.dbstatus.plan.rule.Rules;
import ai.backend.dbstatus.plan.rule.Statement;
import ai.backend.dbstatus.plan.rule.StatementEffects;
import ai.backend.dbstatus.plan.state.Presence;
import ai.backend.dbstatus.plan.state.SchemaState;
import ai.backend.dbstatus.plan.state.SqlTypeName;
import ai.backend.dbstatus.plan.state.TableState;
import ai.backend.dbstatus.plan.state.TableState.ColumnState;
import ai.backend.dbstatus.plan.state.TableState.ConstraintState;
import org.jspecify.annotations.Nullable;

/**
 * The rules of PostgreSQL for what changes tables, columns, indexes, constraints and types: as observed on PostgreSQL 15 and 18,
 * and by PostgreSQL's documentation.
 */
public final class PostgresRules implements Rules {

	private static final Pattern CALL = Pattern.compile("([a-z_][\\w]*)\\s*\\(", Pattern.CASE_INSENSITIVE);

	private final Server server;

	private final Set<String> volatileFunctions;

	private final StatementRules statements = new StatementRules();

	/**
	 * The rules of a server.
	 * @param volatileFunctions the names of functions whose value may differ from row to row
	 */
	public PostgresRules(Server server, Set<String> volatileFunctions) {
		this.server = server;
		this.volatileFunctions = volatileFunctions;
	}

	@Override
	public void judge(Statement statement, StatementEffects effects) {
		SchemaState state = statement.state();
		switch (statement.change()) {
			case Change.CreateTable create -> createTable(create, state, effects);
			case Change.DropTable drop -> dropTable(drop, state, effects);
			case Change.RenameTable rename -> {
				effects.lock(LockMode.ACCESS_EXCLUSIVE, rename.table());
				effects.find(Effect.BREAKS_OLD_CODE,
						"Code that uses %s under its old name breaks.".formatted(rename.table()),
						Advice.RENAME, rename.table());
			}
			case Change.AddColumn add -> addColumn(add, state, effects);
			case Change.DropColumn drop -> dropColumn(drop, statement, effects);
			case Change.RenameColumn rename -> {
				effects.lock(LockMode.ACCESS_EXCLUSIVE, rename.table());
				effects.find(Effect.BREAKS_OLD_CODE, "Code that uses the column %s.%s under its old name breaks."
						.formatted(rename.table(), rename.column()), Advice.RENAME, rename.table());
			}
			case Change.AlterColumn alter -> alterColumn(alter, statement, effects);
			case Change.AddConstraint add -> addConstraint(add, statement, effects);
			case Change.DropConstraint drop -> dropConstraint(drop, statement, effects);
			case Change.RenameConstraint rename -> effects.lock(LockMode.ACCESS_EXCLUSIVE, rename.table());
			case Change.CreateIndex create -> createIndex(create, statement, effects);
			case Change.DropIndex drop -> dropIndex(drop, statement, effects);
			case Change.Create create -> {
				if (create.kind() == Change.Kind.VIEW && state.has(Change.Kind.VIEW, create.name()) == Presence.YES) {
					effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, create.name());
				}
			}
			case Change.Drop drop -> drop(drop, statement, effects);
			case Change.Rename rename -> rename(rename, state, effects);
			case Change.AddEnumValue add -> {
				if (!this.server.isAtLeast(12, 0) && statement.transaction() == Statement.Inside.YES
						&& statement.certain()) {
					effects.fail("ALTER TYPE ... ADD VALUE cannot run inside a transaction before PostgreSQL 12.",
							Advice.AUTOCOMMIT);
				}
			}
			case Change.RenameEnumValue rename -> effects.find(Effect.BREAKS_OLD_CODE,
					"Code that uses the value '%s' of the type %s breaks.".formatted(rename.value(), rename.type()),
					Advice.RENAME);
			case Change.Statement other -> this.statements.judge(other, statement, effects);
			case Change.NotKnown _ -> {
			}
		}
	}

	private void createTable(Change.CreateTable create, SchemaState state, StatementEffects effects) {
		boolean there = create.ifNotExists() && state.hasTable(create.table()) == Presence.YES;
		effects.about(create.table());
		if (there) {
			return;
		}
		for (Constraint constraint : create.constraints()) {
			ObjectName referred = constraint.referred();
			if (referred != null && !state.key(referred).equals(state.key(create.table()))) {
				effects.lockOnly(LockMode.SHARE_ROW_EXCLUSIVE, referred);
			}
		}
		if (create.partitionOf() != null) {
			effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, create.partitionOf());
		}
	}

	private static void dropTable(Change.DropTable drop, SchemaState state, StatementEffects effects) {
		TableState table = state.table(drop.table());
		effects.lock(LockMode.ACCESS_EXCLUSIVE, drop.table());
		if (table == null) {
			if (state.hasTable(drop.table()) != Presence.NO) {
				lost(drop.table(), effects);
			}
			return;
		}
		table.referred().forEach((referred) -> effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, referred));
		if (table.parent() != null) {
			effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, table.parent());
		}
		if (drop.cascade()) {
			state.referring(drop.table())
					.forEach((other) -> effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, other.name()));
		}
		lost(drop.table(), effects);
	}

	private static void lost(ObjectName table, StatementEffects effects) {
		effects.find(Effect.LOSES_DATA, "All rows of %s are gone.".formatted(table), Advice.DROP_TABLE, table);
		effects.find(Effect.BREAKS_OLD_CODE, "Code that uses %s breaks.".formatted(table), Advice.DROP_TABLE, table);
	}

	private void addColumn(Change.AddColumn add, SchemaState state, StatementEffects effects) {
		ObjectName table = add.table();
		Column column = add.column();
		effects.lock(LockMode.ACCESS_EXCLUSIVE, table);
		if (add.ifNotExists() && state.hasColumn(table, column.name()) == Presence.YES) {
			return;
		}
		String name = table + "." + column.name();
		switch (column.generation()) {
			case SERIAL, IDENTITY -> effects.rewrite(table,
					"The new column %s counts rows, so that the table is written again.".formatted(name), null);
			case COMPUTED -> {
				if (!this.server.isAtLeast(18, 0) || column.serverDefault() == null) {
					effects.rewrite(table,
							"The new column %s is computed and kept, so that the table is written again."
									.formatted(name),
							null);
				}
			}
			case NONE, VIRTUAL -> addPlain(add, name, effects);
		}
	}

	private void addPlain(Change.AddColumn add, String name, StatementEffects effects) {
		ObjectName table = add.table();
		Column column = add.column();
		String value = column.serverDefault();
		if (value != null && isVolatile(value)) {
			effects.rewrite(table,
					"The default of the new column %s differs from row to row, so that the table is written again."
							.formatted(name),
					Advice.VOLATILE_DEFAULT);
		}
		else if (value != null && !this.server.isAtLeast(11, 0)) {
			effects.rewrite(table, "Before PostgreSQL 11, a new column with a default has the table written again.",
					Advice.VOLATILE_DEFAULT);
		}
		if (Boolean.FALSE.equals(column.nullable()) && value == null) {
			effects.scan(table, "The table is read to see that %s is never null.".formatted(name),
					Advice.NOT_NULL_COLUMN);
			effects.find(Effect.BREAKS_OLD_CODE,
					"Code that does not know the new column %s can add no rows: it is NOT NULL without a default."
							.formatted(name),
					Advice.NOT_NULL_COLUMN, table);
		}
	}

	/** A default is as volatile as the functions that it calls; what is written in Python is called alike. */
	private boolean isVolatile(String value) {
		String outside = value.replaceAll("'(?:[^']|'')*'", "''");
		Matcher calls = CALL.matcher(outside);
		while (calls.find()) {
			if (this.volatileFunctions.contains(calls.group(1).toLowerCase(Locale.ROOT))) {
				return true;
			}
		}
		return false;
	}

	private static void dropColumn(Change.DropColumn drop, Statement statement, StatementEffects effects) {
		SchemaState state = statement.state();
		ObjectName table = drop.table();
		effects.lock(LockMode.ACCESS_EXCLUSIVE, table);
		String column = state.column(drop.column());
		TableState known = state.table(table);
		if (drop.ifExists() && state.hasColumn(table, drop.column()) == Presence.NO) {
			return;
		}
		if (known != null) {
			for (ConstraintState constraint : known.constraints()) {
				if (constraint.referred() != null && constraint.columns().contains(column)) {
					effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, constraint.referred());
				}
			}
			dependents(drop, column, statement, known, effects);
			ColumnState made = known.column(column);
			if (made != null && made.made()) {
				return;
			}
		}
		String name = table + "." + drop.column();
		effects.find(Effect.LOSES_DATA, "The values of the column %s are gone.".formatted(name), Advice.DROP_COLUMN,
				table);
		effects.find(Effect.BREAKS_OLD_CODE, "Code that uses the column %s breaks.".formatted(name),
				Advice.DROP_COLUMN, table);
	}

	private static void dependents(Change.DropColumn drop, String column, Statement statement, TableState table,
			StatementEffects effects) {
		List<ObjectName> views = table.viewsOn(column)
				.stream()
				.filter((view) -> statement.state().has(Change.Kind.VIEW, view) == Presence.YES)
				.toList();
		if (!views.isEmpty()) {
			if (drop.cascade()) {
				effects.find(Effect.BREAKS_OLD_CODE,
						"CASCADE drops the views that read it: %s.".formatted(names(views)),
						null, table.name());
			}
			else if (statement.certain() && !statement.state().isDoubtedAll()) {
				effects.fail("The column %s.%s is read by %s.".formatted(table.name(), drop.column(), names(views)),
						null);
			}
		}
		boolean key = table.constraints()
				.stream()
				.anyMatch(
						(each) -> (each.kind() == Constraint.Kind.PRIMARY_KEY || each.kind() == Constraint.Kind.UNIQUE)
								&& each.columns().contains(column));
		if (drop.cascade() && key) {
			statement.state()
					.referring(drop.table())
					.forEach((other) -> effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, other.name()));
		}
	}

	private static String names(List<ObjectName> names) {
		return String.join(", ", names.stream().map(ObjectName::toString).toList());
	}

	private void alterColumn(Change.AlterColumn alter, Statement statement, StatementEffects effects) {
		ObjectName table = alter.table();
		SchemaState state = statement.state();
		effects.lock(LockMode.ACCESS_EXCLUSIVE, table);
		TableState known = state.table(table);
		ColumnState column = (known != null) ? known.column(state.column(alter.column())) : null;
		String name = table + "." + alter.column();
		if (alter.type() != null) {
			newType(alter, alter.type(), column, known, statement, effects);
		}
		if (Boolean.FALSE.equals(alter.nullable())) {
			setNotNull(alter, name, column, known, effects);
		}
		boolean losesDefault = alter.serverDefault() != null && alter.serverDefault().isEmpty();
		if (losesDefault && column != null && Boolean.FALSE.equals(column.nullable())
				&& column.defaultText() != null) {
			effects.find(Effect.BREAKS_OLD_CODE,
					"Code that leaves %s to its default can add no rows: the column is NOT NULL and has none any more."
							.formatted(name),
					null, table);
		}
	}

	private static void setNotNull(Change.AlterColumn alter, String name, @Nullable ColumnState column,
			@Nullable TableState table, StatementEffects effects) {
		if (column != null && Boolean.FALSE.equals(column.nullable())) {
			return;
		}
		boolean proven = table != null && table.constraints()
				.stream()
				.anyMatch((each) -> each.kind() == Constraint.Kind.CHECK && each.validated()
						&& each.presence() == Presence.YES && each.text() != null
						&& provesNotNull(each.text(), alter.column()));
		if (!proven) {
			effects.scan(alter.table(), "The table is read to see that %s is never null.".formatted(name),
					Advice.SET_NOT_NULL);
		}
		effects.find(Effect.BREAKS_OLD_CODE, "Code that leaves %s empty can write no rows.".formatted(name), null,
				alter.table());
	}

	/** PostgreSQL: a valid check {@code c IS NOT NULL}, alone or together with others. */
	private static boolean provesNotNull(String check, String column) {
		String text = check.replace("\"", "").replace("(", " ").replace(")", " ").toLowerCase(Locale.ROOT);
		boolean alternatives = text.contains(" or ");
		return !alternatives && Pattern.compile("(^|\\sand\\s|\\s)" + Pattern.quote(column.toLowerCase(Locale.ROOT))
				+ "\\s+is\\s+not\\s+null\\b").matcher(text).find();
	}

	private void newType(Change.AlterColumn alter, String to, @Nullable ColumnState column, @Nullable TableState table,
			Statement statement, StatementEffects effects) {
		String name = alter.table() + "." + alter.column();
		String from = (column != null) ? column.type() : null;
		TypeChange.Work work = TypeChange.of(alter.column(), from, to, alter.using());
		String change = (from != null && !to.isEmpty()) ? " from %s to %s".formatted(from, to) : "";
		switch (work) {
			case NONE -> madeAgain(alter, table, effects);
			case INDEXES -> effects.scan(alter.table(),
					"The indexes on %s are built again for its new type or collation.".formatted(name), null);
			case REWRITE_UNLESS_UTC -> {
				if (!statement.state().isUtc()) {
					effects.rewrite(alter.table(),
							"The type of %s changes%s: unless the session's time zone is UTC, the table and its indexes are written again."
									.formatted(name, change),
							"SET LOCAL timezone = 'UTC' before it: then nothing is written.");
					effects.find(Effect.NOT_KNOWN, "Which time zone the session of the upgrade has is not known.", null,
							alter.table());
				}
			}
			case REWRITE -> effects.rewrite(alter.table(),
					"The type of %s changes%s: the table and its indexes are written again.".formatted(name, change),
					Advice.TYPE);
			case NOT_KNOWN -> effects.rewrite(alter.table(),
					"The type of %s changes%s, and one of the types is not known: the table may be written again."
							.formatted(name, change),
					Advice.TYPE);
		}
		if (from != null && !to.isEmpty() && TypeChange.narrows(from, to)) {
			effects.find(Effect.LOSES_DATA,
					"The type of %s becomes narrower%s: values that do not fit are rounded or cut, or make the upgrade fail."
							.formatted(name, change),
					Advice.TYPE, alter.table());
		}
		boolean certain = statement.certain() && !statement.state().isDoubtedAll();
		if (table != null && certain) {
			List<ObjectName> views = table.viewsOn(alter.column())
					.stream()
					.filter((view) -> statement.state().has(Change.Kind.VIEW, view) == Presence.YES)
					.toList();
			if (!views.isEmpty()) {
				effects.fail("The type of %s cannot change: %s reads it.".formatted(name, names(views)),
						"Drop the view before it, and create it again after it.");
			}
			else if (column != null && column.presence() == Presence.YES && from != null && alter.using() == null
					&& (TypeChange.needsUsing(from, to) || (isText(from) && statement.state()
							.has(Change.Kind.ENUM, ObjectName.of(SqlTypeName.of(to).name())) == Presence.YES))) {
				effects.fail("PostgreSQL casts %s%s with USING only.".formatted(name, change),
						"Give postgresql_using=\"%s::%s\".".formatted(alter.column(), to));
			}
		}
	}

	private static boolean isText(String type) {
		SqlTypeName name = SqlTypeName.of(type);
		return !name.array() && Set.of("varchar", "text", "char").contains(name.name());
	}

	/** PostgreSQL: an index or a check in which the column is part of an expression is made again whatever the type. */
	private static void madeAgain(Change.AlterColumn alter, @Nullable TableState table, StatementEffects effects) {
		if (table == null) {
			return;
		}
		String column = alter.column();
		table.indexes()
				.stream()
				.filter((index) -> (!index.columns().contains(column)
						&& index.columns().stream().anyMatch(names(column)))
						|| (index.where() != null && names(column).test(index.where())))
				.findFirst()
				.ifPresent((index) -> effects.scan(alter.table(),
						"The index %s is built again for the new type of %s.%s.".formatted(index.name(), alter.table(),
								column),
						null));
		table.constraints()
				.stream()
				.filter((each) -> each.kind() == Constraint.Kind.CHECK && each.validated() && each.text() != null
						&& names(column).test(each.text()))
				.findFirst()
				.ifPresent((check) -> effects.scan(alter.table(),
						"The check %s is made again for the new type of %s.%s.".formatted(check.name(), alter.table(),
								column),
						null));
	}

	private static Predicate<String> names(String column) {
		return Pattern.compile("(?<![\\w\"])\"?" + Pattern.quote(column) + "\"?(?![\\w\"])").asPredicate();
	}

	private void addConstraint(Change.AddConstraint add, Statement statement, StatementEffects effects) {
		ObjectName table = add.table();
		Constraint constraint = add.constraint();
		String name = (constraint.name() != null) ? constraint.name() : "the constraint";
		switch (constraint.kind()) {
			case CHECK -> {
				effects.lock(LockMode.ACCESS_EXCLUSIVE, table);
				if (constraint.validated()) {
					effects.scan(table, "All rows of %s are checked for %s.".formatted(table, name), Advice.CHECK);
				}
				violated(table, name, effects, Advice.CHECK);
			}
			case UNIQUE, PRIMARY_KEY -> addKey(add, name, statement.state(), effects);
			case EXCLUDE -> {
				effects.lock(LockMode.ACCESS_EXCLUSIVE, table);
				effects.scan(table, "The index of %s is built over all rows of %s.".formatted(name, table), null);
				violated(table, name, effects, null);
			}
			case FOREIGN_KEY -> addForeignKey(add, name, statement.state(), effects);
		}
	}

	private static void violated(ObjectName table, String name, StatementEffects effects, @Nullable String instead) {
		effects.find(Effect.BREAKS_OLD_CODE,
				"Code that writes to %s what %s forbids breaks.".formatted(table, name), instead, table);
	}

	private static void addKey(Change.AddConstraint add, String name, SchemaState state, StatementEffects effects) {
		ObjectName table = add.table();
		Constraint constraint = add.constraint();
		boolean primary = constraint.kind() == Constraint.Kind.PRIMARY_KEY;
		String instead = primary ? Advice.PRIMARY_KEY : Advice.UNIQUE;
		effects.lock(LockMode.ACCESS_EXCLUSIVE, table);
		boolean usesIndex = constraint.text() != null;
		if (!usesIndex) {
			effects.scan(table, "The index of %s is built over all rows of %s.".formatted(name, table), instead);
		}
		else if (primary) {
			TableState known = state.table(table);
			boolean mayBeNull = known == null || known.indexes()
					.stream()
					.filter((index) -> String.valueOf(constraint.text()).equals(index.name()))
					.flatMap((index) -> index.columns().stream())
					.map(known::column)
					.anyMatch((column) -> column == null || !Boolean.FALSE.equals(column.nullable()));
			if (mayBeNull) {
				effects.scan(table, "The table is read to see that no column of its key is null.", instead);
			}
		}
		if (!usesIndex && !areMade(table, constraint.columns(), state)) {
			violated(table, name, effects, instead);
		}
	}

	/** Whether the plan itself makes all columns, so that no code writes to them yet. */
	private static boolean areMade(ObjectName table, List<String> columns, SchemaState state) {
		TableState known = state.table(table);
		return known != null && !columns.isEmpty() && columns.stream()
				.map((column) -> known.column(state.column(column)))
				.allMatch((column) -> column != null && column.made());
	}

	private static void addForeignKey(Change.AddConstraint add, String name, SchemaState state,
			StatementEffects effects) {
		ObjectName table = add.table();
		ObjectName referred = add.constraint().referred();
		effects.lock(LockMode.SHARE_ROW_EXCLUSIVE, table);
		if (referred != null) {
			effects.lock(LockMode.SHARE_ROW_EXCLUSIVE, referred);
		}
		if (add.constraint().validated() && !effects.isMade(table)) {
			effects.scan(table, "All rows of %s are checked for %s.".formatted(table, name), Advice.FOREIGN_KEY);
			if (referred != null && !effects.isMade(referred)) {
				effects.scan(referred, "%s is read to check %s of %s.".formatted(referred, name, table),
						Advice.FOREIGN_KEY);
			}
		}
		if (!areMade(table, add.constraint().columns(), state)) {
			violated(table, name, effects, null);
		}
	}

	private static void dropConstraint(Change.DropConstraint drop, Statement statement, StatementEffects effects) {
		SchemaState state = statement.state();
		ObjectName table = drop.table();
		effects.lock(LockMode.ACCESS_EXCLUSIVE, table);
		TableState known = state.table(table);
		ConstraintState constraint = (known != null && drop.name() != null) ? known.constraint(drop.name()) : null;
		if (constraint != null && constraint.referred() != null) {
			effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, constraint.referred());
		}
		else if (constraint == null && known != null && drop.kind() == Constraint.Kind.FOREIGN_KEY) {
			known.referred().forEach((referred) -> effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, referred));
		}
		boolean key = (constraint != null)
				? constraint.kind() == Constraint.Kind.UNIQUE || constraint.kind() == Constraint.Kind.PRIMARY_KEY
				: drop.kind() == Constraint.Kind.UNIQUE || drop.kind() == Constraint.Kind.PRIMARY_KEY;
		if (key && drop.cascade()) {
			state.referring(table).forEach((other) -> effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, other.name()));
		}
		if (key) {
			effects.find(Effect.BREAKS_OLD_CODE,
					"Code that relies on %s of %s, as ON CONFLICT does, breaks."
							.formatted((drop.name() != null) ? drop.name() : "the key", table),
					null, table);
		}
	}

	private void createIndex(Change.CreateIndex create, Statement statement, StatementEffects effects) {
		ObjectName table = create.table();
		SchemaState state = statement.state();
		String name = (create.index().name() != null) ? create.index().name() : "the index";
		boolean there = create.ifNotExists() && create.index().name() != null
				&& state.hasIndex(ObjectName.of(create.index().name()), null) == Presence.YES;
		if (create.index().concurrently()) {
			concurrently("CREATE INDEX", statement, effects);
			effects.lock(LockMode.SHARE_UPDATE_EXCLUSIVE, table);
			if (!there) {
				effects.scan(table,
						"%s is built beside other work: the table is read twice, and older transactions are waited for."
								.formatted(name),
						null);
			}
			return;
		}
		effects.lock(LockMode.SHARE, table);
		if (there) {
			return;
		}
		effects.scan(table, "%s is built over all rows of %s.".formatted(name, table), Advice.CREATE_INDEX);
		if (create.index().unique() && !areMade(table, create.index().columns(), state)) {
			violated(table, name, effects, Advice.CREATE_INDEX);
		}
	}

	private static void concurrently(String what, Statement statement, StatementEffects effects) {
		if (statement.transaction() == Statement.Inside.YES && statement.certain()) {
			boolean made = statement.change() instanceof Change.CreateIndex create && effects.isMade(create.table());
			effects.fail("%s CONCURRENTLY cannot run inside a transaction%s.".formatted(what,
					made ? ", on a new table either" : ""), Advice.AUTOCOMMIT);
		}
	}

	private static void dropIndex(Change.DropIndex drop, Statement statement, StatementEffects effects) {
		SchemaState state = statement.state();
		ObjectName index = drop.index();
		TableState of = (index != null) ? state.tableOfIndex(index, null) : null;
		ObjectName table = (of != null) ? of.name() : drop.table();
		if (drop.concurrently()) {
			concurrently("DROP INDEX", statement, effects);
		}
		if (table == null) {
			return;
		}
		boolean none = drop.ifExists() && index != null && state.hasIndex(index, null) == Presence.NO;
		if (!none) {
			effects.lock(drop.concurrently() ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE, table);
		}
	}

	private static void drop(Change.Drop drop, Statement statement, StatementEffects effects) {
		boolean there = statement.state().has(drop.kind(), drop.name()) != Presence.NO;
		if (!there || statement.state().isMade(drop.name())) {
			return;
		}
		switch (drop.kind()) {
			case VIEW -> {
				effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, drop.name());
				effects.find(Effect.BREAKS_OLD_CODE, "Code that uses the view %s breaks.".formatted(drop.name()), null);
			}
			case SEQUENCE -> effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, drop.name());
			case ENUM -> {
				if (drop.cascade()) {
					for (TableState table : statement.state().tables()) {
						for (Map.Entry<String, ColumnState> column : table.columns().entrySet()) {
							if (drop.name().name().equals(column.getValue().type())) {
								effects.lock(LockMode.ACCESS_EXCLUSIVE, table.name());
								effects.find(Effect.LOSES_DATA,
										"CASCADE drops the column %s.%s, which has the type %s.".formatted(table.name(),
												column.getKey(), drop.name()),
										Advice.DROP_COLUMN, table.name());
							}
						}
					}
				}
			}
			case INDEX -> {
			}
		}
	}

	private void rename(Change.Rename rename, SchemaState state, StatementEffects effects) {
		switch (rename.kind()) {
			case INDEX -> {
				TableState of = state.tableOfIndex(rename.name(), null);
				if (of != null && !this.server.isAtLeast(12, 0)) {
					effects.lock(LockMode.ACCESS_EXCLUSIVE, of.name());
				}
				else if (of != null) {
					effects.about(of.name());
				}
			}
			case VIEW, SEQUENCE -> {
				effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, rename.name());
				effects.find(Effect.BREAKS_OLD_CODE,
						"Code that uses %s under its old name breaks.".formatted(rename.name()), Advice.RENAME);
			}
			case ENUM -> effects.find(Effect.BREAKS_OLD_CODE,
					"Code that casts to the type %s under its old name breaks.".formatted(rename.name()), null);
		}
	}

}
