package ai.backend.dbstatus.plan.postgres;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.plan.rule.Advice;
import ai.backend.dbstatus.plan.rule.Rules;
import ai.backend.dbstatus.plan.rule.Statement;
import ai.backend.dbstatus.plan.rule.StatementEffects;
import ai.backend.dbstatus.plan.state.SchemaState;
import ai.backend.dbstatus.plan.state.SqlTypeName;
import ai.backend.dbstatus.plan.state.TableState;
import ai.backend.dbstatus.plan.state.TableState.ColumnState;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL: a value that a transaction adds to an enum type cannot be used in it. Said where a column of that type surely
 * gets the value: by its default, or by an UPDATE.
 */
public final class EnumValueRules implements Rules {

	@Override
	public void judge(Statement statement, StatementEffects effects) {
		SchemaState state = statement.state();
		if (!statement.certain() || statement.transaction() != Statement.Inside.YES || state.isDoubtedAll()) {
			return;
		}
		for (Map.Entry<ObjectName, Set<String>> entry : state.fresh().entrySet()) {
			for (String value : entry.getValue()) {
				if (uses(statement.change(), entry.getKey(), value, state)) {
					effects.fail("The value '%s' of the type %s is used in the transaction that adds it."
							.formatted(value, entry.getKey()), Advice.ENUM_VALUE);
				}
			}
		}
	}

	private static boolean uses(Change change, ObjectName type, String value, SchemaState state) {
		return switch (change) {
			case Change.AddColumn add ->
				is(add.column().type(), type) && isLiteral(add.column().serverDefault(), value);
			case Change.AlterColumn alter -> isLiteral(alter.serverDefault(), value)
					&& (is(alter.type(), type) || isOf(state.table(alter.table()), alter.column(), type));
			case Change.CreateTable create -> create.columns()
					.stream()
					.anyMatch((column) -> is(column.type(), type) && isLiteral(column.serverDefault(), value));
			case Change.Statement data when data.kind().equals("UPDATE") -> updates(data, type, value, state);
			default -> false;
		};
	}

	private static boolean is(@Nullable String written, ObjectName type) {
		return written != null && !written.isEmpty() && SqlTypeName.of(written).name().equals(type.name());
	}

	private static boolean isLiteral(@Nullable String text, String value) {
		return text != null && (text.equals("'" + value + "'") || text.startsWith("'" + value + "'::"));
	}

	private static boolean isOf(@Nullable TableState table, String column, ObjectName type) {
		ColumnState state = (table != null) ? table.column(column) : null;
		return state != null && is(state.type(), type);
	}

	/** {@code UPDATE t SET column = 'value'}, or {@code WHERE column = 'value'}. */
	private static boolean updates(Change.Statement update, ObjectName type, String value, SchemaState state) {
		if (update.tables().size() != 1) {
			return false;
		}
		TableState table = state.table(update.tables().iterator().next());
		if (table == null) {
			return false;
		}
		String text = update.text();
		return table.columns()
				.keySet()
				.stream()
				.filter((column) -> isOf(table, column, type) && table.hasColumn(column).isSure())
				.anyMatch((column) -> Pattern
						.compile("\\b\"?" + Pattern.quote(column) + "\"?\\s*=\\s*'" + Pattern.quote(value) + "'")
						.matcher(text.contains("\"") ? text : text.replace(column.toUpperCase(Locale.ROOT), column))
						.find());
	}

}
