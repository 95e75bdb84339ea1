package ai.backend.dbstatus.plan.rule;

import java.util.Locale;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.plan.finding.Effect;
import ai.backend.dbstatus.plan.state.SchemaState;
import ai.backend.dbstatus.plan.state.TableState;
import ai.backend.dbstatus.plan.state.TableState.ColumnState;

/**
 * What is lost and what breaks in any database, however it does it.
 */
public final class CommonRules implements Rules {

	private static final Pattern WHERE = Pattern.compile("\\bWHERE\\b", Pattern.CASE_INSENSITIVE);

	@Override
	public void judge(Statement statement, StatementEffects effects) {
		SchemaState state = statement.state();
		switch (statement.change()) {
			case Change.DropTable drop -> {
				effects.find(Effect.LOSES_DATA, "All rows of %s are gone.".formatted(drop.table()), Advice.DROP_TABLE,
						drop.table());
				breaks("%s".formatted(drop.table()), drop.table(), Advice.DROP_TABLE, effects);
			}
			case Change.RenameTable rename -> breaks("%s under its old name".formatted(rename.table()), rename.table(),
					Advice.RENAME, effects);
			case Change.AddColumn add -> addColumn(add, effects);
			case Change.DropColumn drop -> dropColumn(drop, state, effects);
			case Change.RenameColumn rename -> breaks(
					"the column %s.%s under its old name".formatted(rename.table(), rename.column()), rename.table(),
					Advice.RENAME, effects);
			case Change.AlterColumn alter -> {
				TableState table = state.table(alter.table());
				ColumnState column = (table != null) ? table.column(state.column(alter.column())) : null;
				boolean already = column != null && Boolean.FALSE.equals(column.nullable());
				if (Boolean.FALSE.equals(alter.nullable()) && !already) {
					effects.find(Effect.BREAKS_OLD_CODE, "Code that leaves %s.%s empty can write no rows."
							.formatted(alter.table(), alter.column()), null, alter.table());
				}
			}
			case Change.AddConstraint add -> {
				if (add.constraint().kind() != Constraint.Kind.FOREIGN_KEY || !isNew(add, state)) {
					effects.find(Effect.BREAKS_OLD_CODE, "Code that writes to %s what the constraint forbids breaks."
							.formatted(add.table()), null, add.table());
				}
			}
			case Change.Statement other -> data(other, effects);
			default -> {
			}
		}
	}

	private static boolean isNew(Change.AddConstraint add, SchemaState state) {
		TableState table = state.table(add.table());
		return table != null && !add.constraint().columns().isEmpty() && add.constraint()
				.columns()
				.stream()
				.map((column) -> table.column(state.column(column)))
				.allMatch((column) -> column != null && column.made());
	}

	private static void breaks(String what, ObjectName table, String instead, StatementEffects effects) {
		effects.find(Effect.BREAKS_OLD_CODE, "Code that uses %s breaks.".formatted(what), instead, table);
	}

	private static void addColumn(Change.AddColumn add, StatementEffects effects) {
		Column column = add.column();
		if (Boolean.FALSE.equals(column.nullable()) && column.serverDefault() == null
				&& column.generation() == Column.Generation.NONE) {
			effects.find(Effect.BREAKS_OLD_CODE,
					"Code that does not know the new column %s.%s can add no rows: it is NOT NULL without a default."
							.formatted(add.table(), column.name()),
					Advice.NOT_NULL_COLUMN, add.table());
		}
	}

	private static void dropColumn(Change.DropColumn drop, SchemaState state, StatementEffects effects) {
		TableState table = state.table(drop.table());
		ColumnState column = (table != null) ? table.column(state.column(drop.column())) : null;
		if (column != null && column.made()) {
			return;
		}
		effects.find(Effect.LOSES_DATA,
				"The values of the column %s.%s are gone.".formatted(drop.table(), drop.column()), Advice.DROP_COLUMN,
				drop.table());
		breaks("the column %s.%s".formatted(drop.table(), drop.column()), drop.table(), Advice.DROP_COLUMN, effects);
	}

	private static void data(Change.Statement change, StatementEffects effects) {
		String upper = change.text().toUpperCase(Locale.ROOT);
		boolean whole = !upper.isEmpty() && !WHERE.matcher(upper).find();
		for (ObjectName table : change.tables()) {
			switch (change.kind()) {
				case "UPDATE" -> {
					effects.scan(table,
							"%s is read for the rows to be written, which stay locked for other writers until the transaction ends."
									.formatted(table),
							Advice.BATCHES);
					if (whole) {
						effects.find(Effect.BLOCKS_WRITES,
								"Every row of %s is locked for other writers until the transaction ends."
										.formatted(table),
								Advice.BATCHES, table);
					}
				}
				case "DELETE" -> {
					effects.scan(table, "%s is read for the rows to be deleted.".formatted(table), Advice.BATCHES);
					effects.find(Effect.LOSES_DATA,
							(whole ? "All rows of %s are deleted." : "Rows of %s are deleted.").formatted(table), null,
							table);
				}
				case "TRUNCATE" ->
					effects.find(Effect.LOSES_DATA, "All rows of %s are gone.".formatted(table), null, table);
				default -> {
				}
			}
		}
	}

}
