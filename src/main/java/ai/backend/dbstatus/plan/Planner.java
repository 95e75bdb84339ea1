package ai.backend.dbstatus.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Condition;
import ai.backend.dbstatus.alembic.operation.NotKnown;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.Operation;
import ai.backend.dbstatus.alembic.operation.Operations;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.database.relation.Relations;
import ai.backend.dbstatus.database.relation.TableSize;
import ai.backend.dbstatus.plan.Plan.Direction;
import ai.backend.dbstatus.plan.finding.Effect;
import ai.backend.dbstatus.plan.finding.Finding;
import ai.backend.dbstatus.plan.finding.LockMode;
import ai.backend.dbstatus.plan.finding.TableLock;
import ai.backend.dbstatus.plan.mysql.MySqlRules;
import ai.backend.dbstatus.plan.postgres.EnumValueRules;
import ai.backend.dbstatus.plan.postgres.PostgresRules;
import ai.backend.dbstatus.plan.rule.Advice;
import ai.backend.dbstatus.plan.rule.FailureRules;
import ai.backend.dbstatus.plan.rule.Rules;
import ai.backend.dbstatus.plan.rule.Statement;
import ai.backend.dbstatus.plan.rule.StatementEffects;
import ai.backend.dbstatus.plan.sqlite.SqliteRules;
import ai.backend.dbstatus.plan.state.Presence;
import ai.backend.dbstatus.plan.state.SchemaState;
import ai.backend.dbstatus.plan.state.TableState;
import org.jspecify.annotations.Nullable;

/**
 * Goes through revisions as an upgrade or a downgrade would, each on the schema that those before it leave, and says what they do.
 */
public final class Planner {

	private final SqlDialect dialect;

	private final Relations relations;

	private final Transactions transactions;

	private final List<Rules> rules;

	/**
	 * A planner for a database.
	 * @param relations its tables
	 * @param transactions how its migrations are divided into transactions
	 */
	public Planner(SqlDialect dialect, Relations relations, Transactions transactions) {
		this.dialect = dialect;
		this.relations = relations;
		this.transactions = transactions;
		this.rules = switch (dialect) {
			case POSTGRESQL -> List.of(new FailureRules(dialect), new EnumValueRules(),
					new PostgresRules(relations.server(), relations.volatileFunctions()));
			case MYSQL, MARIADB -> List.of(new FailureRules(dialect), new MySqlRules(relations.server()));
			case SQLITE -> List.of(new FailureRules(dialect), new SqliteRules(relations.server()));
		};
	}

	/**
	 * Makes the plan.
	 * @param revisions the revisions in the order in which Alembic goes through them
	 * @param here whether the database is where the first of them begins: else the catalog tells nothing but sizes
	 */
	public Plan plan(Direction direction, List<PlannedRevision> revisions, boolean here) {
		SchemaState state = new SchemaState(this.dialect, this.relations);
		if (!here) {
			state.doubtAll();
		}
		List<Draft> drafts = new ArrayList<>();
		List<Step> steps = new ArrayList<>();
		Segments segments = new Segments(this.transactions);
		for (PlannedRevision revision : revisions) {
			SchemaState before = state.copy();
			int first = drafts.size();
			segments.begin(revision.revision());
			for (Operation operation : revision.operations().operations()) {
				Presence holds = holds(operation, state);
				if (holds != Presence.NO) {
					drafts.add(draft(operation, holds, revision, state, segments));
				}
			}
			List<Draft> own = List.copyOf(drafts.subList(first, drafts.size()));
			steps.add(new Step(revision, own, reversal(direction, revision, before, state, own),
					segments.isTransactional()));
		}
		return new Plan(direction, this.transactions, finish(steps, drafts));
	}

	private static Presence holds(Operation operation, SchemaState state) {
		Presence result = Presence.YES;
		for (Condition condition : operation.conditions()) {
			Presence holds = state.holds(condition);
			if (holds == Presence.NO) {
				return Presence.NO;
			}
			result = (holds == Presence.MAYBE) ? Presence.MAYBE : result;
		}
		return result;
	}

	private Draft draft(Operation operation, Presence holds, PlannedRevision revision, SchemaState state,
			Segments segments) {
		boolean certain = holds == Presence.YES;
		Draft draft = new Draft(operation, revision.revision(), certain);
		for (Change change : operation.changes()) {
			segments.next(operation, change, state);
			StatementEffects effects = new StatementEffects(state);
			Statement statement = new Statement(change, certain, state, segments.inside(revision.plain()),
					operation.batch());
			this.rules.forEach((rules) -> rules.judge(statement, effects));
			draft.add(effects, segments.current(), state);
			if (change instanceof Change.NotKnown(Set<ObjectName> touches)) {
				draft.find(notKnown(operation, revision.operations(), touches, state));
			}
			else if (change instanceof Change.Statement other && other.kind().equals("DATA")
					&& other.tables().isEmpty()) {
				draft.find(new Finding(Effect.NOT_KNOWN, "Which rows of which table this writes is not followed.", null,
						List.of()));
			}
			state.apply(change, certain);
		}
		return draft;
	}

	private static Finding notKnown(Operation operation, Operations operations, @Nullable Set<ObjectName> touches,
			SchemaState state) {
		String why = operations.notKnown()
				.stream()
				.filter((each) -> each.line() == operation.line())
				.map(NotKnown::why)
				.findFirst()
				.orElse("What this does is not known without running it.");
		List<ObjectName> tables = (touches == null)
				? List.of()
				: touches.stream()
						.map(state::table)
						.filter((table) -> table != null && !table.made())
						.map((table) -> java.util.Objects.requireNonNull(table).name())
						.toList();
		return new Finding(Effect.NOT_KNOWN, why, null, tables);
	}

	private ReversalCheck reversal(Direction direction, PlannedRevision revision, SchemaState before,
			SchemaState after, List<Draft> drafts) {
		boolean loses = drafts.stream()
				.flatMap((draft) -> draft.findings.stream())
				.anyMatch((finding) -> finding.effect() == Effect.LOSES_DATA);
		return (direction == Direction.UPGRADE)
				? ReversalCheck.ofUpgrade(revision.operations(), revision.back(), before, after, loses,
						drafts.stream().allMatch((draft) -> draft.certain), this.rules)
				: ReversalCheck.ofDowngrade(revision.back(), revision.operations(), after);
	}

	private List<PlanStep> finish(List<Step> steps, List<Draft> drafts) {
		HeldLocks held = new HeldLocks(drafts);
		return steps.stream().map((step) -> finish(step, held)).toList();
	}

	private static PlanStep finish(Step step, HeldLocks held) {
		String revision = step.revision.revision();
		AllowComments comments = step.revision.comments();
		List<PlannedOperation> operations = new ArrayList<>();
		Set<Integer> unknownLines = new HashSet<>();
		for (Draft draft : step.drafts) {
			Operation operation = draft.operation;
			List<PlanFinding> findings = new ArrayList<>();
			draft.findings.forEach((finding) -> findings
					.add(found(finding, revision, operation.line(), draft.sizes, comments, false)));
			held.of(draft)
					.forEach((blocking) -> findings.add(found(blocking.finding(), revision, operation.line(),
							draft.sizes, comments, blocking.brief())));
			findings.sort(PlanFinding.WORST_FIRST);
			findings.stream()
					.filter((finding) -> finding.effect() == Effect.NOT_KNOWN)
					.forEach((_) -> unknownLines.add(operation.line()));
			operations.add(new PlannedOperation(name(operation), objects(draft), operation.line(),
					ChangeWords.of(operation.changes(), operation.text()),
					draft.certain ? List.of() : operation.conditions().stream().map(ChangeWords::condition).toList(),
					held.locks(draft), List.copyOf(draft.rewrites), List.copyOf(draft.scans), draft.tables(),
					findings));
		}
		List<PlanFinding> ofStep = new ArrayList<>();
		for (NotKnown notKnown : step.revision.operations().notKnown()) {
			if (!unknownLines.contains(notKnown.line())) {
				ofStep.add(found(new Finding(Effect.NOT_KNOWN, notKnown.why(), null, List.of()), revision,
						notKnown.line(), Map.of(), comments, false));
			}
		}
		if (step.reversal.problem() != null) {
			ofStep.add(found(new Finding(Effect.IRREVERSIBLE, step.reversal.problem(), null, List.of()), revision, 0,
					Map.of(), comments, false));
		}
		if (step.revision.operations().raises()) {
			ofStep.add(found(new Finding(Effect.WOULD_FAIL, "The function ends with an exception.", null, List.of()),
					revision, 0, Map.of(), comments, false));
		}
		return new PlanStep(revision, step.transactional, step.reversal.reversible(), operations,
				step.revision.operations().notKnown(), ofStep);
	}

	private static PlanFinding found(Finding finding, String revision, int line, Map<ObjectName, TableSize> sizes,
			AllowComments comments, boolean brief) {
		List<SizedTable> tables = finding.tables()
				.stream()
				.map((table) -> new SizedTable(table, sizes.getOrDefault(table, TableSize.UNKNOWN)))
				.toList();
		return new PlanFinding(revision, line, finding.effect(), finding.text(), finding.instead(), tables, brief,
				comments.reason(finding.effect(), line));
	}

	private static String name(Operation operation) {
		if (!operation.name().equals("execute") || operation.changes().isEmpty()) {
			return operation.name();
		}
		String kind = switch (operation.changes().getFirst()) {
			case Change.Statement statement -> statement.kind();
			case Change.NotKnown _ -> "";
			default -> {
				String[] words = ChangeWords.of(List.of(operation.changes().getFirst()), "").split(" ", 3);
				yield (words.length > 1) ? words[0] + " " + words[1] : words[0];
			}
		};
		return kind.isEmpty() ? "execute" : "execute " + kind.toUpperCase(Locale.ROOT);
	}

	private static List<String> objects(Draft draft) {
		Set<String> objects = new LinkedHashSet<>();
		draft.operation.changes().forEach((change) -> {
			String object = ChangeWords.object(change);
			if (object != null) {
				objects.add(object);
			}
		});
		return List.copyOf(objects);
	}

	/**
	 * A step while the plan is made.
	 */
	private record Step(PlannedRevision revision, List<Draft> drafts, ReversalCheck reversal, boolean transactional) {}

	/**
	 * Which transaction a statement is in.
	 */
	private static final class Segments {

		private final Transactions transactions;

		private int segment;

		private boolean committed;

		private boolean autocommit;

		private boolean whole = true;

		Segments(Transactions transactions) {
			this.transactions = transactions;
		}

		void begin(String revision) {
			if (this.transactions.mode() != Transactions.Mode.ONE) {
				this.segment++;
			}
			this.committed = false;
			this.autocommit = false;
			this.whole = this.transactions.mode() != Transactions.Mode.NONE && !revision.isEmpty();
		}

		/** Alembic: an {@code autocommit_block()} commits what is before it, and each of its statements for itself. */
		void next(Operation operation, Change change, SchemaState state) {
			boolean alone = operation.autocommit() || this.transactions.mode() == Transactions.Mode.NONE;
			if (alone || this.autocommit) {
				this.segment++;
				state.commit();
			}
			this.autocommit = alone;
			this.whole &= !alone;
			if (change instanceof Change.Statement statement
					&& (statement.kind().equals("COMMIT") || statement.kind().equals("END"))) {
				this.segment++;
				this.committed = true;
				this.whole = false;
				state.commit();
			}
		}

		int current() {
			return this.segment;
		}

		boolean isTransactional() {
			return this.whole;
		}

		Statement.Inside inside(boolean plain) {
			if (this.autocommit) {
				return Statement.Inside.NO;
			}
			return (plain && !this.committed && this.transactions.isCertain())
					? Statement.Inside.YES
					: Statement.Inside.MAYBE;
		}

	}

	/**
	 * An operation while the plan is made.
	 */
	static final class Draft {

		final Operation operation;

		final String revision;

		final boolean certain;

		final List<Finding> findings = new ArrayList<>();

		final Map<ObjectName, LockMode> locks = new LinkedHashMap<>();

		final Set<ObjectName> rewrites = new LinkedHashSet<>();

		final Set<ObjectName> scans = new LinkedHashSet<>();

		final Map<ObjectName, TableSize> sizes = new LinkedHashMap<>();

		/** The tables that were there before the plan. */
		final Set<ObjectName> there = new LinkedHashSet<>();

		int segment;

		int position;

		/** The operation from here to the end of its transaction that works on the largest table. */
		@Nullable
		Draft longest;

		Draft(Operation operation, String revision, boolean certain) {
			this.operation = operation;
			this.revision = revision;
			this.certain = certain;
		}

		void add(StatementEffects effects, int inSegment, SchemaState state) {
			this.segment = inSegment;
			effects.locks()
					.forEach((lock) -> this.locks.merge(lock.relation(), lock.mode(),
							(one, other) -> (one.compareTo(other) > 0) ? one : other));
			this.rewrites.addAll(effects.rewrites());
			this.scans.addAll(effects.scans());
			effects.findings().forEach(this::find);
			sizes(effects.objects(), state);
			sizes(effects.locks().stream().map(TableLock::relation).toList(), state);
			effects.findings().forEach((finding) -> sizes(finding.tables(), state));
		}

		private void sizes(Collection<ObjectName> tables, SchemaState state) {
			for (ObjectName name : tables) {
				TableState table = state.table(name);
				if (table != null && !table.made()) {
					this.sizes.putIfAbsent(name, table.size());
					this.there.add(name);
				}
			}
		}

		void find(Finding finding) {
			if (!this.findings.contains(finding)) {
				this.findings.add(finding);
			}
		}

		List<SizedTable> tables() {
			return this.there.stream()
					.map((table) -> new SizedTable(table, this.sizes.getOrDefault(table, TableSize.UNKNOWN)))
					.toList();
		}

		/** The largest of the tables that are read or written as a whole, if one of them is not empty. */
		@Nullable
		ObjectName work() {
			Set<ObjectName> all = new LinkedHashSet<>(this.rewrites);
			all.addAll(this.scans);
			return all.stream()
					.filter((table) -> !Long.valueOf(0).equals(size(table).rows()))
					.max(Comparator.comparingLong((table) -> bytes(size(table))))
					.orElse(null);
		}

		private TableSize size(ObjectName table) {
			return this.sizes.getOrDefault(table, TableSize.UNKNOWN);
		}

		private static long bytes(TableSize size) {
			Long bytes = size.bytes();
			return (bytes != null) ? bytes : Long.MAX_VALUE;
		}

	}

	/**
	 * How long locks are held, and what is done meanwhile.
	 */
	private static final class HeldLocks {

		private final Map<Integer, List<Draft>> bySegment = new HashMap<>();

		/** The first draft of a segment that blocks a table in some way. */
		private final Map<List<Object>, Draft> first = new HashMap<>();

		HeldLocks(List<Draft> drafts) {
			for (Draft draft : drafts) {
				this.bySegment.computeIfAbsent(draft.segment, (_) -> new ArrayList<>()).add(draft);
				draft.locks.forEach((relation, mode) -> {
					Effect effect = effect(mode);
					if (effect != null) {
						this.first.putIfAbsent(List.of(draft.segment, relation, effect), draft);
					}
				});
			}
			this.bySegment.values().forEach(HeldLocks::findLongest);
		}

		private static @Nullable Effect effect(LockMode mode) {
			return switch (mode.blocks()) {
				case READS_AND_WRITES -> Effect.BLOCKS_READS;
				case WRITES -> Effect.BLOCKS_WRITES;
				case SCHEMA_CHANGES -> null;
				case null -> null;
			};
		}

		List<HeldLock> locks(Draft draft) {
			List<Draft> segment = this.bySegment.getOrDefault(draft.segment, List.of());
			String until = (segment.size() > 1 && segment.getLast() != draft) ? segment.getLast().revision : null;
			List<HeldLock> locks = new ArrayList<>();
			boolean work = longest(draft) != null;
			draft.locks.forEach((relation, mode) -> locks.add(new HeldLock(mode, relation, until, work)));
			locks.sort(Comparator.comparing(HeldLock::mode).reversed());
			return locks;
		}

		/** The operation from here to the end of the transaction that works on the largest table. */
		private static @Nullable Draft longest(Draft draft) {
			return draft.longest;
		}

		/** Goes backwards, so that each knows the longest behind it. */
		private static void findLongest(List<Draft> segment) {
			Draft longest = null;
			for (int i = segment.size() - 1; i >= 0; i--) {
				Draft each = segment.get(i);
				ObjectName work = each.work();
				ObjectName other = (longest != null) ? longest.work() : null;
				if (work != null && (longest == null || other == null
						|| Draft.bytes(each.size(work)) >= Draft.bytes(longest.size(other)))) {
					longest = each;
				}
				each.longest = longest;
				each.position = i;
			}
		}

		/** A transaction blocks a table from the first statement that does. */
		List<Blocking> of(Draft draft) {
			List<Blocking> blocking = new ArrayList<>();
			draft.locks.forEach((relation, mode) -> {
				Effect effect = effect(mode);
				boolean earlier = effect == null
						|| this.first.get(List.of(draft.segment, relation, effect)) != draft
						|| (effect == Effect.BLOCKS_WRITES && blockedReadsBefore(draft, relation));
				if (!earlier && effect != null) {
					blocking.add(blocking(draft, effect, relation));
				}
			});
			return blocking;
		}

		private boolean blockedReadsBefore(Draft draft, ObjectName relation) {
			Draft reads = this.first.get(List.of(draft.segment, relation, Effect.BLOCKS_READS));
			return reads != null && reads.position <= draft.position;
		}

		private Blocking blocking(Draft draft, Effect effect, ObjectName relation) {
			Draft longest = longest(draft);
			List<Draft> segment = this.bySegment.getOrDefault(draft.segment, List.of());
			int behind = segment.size() - 1 - draft.position;
			String who = (effect == Effect.BLOCKS_READS) ? "Nobody reads or writes %s" : "Nobody writes to %s";
			String last = segment.getLast().revision;
			String until = (behind == 0)
					? (longest == null) ? " for a moment" : " while it lasts"
					: " until the transaction ends, %s later%s".formatted(
							(behind == 1) ? "one operation" : "%d operations".formatted(behind),
							last.equals(draft.revision) ? "" : " with " + last);
			String during = (longest == null || longest == draft)
					? (longest == null && behind > 0) ? "; none of them takes long" : ""
					: ", %s in %s among them".formatted(
							longest.rewrites.contains(longest.work())
									? "the rewrite of " + longest.work()
									: "the scan of " + longest.work(),
							longest.revision.equals(draft.revision)
									? "line %d".formatted(longest.operation.line())
									: longest.revision);
			String instead = (longest == null)
					? Advice.LOCK_TIMEOUT
					: (longest == draft) ? null : Advice.OWN_TRANSACTION;
			return new Blocking(
					new Finding(effect, who.formatted(relation) + until + during + ".", instead, List.of(relation)),
					longest == null);
		}

		/**
		 * That something is blocked.
		 */
		private record Blocking(Finding finding, boolean brief) {}

	}

}
