package ai.backend.dbstatus.status.judgement;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.config.Launch;
import ai.backend.dbstatus.alembic.refs.CommittedFiles;
import ai.backend.dbstatus.alembic.refs.FoundRevision;
import ai.backend.dbstatus.alembic.revision.DatabaseState;
import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.UpgradePlan;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.SourceTemplate;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.action.Fact;
import ai.backend.dbstatus.status.action.ShellWords;
import ai.backend.dbstatus.status.history.AppliedRevisions;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;
import ai.backend.dbstatus.status.history.SourceLinks;
import ai.backend.dbstatus.status.observation.Attempt;
import ai.backend.dbstatus.status.observation.Attempt.Failed;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import ai.backend.dbstatus.status.observation.Observation;
import ai.backend.dbstatus.status.observation.Problem;
import ai.backend.dbstatus.status.report.CurrentRevision;
import ai.backend.dbstatus.status.report.Divergence;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Plan;
import ai.backend.dbstatus.status.report.Position;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Scripts;
import ai.backend.dbstatus.status.report.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Judges what was seen of some scripts and of a component's database, by the component's policy: the first line that holds
 * of the contract's table of statuses. Where the scripts come from makes no difference.
 */
public final class Judge {

	private static final int SHORT_COMMIT = 12;

	private final Component component;

	private final @Nullable HistoryView view;

	private final @Nullable VersionTableState table;

	private final List<RevisionInfo> heads;

	private final Scripts scripts;

	private final List<FoundRevision> foundIn;

	private final @Nullable HistoryView elsewhere;

	private final Map<Fact, String> facts;

	private Judge(Component component, Observation seen) {
		this.component = component;
		this.table = seen.rows().orNull();
		RevisionHistory history = seen.history().orNull();
		this.view = (history != null)
				? new HistoryView(history, (this.table != null) ? this.table.rows() : null, sources(component, seen))
				: null;
		this.heads = (this.view != null) ? this.view.heads() : List.of();
		this.scripts = seen.scripts();
		this.foundIn = seen.elsewhere().found().revisions();
		RevisionHistory other = seen.elsewhere().history();
		this.elsewhere = (other != null && this.table != null) ? new HistoryView(other, this.table.rows()) : null;
		this.facts = facts(component, history, this.heads);
		this.facts.put(Fact.VERSION_TABLE, seen.versionTable().toString());
	}

	private static SourceLinks sources(Component component, Observation seen) {
		SourceTemplate template = component.scripts().source();
		CommittedFiles committed = seen.committed();
		if (template == null || committed == null) {
			return SourceLinks.NONE;
		}
		return (script) -> {
			String path = committed.path(script.file());
			return (path != null) ? template.url(committed.commit(), path, script.line()) : null;
		};
	}

	/** What is known of a component whose scripts have these heads. */
	static Map<Fact, String> facts(Component component, @Nullable RevisionHistory history,
			List<RevisionInfo> heads) {
		Map<Fact, String> facts = new EnumMap<>(Fact.class);
		ConfigLocation project = component.project();
		String config = project.alembicConfig();
		String section = project.section();
		facts.put(Fact.COMPONENT, component.name());
		facts.put(Fact.CONFIG, config);
		Launch launch = (history != null) ? history.launch() : Launch.ALEMBIC;
		boolean named = launch == Launch.ALEMBIC && !section.equals(ConfigLocation.DEFAULT_SECTION);
		facts.put(Fact.ALEMBIC, "-c " + ShellWords.quote(config) + (named ? " -n " + ShellWords.quote(section) : ""));
		facts = component.policy()
				.actions()
				.complete(facts, (launch == Launch.FLASK_MIGRATE) ? "flask db" : "alembic {alembic}");
		facts.put(Fact.TARGET, (heads.size() > 1) ? "heads" : "head");
		if (!heads.isEmpty()) {
			facts.put(Fact.HEADS, ShellWords.join(heads.stream().map(RevisionInfo::revision).toList()));
		}
		return facts;
	}

	/**
	 * Judges what was seen of scripts and version table; not the sessions, if they were seen: see {@link #withSessions}.
	 * @param component whose database and policy it is
	 */
	public static Judgement judge(Component component, Observation seen) {
		return (seen.tenants() instanceof Known<Map<String, Attempt<VersionTableState>>>(var tenants))
				? TenantJudge.judge(component, seen, tenants)
				: judgeOne(component, seen);
	}

	/**
	 * Judges one tenant of an observation.
	 * @return {@code null} if there is none of this name
	 */
	public static @Nullable Judgement judge(Component component, Observation seen, String tenant) {
		return TenantJudge.judge(component, seen, tenant);
	}

	static Judgement judgeOne(Component component, Observation seen) {
		Judge judge = new Judge(component, seen);
		return new Judgement(judge.findings(seen), judge.view, AppliedRevisions.of(
				(judge.table != null) ? judge.table.rows() : null, judge.view, judge.elsewhere,
				seen.elsewhere().found()));
	}

	/**
	 * Judges the sessions that were seen, too.
	 * @param judgement of the same without the sessions; returned as it is where no migration is under way
	 */
	public static Judgement withSessions(Component component, Observation seen, Judgement judgement) {
		return MigrationJudge.judge(component, seen, judgement);
	}

	/**
	 * What is found where a defect of this service kept a check from seeing anything.
	 */
	public static Findings defect(Component component) {
		Reason reason = Reason.INTERNAL_ERROR;
		return new Findings(
				new Verdict(reason, reason.title() + ".", "The check failed because of a defect of this service",
						component.policy().actions().recommend(reason, Map.of()), List.of()),
				Position.UNKNOWN, null);
	}

	private Findings findings(Observation seen) {
		if (seen.history() instanceof Failed<RevisionHistory>(Problem problem)) {
			return problem(problem);
		}
		if (seen.rows() instanceof Failed<VersionTableState>(Problem problem)) {
			return problem(problem);
		}
		HistoryView history = Objects.requireNonNull(this.view);
		VersionTableState rows = Objects.requireNonNull(this.table);
		return switch (Objects.requireNonNull(history.database())) {
			case DatabaseState.InconsistentRows state -> inconsistent(state);
			case DatabaseState.UnknownRows _ -> unrecognized(history, history.unknownRows());
			case LocatedState state -> located(seen, history, rows, state);
		};
	}

	private Findings problem(Problem problem) {
		this.facts.putAll(problem.facts());
		return error(problem.reason(), problem.details());
	}

	private Findings inconsistent(DatabaseState.InconsistentRows rows) {
		List<String> sentences = new ArrayList<>();
		rows.overlaps()
				.forEach((overlap) -> sentences.add("Row %s is an ancestor of row %s.".formatted(overlap.ancestor(),
						overlap.revision())));
		rows.meaningless().forEach((row) -> sentences.add("Row '%s' names no revision.".formatted(row.row())));
		rows.unknown()
				.forEach((row) -> sentences.add("Row %s is not among the migration scripts.".formatted(row.row())));
		if (!rows.overlaps().isEmpty()) {
			this.facts.put(Fact.ANCESTOR, rows.overlaps().getFirst().ancestor());
		}
		else if (!rows.meaningless().isEmpty()) {
			this.facts.put(Fact.ANCESTOR, rows.meaningless().getFirst().row());
		}
		sentences.add("Every upgrade fails.");
		return error(Reason.INCONSISTENT_ROWS, String.join(" ", sentences));
	}

	private Findings unrecognized(HistoryView history, List<String> unknown) {
		this.facts.put(Fact.UNKNOWN, ShellWords.join(unknown));
		String summary = (unknown.size() == 1)
				? "Revision %s is not among the migration scripts.".formatted(unknown.getFirst())
				: "Revisions %s are not among the migration scripts.".formatted(String.join(", ", unknown));
		return findings(foundIn(history, unknown, summary), List.of(), null);
	}

	private Conclusion foundIn(HistoryView history, List<String> unknown, String summary) {
		HistoryView other = this.elsewhere;
		if (other == null || !(other.database() instanceof LocatedState) || this.foundIn.size() < unknown.size()) {
			return new Conclusion(Reason.UNKNOWN_REVISION, summary,
					"Newer code migrated the database, or code of another branch or project");
		}
		FoundRevision found = this.foundIn.getFirst();
		String commit = found.commit().substring(0, SHORT_COMMIT);
		String ref = found.refs().isEmpty() ? commit : found.refs().getFirst();
		this.facts.put(Fact.REF, ref);
		this.facts.put(Fact.COMMIT, commit);
		List<String> back = CommonRevisions.tips(history, other);
		this.facts.put(Fact.BACK, back.isEmpty() ? "base" : ShellWords.join(back));
		String where = found.refs().isEmpty()
				? "commit %s, which no ref has any more,".formatted(commit)
				: (found.refCount() > 1)
						? "%s (commit %s) and %d other refs".formatted(ref, commit, found.refCount() - 1)
						: "%s (commit %s)".formatted(ref, commit);
		boolean ahead = this.heads.stream().allMatch((head) -> other.stateOf(head.revision()) == RevisionState.APPLIED);
		return ahead
				? new Conclusion(Reason.AHEAD, summary,
						"Newer code migrated the database: revision %s is in %s".formatted(found.revision(), where))
				: new Conclusion(Reason.OTHER_BRANCH, summary,
						"Code of another branch migrated the database: revision %s is in %s, without all of these scripts' heads"
								.formatted(found.revision(), where));
	}

	private Findings error(Reason reason, String details) {
		return findings(new Conclusion(reason, reason.title() + ".", details), List.of(), null);
	}

	private Findings located(Observation seen, HistoryView history, VersionTableState rows, LocatedState state) {
		UpgradePlan upgrade = state.plan();
		Plan plan = new Plan(history.describe(upgrade.pending()));
		if (!plan.pendingRevisions().isEmpty()) {
			this.facts.put(Fact.FIRST_PENDING, plan.pendingRevisions().getFirst().revision());
		}
		return findings(conclusion(rows, state, upgrade.pendingCount()),
				warnings(seen, UpgradeWarnings.of(history.history(), rows, state, upgrade)), plan);
	}

	private static List<String> warnings(Observation seen, List<String> ofUpgrade) {
		List<String> warnings = new ArrayList<>(seen.warnings());
		VersionTableState rows = seen.rows().orNull();
		if (rows != null) {
			warnings.addAll(rows.warnings());
		}
		warnings.addAll(ofUpgrade);
		return warnings;
	}

	private Conclusion conclusion(VersionTableState rows, LocatedState state, int pending) {
		if (this.heads.size() > 1 && !this.component.policy().allowMultipleHeads()) {
			return new Conclusion(Reason.MULTIPLE_HEADS, "Multiple migration heads detected.",
					"Found %d diverged migration heads".formatted(this.heads.size()));
		}
		if (state.locations().isEmpty()) {
			return withoutRevision(rows);
		}
		if (pending == 0) {
			return new Conclusion(Reason.AT_HEAD, "Database schema is current. No migrations pending.", null);
		}
		return new Conclusion(Reason.PENDING_MIGRATIONS,
				(pending == 1) ? "1 migration pending." : "%d migrations pending.".formatted(pending), null);
	}

	private Conclusion withoutRevision(VersionTableState rows) {
		String name = this.facts.get(Fact.VERSION_TABLE);
		if (rows.otherTables()) {
			return new Conclusion(Reason.UNSTAMPED_SCHEMA, "Database has tables but no revision.",
					"The schema has tables, and %s names no revision: migrating from scratch would collide with them"
							.formatted(name));
		}
		if (rows.exists()) {
			return new Conclusion(Reason.EMPTY_VERSION_TABLE, "Database not initialized.",
					"The table %s names no revision".formatted(name));
		}
		return new Conclusion(Reason.NO_VERSION_TABLE, "Database not initialized.",
				"There is no table %s".formatted(name));
	}

	private Findings findings(Conclusion conclusion, List<String> warnings, @Nullable Plan plan) {
		return new Findings(
				new Verdict(conclusion.reason(), conclusion.summary(), conclusion.details(),
						this.component.policy().actions().recommend(conclusion.reason(), this.facts), warnings),
				new Position(currentRevisions(), this.heads, (this.view != null) ? this.view.release() : null,
						divergence()),
				plan, this.scripts, this.foundIn);
	}

	private @Nullable Divergence divergence() {
		return (this.view != null && !this.component.policy().allowMultipleHeads())
				? Divergences.of(this.view, this.component.policy().actions().divergence(), this.facts)
				: null;
	}

	private List<CurrentRevision> currentRevisions() {
		return (this.table == null)
				? List.of()
				: this.table.rows().stream().filter(Objects::nonNull).map(this::currentRevision).toList();
	}

	private CurrentRevision currentRevision(String row) {
		MigrationScript script = (this.view != null) ? this.view.history().scripts().get(row) : null;
		return new CurrentRevision(row, (script != null) ? script.description() : null);
	}

	/**
	 * The verdict in short.
	 */
	private record Conclusion(Reason reason, String summary, @Nullable String details) {}

}
