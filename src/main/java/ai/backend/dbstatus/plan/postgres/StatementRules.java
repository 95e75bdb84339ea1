package ai.backend.dbstatus.plan.postgres;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.plan.finding.Effect;
import ai.backend.dbstatus.plan.finding.LockMode;
import ai.backend.dbstatus.plan.rule.Advice;
import ai.backend.dbstatus.plan.rule.Statement;
import ai.backend.dbstatus.plan.rule.StatementEffects;
import ai.backend.dbstatus.plan.state.Presence;
import ai.backend.dbstatus.plan.state.SchemaState;
import ai.backend.dbstatus.plan.state.TableState;
import ai.backend.dbstatus.plan.state.TableState.ConstraintState;
import org.jspecify.annotations.Nullable;

/**
 * The rules of PostgreSQL for statements that leave columns and constraints as they are, and for data.
 */
final class StatementRules {

	private static final Pattern WHERE = Pattern.compile("\\bWHERE\\b", Pattern.CASE_INSENSITIVE);

	private static final Pattern BY_KEY = Pattern.compile(
			"\\bWHERE\\s+(?:\\w+\\.)?(\"[^\"]+\"|\\w+)\\s*=\\s*(?:'[^']*'|\\d+|:\\w+)\\s*$",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern LOCK = Pattern.compile("\\bIN\\s+([A-Z ]+?)\\s+MODE\\b", Pattern.CASE_INSENSITIVE);

	/** The target of UPDATE, DELETE FROM, INSERT INTO and TRUNCATE. */
	private static final Pattern TARGET = Pattern.compile(
			"\\b(?:UPDATE|DELETE\\s+FROM|INSERT\\s+INTO|TRUNCATE(?:\\s+TABLE)?|MERGE\\s+INTO|COPY)\\s+(?:ONLY\\s+)?((?:\"[^\"]+\"|\\w+)(?:\\s*\\.\\s*(?:\"[^\"]+\"|\\w+))?)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern ATTACH = Pattern.compile("(?:ATTACH|DETACH)\\s+PARTITION\\s+((?:\"[^\"]+\"|[\\w.])+)",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern INDEX = Pattern
			.compile("\\bINDEX\\s+(?:CONCURRENTLY\\s+)?((?:\"[^\"]+\"|\\w)+)", Pattern.CASE_INSENSITIVE);

	/** What ALTER TABLE does, by its first words, and the lock that it takes. */
	private static final Map<String, LockMode> ACTIONS = Map.ofEntries(
			Map.entry("VALIDATE CONSTRAINT", LockMode.SHARE_UPDATE_EXCLUSIVE),
			Map.entry("SET (", LockMode.SHARE_UPDATE_EXCLUSIVE), Map.entry("RESET (", LockMode.SHARE_UPDATE_EXCLUSIVE),
			Map.entry("CLUSTER ON", LockMode.SHARE_UPDATE_EXCLUSIVE),
			Map.entry("SET WITHOUT CLUSTER", LockMode.SHARE_UPDATE_EXCLUSIVE),
			Map.entry("ATTACH PARTITION", LockMode.SHARE_UPDATE_EXCLUSIVE),
			Map.entry("ENABLE TRIGGER", LockMode.SHARE_ROW_EXCLUSIVE),
			Map.entry("DISABLE TRIGGER", LockMode.SHARE_ROW_EXCLUSIVE),
			Map.entry("ENABLE ALWAYS TRIGGER", LockMode.SHARE_ROW_EXCLUSIVE),
			Map.entry("ENABLE REPLICA TRIGGER", LockMode.SHARE_ROW_EXCLUSIVE));

	void judge(Change.Statement change, Statement statement, StatementEffects effects) {
		String text = change.text();
		String upper = text.toUpperCase(Locale.ROOT);
		SchemaState state = statement.state();
		switch (change.kind()) {
			case "UPDATE", "DELETE", "INSERT", "MERGE", "WITH", "COPY" -> data(change, upper, effects, state);
			case "TRUNCATE" -> truncate(change, upper, state, effects);
			case "SELECT", "VALUES", "EXPLAIN" -> change.tables()
					.forEach((table) -> effects.lockOnly(LockMode.ACCESS_SHARE, table));
			case "ALTER TABLE" ->
				change.tables().forEach((table) -> alterTable(table, text, upper, statement, effects));
			case "COMMENT", "ANALYZE", "ANALYSE", "CREATE STATISTICS" -> change.tables()
					.forEach((table) -> effects.lockOnly(LockMode.SHARE_UPDATE_EXCLUSIVE, table));
			case "CREATE TRIGGER", "CREATE CONSTRAINT" -> change.tables()
					.forEach((table) -> effects.lock(LockMode.SHARE_ROW_EXCLUSIVE, table));
			case "DROP TRIGGER", "CREATE POLICY", "DROP POLICY", "ALTER POLICY", "CREATE RULE", "DROP RULE" ->
				change.tables().forEach((table) -> effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, table));
			case "LOCK" -> change.tables().forEach((table) -> effects.lock(mode(upper), table));
			case "CLUSTER" -> rewrites(change, "CLUSTER writes %s again.", effects);
			case "VACUUM" -> vacuum(change, upper, statement, effects);
			case "REINDEX" -> reindex(change, upper, statement, effects);
			case "REFRESH" -> refresh(change, upper, state, effects);
			case "CREATE TABLE AS", "CREATE MATERIALIZED VIEW" -> change.tables()
					.stream()
					.filter((table) -> state.table(table) != null)
					.forEach((table) -> query(table, effects));
			default -> {
			}
		}
	}

	/** What only its name is known of names the tables that it touches. */
	private void data(Change.Statement change, String upper, StatementEffects effects, SchemaState state) {
		boolean writes = upper.isEmpty() || !change.kind().equals("WITH") || upper.contains("UPDATE ")
				|| upper.contains("DELETE ") || upper.contains("INSERT ");
		ObjectName target = target(change);
		change.tables().forEach((table) -> {
			boolean own = target == null || state.key(table).equals(state.key(target));
			effects.lockOnly((writes && own) ? LockMode.ROW_EXCLUSIVE : LockMode.ACCESS_SHARE, table);
		});
		if (target == null || change.kind().equals("INSERT") || change.kind().equals("COPY")) {
			return;
		}
		effects.lockOnly(LockMode.ROW_EXCLUSIVE, target);
		boolean deletes = change.kind().equals("DELETE") || (change.kind().equals("WITH") && upper.contains("DELETE "));
		boolean whole = !upper.isEmpty() && !WHERE.matcher(upper).find();
		String what = deletes ? "deleted" : "written";
		boolean byKey = !whole && isByKey(change.text(), state.table(target));
		String until = " Each stays locked for other writers until the transaction ends.";
		if (!byKey) {
			effects.scan(target, whole
					? "All rows of %s are %s.".formatted(target, what) + until
					: "%s is read for the rows to be %s, all of it unless an index serves the condition."
							.formatted(target, what) + until,
					Advice.BATCHES);
		}
		if (whole && !deletes) {
			effects.find(Effect.BLOCKS_WRITES, "Every row of %s is locked for other writers until the transaction ends."
					.formatted(target), Advice.BATCHES, target);
		}
		if (deletes) {
			effects.find(Effect.LOSES_DATA,
					(whole ? "All rows of %s are deleted." : "Rows of %s are deleted.").formatted(target), null,
					target);
		}
	}

	/** {@code WHERE key = value}, and nothing more: one row, which the index of the key finds. */
	private static boolean isByKey(String text, @Nullable TableState table) {
		Matcher where = BY_KEY.matcher(text);
		if (table == null || !where.find()) {
			return false;
		}
		List<String> column = List.of(plain(where.group(1)));
		return table.constraints()
				.stream()
				.anyMatch((each) -> (each.kind() == Constraint.Kind.PRIMARY_KEY
						|| each.kind() == Constraint.Kind.UNIQUE) && each.columns().equals(column)
						&& each.presence() == Presence.YES);
	}

	private static @Nullable ObjectName target(Change.Statement change) {
		Matcher target = TARGET.matcher(change.text());
		if (target.find()) {
			String[] parts = target.group(1).split("\\s*\\.\\s*", -1);
			return (parts.length == 2)
					? new ObjectName(plain(parts[0]), plain(parts[1]))
					: ObjectName.of(plain(parts[0]));
		}
		return (change.tables().size() == 1) ? change.tables().iterator().next() : null;
	}

	private static String plain(String name) {
		return name.startsWith("\"") ? name.replace("\"", "") : name.toLowerCase(Locale.ROOT);
	}

	private static void truncate(Change.Statement change, String upper, SchemaState state, StatementEffects effects) {
		for (ObjectName table : change.tables()) {
			effects.lock(LockMode.ACCESS_EXCLUSIVE, table);
			effects.find(Effect.LOSES_DATA, "All rows of %s are gone.".formatted(table), null, table);
			if (upper.endsWith("CASCADE")) {
				for (TableState other : state.referring(table)) {
					effects.lock(LockMode.ACCESS_EXCLUSIVE, other.name());
					effects.find(Effect.LOSES_DATA, "CASCADE empties %s, too.".formatted(other.name()), null,
							other.name());
				}
			}
		}
	}

	private static LockMode mode(String upper) {
		Matcher mode = LOCK.matcher(upper);
		if (mode.find()) {
			String name = mode.group(1).strip().replaceAll("\\s+", "_");
			for (LockMode each : LockMode.values()) {
				if (each.name().equals(name)) {
					return each;
				}
			}
		}
		return LockMode.ACCESS_EXCLUSIVE;
	}

	private void alterTable(ObjectName table, String text, String upper, Statement statement,
			StatementEffects effects) {
		LockMode mode = ACTIONS.entrySet()
				.stream()
				.filter((entry) -> upper.startsWith(entry.getKey()))
				.map(Map.Entry::getValue)
				.findFirst()
				.orElse(upper.contains(" SET STATISTICS")
						? LockMode.SHARE_UPDATE_EXCLUSIVE
						: LockMode.ACCESS_EXCLUSIVE);
		if (upper.startsWith("VALIDATE CONSTRAINT")) {
			validate(table, text, statement.state(), effects);
			return;
		}
		Matcher partition = ATTACH.matcher(text);
		if (partition.find()) {
			ObjectName part = ObjectName.of(plain(partition.group(1)));
			boolean attaches = upper.startsWith("ATTACH");
			effects.lockOnly(attaches || upper.contains("CONCURRENTLY")
					? LockMode.SHARE_UPDATE_EXCLUSIVE
					: LockMode.ACCESS_EXCLUSIVE, table);
			effects.lockOnly(LockMode.ACCESS_EXCLUSIVE, part);
			if (attaches) {
				effects.scan(part, "All rows of %s are checked, unless a check proves that they belong there."
						.formatted(part), "Add such a check as NOT VALID and validate it before.");
			}
			return;
		}
		effects.lock(mode, table);
		if (upper.startsWith("SET UNLOGGED") || upper.startsWith("SET LOGGED") || upper.startsWith("SET TABLESPACE")
				|| upper.startsWith("SET ACCESS METHOD")) {
			effects.rewrite(table, "%s writes %s again.".formatted(text, table), null);
		}
		if (upper.startsWith("SET TABLESPACE")) {
			effects.find(Effect.NOT_KNOWN, "Whether %s is in that tablespace already is not known.".formatted(table),
					null,
					table);
		}
		if (upper.startsWith("SET SCHEMA")) {
			effects.find(Effect.BREAKS_OLD_CODE, "Code that looks for %s in its old schema breaks.".formatted(table),
					Advice.RENAME, table);
		}
	}

	private static void validate(ObjectName table, String text, SchemaState state, StatementEffects effects) {
		effects.lock(LockMode.SHARE_UPDATE_EXCLUSIVE, table);
		String name = plain(text.substring("VALIDATE CONSTRAINT".length()).strip());
		TableState known = state.table(table);
		ConstraintState constraint = (known != null) ? known.constraint(name) : null;
		if (constraint != null && constraint.referred() != null) {
			effects.lockOnly(LockMode.ROW_SHARE, constraint.referred());
		}
		if (constraint == null || !constraint.validated()) {
			effects.scan(table,
					"All rows of %s are checked for %s, while others read and write.".formatted(table, name),
					null);
		}
	}

	private static void rewrites(Change.Statement change, String text, StatementEffects effects) {
		change.tables().forEach((table) -> {
			effects.lock(LockMode.ACCESS_EXCLUSIVE, table);
			effects.rewrite(table, text.formatted(table), null);
		});
	}

	private static void vacuum(Change.Statement change, String upper, Statement statement, StatementEffects effects) {
		inTransaction("VACUUM", statement, effects);
		if (upper.contains("FULL")) {
			rewrites(change, "VACUUM FULL writes %s again.", effects);
		}
		else {
			change.tables().forEach((table) -> effects.lock(LockMode.SHARE_UPDATE_EXCLUSIVE, table));
		}
	}

	private static void inTransaction(String what, Statement statement, StatementEffects effects) {
		if (statement.transaction() == Statement.Inside.YES && statement.certain()) {
			effects.fail(what + " cannot run inside a transaction.", Advice.AUTOCOMMIT);
		}
	}

	private static void reindex(Change.Statement change, String upper, Statement statement, StatementEffects effects) {
		boolean concurrently = upper.contains("CONCURRENTLY");
		if (concurrently) {
			inTransaction("REINDEX CONCURRENTLY", statement, effects);
		}
		Matcher index = INDEX.matcher(change.text());
		TableState of = index.find()
				? statement.state().tableOfIndex(ObjectName.of(plain(index.group(1))), null)
				: null;
		Set<ObjectName> tables = (of != null) ? Set.of(of.name()) : change.tables();
		tables.forEach((table) -> {
			effects.lock(concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE, table);
			effects.scan(table, "The indexes of %s are built again.".formatted(table), null);
		});
	}

	private static void query(ObjectName table, StatementEffects effects) {
		effects.lockOnly(LockMode.ACCESS_SHARE, table);
		effects.scan(table,
				"%s is read by the query, all of it unless an index serves its conditions.".formatted(table),
				null);
	}

	private static void refresh(Change.Statement change, String upper, SchemaState state, StatementEffects effects) {
		boolean concurrently = upper.contains("CONCURRENTLY");
		for (ObjectName view : Set.copyOf(change.tables())) {
			effects.lockOnly(concurrently ? LockMode.EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE, view);
			effects.rewrite(view, "The materialized view %s is computed again.".formatted(view),
					concurrently ? null : Advice.REFRESH);
			state.tables()
					.stream()
					.filter((table) -> table.views().stream().anyMatch((use) -> use.view().equals(state.key(view))))
					.forEach((table) -> query(table.name(), effects));
		}
	}

}
