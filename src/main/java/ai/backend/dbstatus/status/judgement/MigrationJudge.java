package ai.backend.dbstatus.status.judgement;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.database.activity.Evidence;
import ai.backend.dbstatus.database.activity.LockWait;
import ai.backend.dbstatus.database.activity.SessionActivity;
import ai.backend.dbstatus.database.activity.StatementProgress;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.action.Fact;
import ai.backend.dbstatus.status.observation.Attempt.Failed;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import ai.backend.dbstatus.status.observation.Observation;
import ai.backend.dbstatus.status.observation.Problem;
import ai.backend.dbstatus.status.observation.SeenSession;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Migration;
import ai.backend.dbstatus.status.report.Migration.Blocker;
import ai.backend.dbstatus.status.report.Migration.Progress;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.RecommendedAction;
import ai.backend.dbstatus.status.report.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of the sessions that were seen migrate, and says so in the findings. A session that has touched the version
 * table is a migration; one that has not may be one where it changes what the next revisions name, and nothing else, or
 * makes the first tables of a database that has no version table.
 */
final class MigrationJudge {

	private final Component component;

	private final @Nullable VersionTableState rows;

	private final String versionTable;

	private final List<SeenSession> migrations;

	private MigrationJudge(Component component, Observation seen, List<SeenSession> sessions) {
		this.component = component;
		this.rows = seen.rows().orNull();
		this.versionTable = seen.versionTable().toString();
		List<SeenSession> possible = sessions.stream().filter(this::mayMigrate).toList();
		this.migrations = possible.stream().filter((session) -> !helps(session, possible)).toList();
	}

	/**
	 * The judgement with the migration that is under way.
	 * @param judgement of the scripts and the version table; returned as it is where nothing is under way
	 */
	static Judgement judge(Component component, Observation seen, Judgement judgement) {
		return switch (seen.sessions()) {
			case null -> judgement;
			case Failed<List<SeenSession>>(Problem problem) -> judgement.with(warned(judgement.findings(),
					"Whether a migration is under way is not known: " + problem.details() + "."));
			case Known<List<SeenSession>>(List<SeenSession> sessions) -> {
				MigrationJudge judge = new MigrationJudge(component, seen, sessions);
				yield judge.migrations.isEmpty() ? judgement : judgement.with(judge.findings(judgement.findings()));
			}
		};
	}

	private boolean mayMigrate(SeenSession seen) {
		return isCertain(seen) || switch (seen.session().evidence()) {
			case VERSION_TABLE, ALEMBIC_PROCESS -> true;
			case INDEX_BUILD, SCHEMA_CHANGE -> seen.expected();
			case NEW_TABLES -> this.rows != null && !this.rows.exists();
		};
	}

	private static boolean isCertain(SeenSession seen) {
		return seen.known() || seen.session().evidence() == Evidence.ALEMBIC_PROCESS;
	}

	/** A server's worker that builds an index for a session holds the same locks, and none on the version table. */
	private static boolean helps(SeenSession seen, List<SeenSession> others) {
		return !isCertain(seen) && seen.session().waitsFor() == null && others.stream()
				.anyMatch((other) -> other.session().evidence() != Evidence.SCHEMA_CHANGE
						&& other.session().pid() != seen.session().pid()
						&& other.session().tables().containsAll(seen.session().tables()));
	}

	private Findings findings(Findings findings) {
		SeenSession first = first();
		Migration migration = migration(first);
		Verdict verdict = verdict(findings.verdict(), first.session());
		Findings found = findings.with(verdict).with(migration);
		return (this.migrations.size() > 1) ? warned(found, others(first)) : found;
	}

	/** Of several, the one that does not wait for another of them. */
	private SeenSession first() {
		Set<Long> pids = this.migrations.stream().map((seen) -> seen.session().pid()).collect(Collectors.toSet());
		return this.migrations.stream()
				.min(Comparator.comparing((SeenSession seen) -> waitsForOneOf(pids, seen.session()))
						.thenComparing((seen) -> !isCertain(seen))
						.thenComparing(SeenSession::since)
						.thenComparingLong((seen) -> seen.session().pid()))
				.orElseThrow();
	}

	private static boolean waitsForOneOf(Set<Long> pids, SessionActivity session) {
		LockWait wait = session.waitsFor();
		return wait != null && wait.pids().stream().anyMatch(pids::contains);
	}

	private Migration migration(SeenSession seen) {
		SessionActivity session = seen.session();
		LockWait wait = session.waitsFor();
		StatementProgress progress = session.progress();
		return new Migration(seen.since(), isCertain(seen), session.application(), session.user(), session.client(),
				session.pid(), session.state(), committed(), (wait != null) ? blocker(wait, seen) : null,
				(progress != null) ? progress(progress) : null);
	}

	private @Nullable String committed() {
		if (this.rows == null) {
			return null;
		}
		List<String> revisions = this.rows.rows().stream().filter(Objects::nonNull).toList();
		return (revisions.size() == 1) ? revisions.getFirst() : null;
	}

	private static Blocker blocker(LockWait wait, SeenSession seen) {
		Long pid = wait.pids().isEmpty() || wait.pids().getFirst() == 0 ? null : wait.pids().getFirst();
		return new Blocker(pid, wait.application(), wait.user(), wait.state(), wait.lock(), wait.relation(),
				seen.waitsSince());
	}

	private static Progress progress(StatementProgress progress) {
		return new Progress(progress.command(), progress.phase(), progress.relation(), progress.done(),
				(progress.total() > 0) ? progress.total() : null, progress.unit().name());
	}

	/** What keeps this service from a verdict has to be mended all the same, unless it is the migration itself. */
	private Verdict verdict(Verdict verdict, SessionActivity session) {
		Reason reason = verdict.reason();
		RecommendedAction action = (reason.status().isVerdict() || reason.kind() == Reason.Kind.ANSWER)
				? this.component.policy().actions().migration().recommend(facts(session))
				: null;
		return (action != null)
				? new Verdict(reason, verdict.summary(), verdict.details(), action, verdict.warnings())
				: verdict;
	}

	private Map<Fact, String> facts(SessionActivity session) {
		Map<Fact, String> facts = new EnumMap<>(Fact.class);
		facts.put(Fact.COMPONENT, this.component.name());
		facts.put(Fact.VERSION_TABLE, this.versionTable);
		facts.put(Fact.PID, String.valueOf(session.pid()));
		LockWait wait = session.waitsFor();
		if (wait != null && wait.remedy() != null) {
			facts.put(Fact.BLOCKER, String.valueOf(wait.pids().getFirst()));
			facts.put(Fact.END_BLOCKER, wait.remedy());
			String who = Stream.of(named("user", wait.user()), named("application", wait.application()), wait.state())
					.filter(Objects::nonNull)
					.collect(Collectors.joining(", "));
			if (!who.isEmpty()) {
				facts.put(Fact.BLOCKER_SESSION, who);
			}
		}
		return facts;
	}

	private static @Nullable String named(String what, @Nullable String name) {
		return (name != null) ? what + " " + name : null;
	}

	@SuppressWarnings("ReferenceEquality") // One of the list.
	private String others(SeenSession first) {
		String pids = this.migrations.stream()
				.filter((seen) -> seen != first)
				.map((seen) -> String.valueOf(seen.session().pid()))
				.collect(Collectors.joining(", "));
		return "More than one upgrade was started: beside pid %d, pid %s migrates, too, or waits to do so.".formatted(
				first.session().pid(), pids);
	}

	private static Findings warned(Findings findings, String warning) {
		Verdict verdict = findings.verdict();
		List<String> warnings = Stream.concat(verdict.warnings().stream(), Stream.of(warning)).toList();
		return findings.with(new Verdict(verdict.reason(), verdict.summary(), verdict.details(),
				verdict.recommendedAction(), warnings));
	}

}
