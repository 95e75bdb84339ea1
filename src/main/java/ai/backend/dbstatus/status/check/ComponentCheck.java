package ai.backend.dbstatus.status.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.revision.LocatedState;
import ai.backend.dbstatus.alembic.revision.RevisionException;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.execution.SingleFlight;
import ai.backend.dbstatus.execution.TimedWait;
import ai.backend.dbstatus.schema.EvidenceSearch;
import ai.backend.dbstatus.schema.SchemaEvidence;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;
import ai.backend.dbstatus.status.judgement.Judge;
import ai.backend.dbstatus.status.judgement.Judgement;
import ai.backend.dbstatus.status.observation.Attempt;
import ai.backend.dbstatus.status.observation.Observation;
import ai.backend.dbstatus.status.observation.Observer;
import ai.backend.dbstatus.status.observation.Problem;
import ai.backend.dbstatus.status.observation.SchemaObservation;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.StatusReport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Checks one component. Any number of callers may ask at once: one check is under way at a time, and nobody is answered by
 * one that began before the question. Nobody waits longer than for the answer timeout.
 */
final class ComponentCheck {

	private static final Log log = LogFactory.getLog(ComponentCheck.class);

	private static final Executor THREADS = Executors
			.newThreadPerTaskExecutor(Thread.ofVirtual().name("db-status-check-", 0).factory());

	private final Component component;

	private final Observer observer;

	private final CheckSettings settings;

	private final List<ReportListener> listeners;

	private final SingleFlight<Check> flight;

	/**
	 * Kept for those who accept a report of some age, and for the next check: what looks the same is judged the same, so that
	 * its findings are the same object.
	 */
	private volatile @Nullable Check last;

	private volatile @Nullable Judged withoutSessions;

	/**
	 * A check of a component.
	 * @param observer looks at the scripts and the database, and ends within the answer timeout
	 * @param listeners hear of every check; others may come
	 */
	ComponentCheck(Component component, Observer observer, CheckSettings settings, List<ReportListener> listeners) {
		this.component = component;
		this.observer = observer;
		this.settings = settings;
		this.listeners = listeners;
		this.flight = new SingleFlight<>(this::checkNow, THREADS);
	}

	/**
	 * What is true of the component now: nothing in the report was read before this call, save what
	 * {@code db-status.max-age} allows.
	 */
	StatusReport check() {
		return current().report();
	}

	/**
	 * The revision history, and the report of the check that saw it, which is as new as {@link #check} makes it.
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	ComponentHistory history() {
		Check current = current();
		HistoryView view = current.judgement().history();
		if (view == null) {
			throw new HistoryUnavailableException(current.report());
		}
		return new ComponentHistory(current.report(), view);
	}

	/**
	 * Whether the schema bears out its stamp, as it is now.
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	ComponentSchema schema() {
		ComponentHistory history = history();
		HistoryView view = history.view();
		if (view.database() == null || !(view.database() instanceof LocatedState)) {
			return new ComponentSchema(history.report(), view, SchemaEvidence.NONE,
					history.report().verdict().explanation());
		}
		try {
			return switch (this.observer.schema(view.history())) {
				case Attempt.Failed<SchemaObservation>(Problem problem) -> new ComponentSchema(history.report(), view,
						SchemaEvidence.NONE, problem.details());
				case Attempt.Known<SchemaObservation>(SchemaObservation seen) -> evidence(history, seen);
			};
		}
		catch (RevisionException ex) {
			return new ComponentSchema(history.report(), view, SchemaEvidence.NONE,
					"The revisions have no one order: " + ex.getMessage());
		}
	}

	private static ComponentSchema evidence(ComponentHistory history, SchemaObservation seen) {
		EvidenceSearch search = new EvidenceSearch(seen.operations(), seen.catalog());
		Set<String> applied = history.view()
				.revisions()
				.stream()
				.filter((revision) -> revision.state() == RevisionState.APPLIED)
				.map(RevisionInfo::revision)
				.collect(Collectors.toSet());
		boolean unstamped = history.report().reason() == Reason.UNSTAMPED_SCHEMA;
		String details = unstamped
				? "The database has tables and no revision: what fits are revisions that it may be at"
				: applied.isEmpty() ? "No revision is applied" : null;
		SchemaEvidence evidence = unstamped
				? search.fits()
				: applied.isEmpty() ? SchemaEvidence.NONE : search.of(applied);
		return new ComponentSchema(history.report(), history.view(), evidence, details);
	}

	private Check current() {
		Check recent = this.last;
		if (recent != null && this.settings.maxAge().isPositive()
				&& recent.report().checkedAt().plus(this.settings.maxAge()).isAfter(this.settings.clock().instant())) {
			return recent;
		}
		try {
			return TimedWait.await(this.flight.joinOrRun(), this.settings.answerTimeout());
		}
		catch (TimeoutException ex) {
			return late();
		}
	}

	private Check checkNow() {
		Instant began = this.settings.clock().instant();
		long start = System.nanoTime();
		Observation seen = observe();
		Judgement judgement = judge(seen);
		Check check = new Check(seen, judgement, report(judgement, began, Duration.ofNanos(System.nanoTime() - start)));
		this.last = check;
		this.listeners.forEach((listener) -> tell(listener, check.report()));
		return check;
	}

	private @Nullable Observation observe() {
		try {
			return this.observer.observe((seen) -> judgeWithoutSessions(seen).nextScripts());
		}
		catch (CancellationException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logDefect(ex);
			return null;
		}
	}

	private Judgement judge(@Nullable Observation seen) {
		Check before = this.last;
		if (seen != null && before != null && seen.equals(before.seen())) {
			return before.judgement();
		}
		try {
			if (seen != null) {
				return Judge.withSessions(this.component, seen, judgeWithoutSessions(seen.withSessions(null)));
			}
		}
		catch (RuntimeException ex) {
			logDefect(ex);
		}
		return new Judgement(Judge.defect(this.component), null);
	}

	/** What to look at depends on it, so that it is there already when the look is over. */
	private Judgement judgeWithoutSessions(Observation seen) {
		Judged known = this.withoutSessions;
		if (known != null && known.seen().equals(seen)) {
			return known.judgement();
		}
		Judgement judgement = Judge.judge(this.component, seen);
		this.withoutSessions = new Judged(seen, judgement);
		return judgement;
	}

	private void logDefect(RuntimeException ex) {
		log.error("The check of component '" + this.component.name() + "' failed because of a defect of this service",
				ex);
	}

	private void tell(ReportListener listener, StatusReport report) {
		try {
			listener.checked(report);
		}
		catch (RuntimeException ex) {
			log.error("A listener to the checks of component '" + this.component.name()
					+ "' failed because of a defect of this service", ex);
		}
	}

	/**
	 * What callers are told who have waited for the end of one check, and whose own has not ended yet. It is a verdict on
	 * nothing, so that nobody else hears of it.
	 */
	private Check late() {
		Duration waited = this.settings.answerTimeout();
		Observation seen = this.observer.unfinished();
		Judgement judgement = Judge.judge(this.component, seen);
		return new Check(seen, judgement, report(judgement, this.settings.clock().instant().minus(waited), waited));
	}

	private StatusReport report(Judgement judgement, Instant began, Duration duration) {
		return new StatusReport(this.component.name(), judgement.findings(), began, duration);
	}

	private record Judged(Observation seen, Judgement judgement) {}

	/**
	 * A check that was made.
	 *
	 * @param seen what it saw; {@code null} if a defect of this service kept it from seeing anything
	 */
	private record Check(@Nullable Observation seen, Judgement judgement, StatusReport report) {}

}
