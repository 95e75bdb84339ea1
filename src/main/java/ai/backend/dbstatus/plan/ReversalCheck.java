package ai.backend.dbstatus.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Operation;
import ai.backend.dbstatus.alembic.operation.Operations;
import ai.backend.dbstatus.plan.finding.Effect;
import ai.backend.dbstatus.plan.finding.Finding;
import ai.backend.dbstatus.plan.rule.Rules;
import ai.backend.dbstatus.plan.rule.Statement;
import ai.backend.dbstatus.plan.rule.StatementEffects;
import ai.backend.dbstatus.plan.state.Presence;
import ai.backend.dbstatus.plan.state.SchemaState;
import ai.backend.dbstatus.plan.state.TableState;
import org.jspecify.annotations.Nullable;

/**
 * Whether going back leads to the schema that was there before.
 *
 * @param reversible whether it does; {@code null} where that is not known
 * @param problem why it does not, a sentence; {@code null} if it does, or if that is not known
 */
record ReversalCheck(@Nullable Boolean reversible, @Nullable String problem) {

	private static final ReversalCheck YES = new ReversalCheck(true, null);

	private static final ReversalCheck NOT_KNOWN = new ReversalCheck(null, null);

	private static final int MOST_NAMED = 3;

	private static ReversalCheck no(String problem) {
		return new ReversalCheck(false, problem);
	}

	/**
	 * Whether {@code downgrade()} of a revision undoes what {@code upgrade()} does.
	 * @param before the schema before the upgrade
	 * @param after the schema after it
	 * @param certain whether all of the upgrade is surely done
	 */
	static ReversalCheck ofUpgrade(Operations upgrade, Operations downgrade, SchemaState before, SchemaState after,
			boolean losesData, boolean certain, List<Rules> rules) {
		ReversalCheck without = withoutWay(upgrade, downgrade);
		if (without != null) {
			return without;
		}
		boolean followed = Stream.of(upgrade, downgrade)
				.flatMap((each) -> each.operations().stream())
				.flatMap((operation) -> operation.changes().stream())
				.allMatch((change) -> isFollowed(change, before));
		SchemaState back = after.copy();
		Way way = apply(downgrade, back, rules);
		if (way.failure() != null) {
			return no("downgrade() would fail: " + way.failure());
		}
		boolean conditional = !certain || !way.certain();
		Set<String> differences = back.differences(before);
		if (differences == null || !followed || conditional || !downgrade.notKnown().isEmpty()
				|| !upgrade.notKnown().isEmpty()) {
			return NOT_KNOWN;
		}
		if (!differences.isEmpty()) {
			List<String> named = differences.stream().limit(MOST_NAMED).toList();
			String more = (differences.size() > MOST_NAMED)
					? " and %d more".formatted(differences.size() - MOST_NAMED)
					: "";
			return no("downgrade() does not undo all of it: %s%s.".formatted(String.join(", ", named), more));
		}
		return losesData ? no("downgrade() makes again what is dropped, but not its data.") : YES;
	}

	/**
	 * Whether {@code downgrade()} of a revision takes away what its {@code upgrade()} has made.
	 * @param after the schema after the downgrade
	 */
	static ReversalCheck ofDowngrade(Operations upgrade, Operations downgrade, SchemaState after) {
		ReversalCheck without = withoutWay(upgrade, downgrade);
		if (without != null) {
			return without;
		}
		for (Operation operation : upgrade.operations()) {
			for (Change change : operation.changes()) {
				String left = operation.isCertain() ? left(change, after) : null;
				if (left != null) {
					return no("downgrade() leaves %s.".formatted(left));
				}
			}
		}
		return NOT_KNOWN;
	}

	private static @Nullable String left(Change change, SchemaState after) {
		return switch (change) {
			case Change.CreateTable create when after.hasTable(create.table()) == Presence.YES ->
				"table " + create.table();
			case Change.AddColumn add when after.hasColumn(add.table(), add.column().name()) == Presence.YES ->
				"column " + add.table() + "." + add.column().name();
			default -> null;
		};
	}

	/** Nothing leads back at all. */
	private static @Nullable ReversalCheck withoutWay(Operations upgrade, Operations downgrade) {
		if (upgrade.operations().isEmpty() && upgrade.notKnown().isEmpty()) {
			// Alembic looks for the function before it knows what it does.
			return !downgrade.defined()
					? no("downgrade() is missing.")
					: downgrade.raises() ? no("downgrade() raises an exception.") : YES;
		}
		if (!downgrade.defined()) {
			return no("downgrade() is missing.");
		}
		if (downgrade.raises()) {
			return no("downgrade() raises an exception.");
		}
		if (!downgrade.operations().isEmpty() || !downgrade.notKnown().isEmpty()) {
			return null;
		}
		boolean lasting = upgrade.operations()
				.stream()
				.flatMap((operation) -> operation.changes().stream())
				.anyMatch((change) -> !(change instanceof Change.Statement statement && isHarmless(statement)));
		return lasting ? no("downgrade() is empty.") : YES;
	}

	private static boolean isHarmless(Change.Statement statement) {
		return switch (statement.kind()) {
			case "SELECT", "SET", "RESET", "SHOW", "ANALYZE", "ANALYSE", "VACUUM", "REINDEX", "LOCK", "COMMIT", "BEGIN",
					"SAVEPOINT", "RELEASE", "REFRESH", "PRAGMA", "EXPLAIN", "VALUES" ->
				true;
			default -> false;
		};
	}

	/** Triggers, functions, policies and the like are not followed; data are no part of the schema. */
	private static boolean isFollowed(Change change, SchemaState before) {
		return switch (change) {
			case Change.NotKnown _ -> false;
			case Change.Statement statement -> isHarmless(statement) || switch (statement.kind()) {
				case "UPDATE", "INSERT", "DELETE", "COMMENT", "TRUNCATE", "MERGE", "DATA", "COPY" -> true;
				case "ALTER TABLE" -> statement.text()
						.toUpperCase(java.util.Locale.ROOT)
						.startsWith("VALIDATE CONSTRAINT");
				default -> false;
			};
			case Change.Create create -> create.kind() != Change.Kind.VIEW
					|| before.has(Change.Kind.VIEW, create.name()) == Presence.NO;
			case Change.Drop drop -> (!drop.cascade() && drop.kind() != Change.Kind.VIEW)
					|| (drop.kind() == Change.Kind.VIEW && before.has(Change.Kind.VIEW, drop.name()) == Presence.NO);
			case Change.DropTable drop -> !drop.cascade();
			case Change.DropColumn drop -> !drop.cascade();
			case Change.DropConstraint drop -> !drop.cascade() && drop.name() != null;
			case Change.CreateTable create -> create.complete() && create.partitionOf() == null;
			case Change.CreateIndex create -> create.index().name() != null;
			case Change.AddConstraint add -> add.constraint().nameKnown();
			default -> true;
		};
	}

	/**
	 * Going back.
	 *
	 * @param certain whether all that is done is known, and finds what it is done to
	 * @param failure why it surely fails, a sentence; {@code null} if it does not, or if that is not known
	 */
	private record Way(boolean certain, @Nullable String failure) {}

	private static Way apply(Operations operations, SchemaState state, List<Rules> rules) {
		boolean certain = true;
		for (Operation operation : operations.operations()) {
			Presence holds = Presence.YES;
			for (var condition : operation.conditions()) {
				Presence each = state.holds(condition);
				holds = (each == Presence.NO || holds == Presence.NO)
						? Presence.NO
						: (each == Presence.MAYBE) ? Presence.MAYBE : holds;
			}
			if (holds == Presence.NO) {
				continue;
			}
			boolean surely = holds == Presence.YES;
			for (Change change : operation.changes()) {
				StatementEffects effects = new StatementEffects(state);
				Statement statement = new Statement(change, surely, state, Statement.Inside.MAYBE, operation.batch());
				rules.forEach((each) -> each.judge(statement, effects));
				for (Finding finding : effects.findings()) {
					if (finding.effect() == Effect.WOULD_FAIL) {
						return new Way(false, finding.text());
					}
				}
				certain &= surely && isThere(change, state);
				state.apply(change, surely);
			}
		}
		return new Way(certain, null);
	}

	private static boolean isThere(Change change, SchemaState state) {
		return switch (change) {
			case Change.DropIndex drop -> drop.ifExists() || (drop.index() != null
					&& (state.tableOfIndex(drop.index(), null) != null || (drop.table() != null
							&& state.tableOfIndex(drop.index(), drop.table()) != null)));
			case Change.DropConstraint drop -> {
				TableState table = state.table(drop.table());
				yield drop.ifExists()
						|| (table != null && drop.name() != null && table.constraint(drop.name()) != null);
			}
			default -> true;
		};
	}

}
