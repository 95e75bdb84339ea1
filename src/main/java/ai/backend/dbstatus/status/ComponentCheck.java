package ai.backend.dbstatus.status;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.graph.RevisionGraph;
import ai.backend.dbstatus.status.Attempt.Known;
import ai.backend.dbstatus.status.StatusReport.Findings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Checks one component. Any number of callers may ask at once: see {@link CheckGate}.
 */
public final class ComponentCheck {

	private static final Log log = LogFactory.getLog(ComponentCheck.class);

	private static final Duration USUAL_ANSWER_TIMEOUT = Duration.ofSeconds(10);

	private final Component component;

	private final Observer observer;

	private final Judge judge;

	private final InstantSource clock;

	private final Duration maxAge;

	private final Map<Reason, ActionTemplate> actions;

	private final List<ReportListener> listeners;

	private final Duration answerTimeout;

	private final CheckGate<Checked> gate;

	private volatile @Nullable Judged judged;

	private volatile @Nullable Described described;

	private volatile @Nullable Checked last;

	/**
	 * A check of a component.
	 * @param component the component
	 * @param observer looks at the scripts and the database
	 * @param actions the recommended actions by reason
	 * @param divergenceCommands the commands that lead back to one head
	 * @param clock tells when a check began
	 * @param maxAge how old a report may be when it is asked for; zero: no older than the question
	 * @param answerTimeout how long a caller waits for a report
	 * @param listeners hear of every check
	 */
	public ComponentCheck(Component component, Observer observer, Map<Reason, ActionTemplate> actions,
			DivergenceCommands divergenceCommands, InstantSource clock, Duration maxAge, Duration answerTimeout,
			List<ReportListener> listeners) {
		this.component = component;
		this.observer = observer;
		this.judge = new Judge(component, actions, divergenceCommands);
		this.actions = actions;
		this.clock = clock;
		this.maxAge = maxAge;
		this.listeners = List.copyOf(listeners);
		this.answerTimeout = answerTimeout;
		this.gate = new CheckGate<>(this::checkNow, () -> observer.endsWithin(answerTimeout), answerTimeout,
				this::late);
	}

	/**
	 * A check whose callers wait as long as is usual.
	 */
	public ComponentCheck(Component component, Observer observer, Map<Reason, ActionTemplate> actions,
			DivergenceCommands divergenceCommands, InstantSource clock, Duration maxAge,
			List<ReportListener> listeners) {
		this(component, observer, actions, divergenceCommands, clock, maxAge, USUAL_ANSWER_TIMEOUT, listeners);
	}

	Component component() {
		return this.component;
	}

	/**
	 * What is true of the component now: nothing in the report was read before this call, save what
	 * {@code db-status.max-age} allows.
	 */
	StatusReport check() {
		return checked().report();
	}

	/**
	 * The revision history, and what a check says of it that is as new as {@link #check} makes it.
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	ComponentHistory history() {
		Checked checked = checked();
		Observation seen = checked.seen();
		if (seen == null || !(seen.history() instanceof Known<RevisionHistory>(RevisionHistory history))) {
			throw new HistoryUnavailableException(checked.report());
		}
		Described current = this.described;
		if (current == null || !current.seen().equals(seen)) {
			current = new Described(seen, HistoryDescription.of(history, seen.rows()));
			this.described = current;
		}
		return new ComponentHistory(history.map(), current.revisions(), checked.report());
	}

	/**
	 * The revision graph to draw, as new as {@link #check} makes it.
	 * @throws HistoryUnavailableException if the scripts make no history
	 */
	RevisionGraph graph() {
		Checked checked = checked();
		Observation seen = checked.seen();
		if (seen == null || !(seen.history() instanceof Known<RevisionHistory>(RevisionHistory history))) {
			throw new HistoryUnavailableException(checked.report());
		}
		return GraphView.of(this.component, history, seen.rows());
	}

	private Checked checked() {
		Checked recent = this.last;
		if (recent != null && this.maxAge.isPositive()
				&& recent.report().checkedAt().plus(this.maxAge).isAfter(this.clock.instant())) {
			return recent;
		}
		return this.gate.check();
	}

	private Checked checkNow() {
		Instant began = this.clock.instant();
		long start = System.nanoTime();
		Judged judged = judged();
		StatusReport report = new StatusReport(this.component.name(), judged.findings(), began,
				Duration.ofNanos(System.nanoTime() - start));
		Checked checked = new Checked(report, judged.seen());
		this.last = checked;
		this.listeners.forEach((listener) -> listener.checked(report));
		return checked;
	}

	private Judged judged() {
		try {
			Observation seen = this.observer.observe();
			Judged current = this.judged;
			if (current == null || !seen.equals(current.seen())) {
				current = new Judged(seen, this.judge.judge(seen));
				this.judged = current;
			}
			return current;
		}
		catch (CancellationException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			log.error(
					"The check of component '" + this.component.name() + "' failed because of a defect of this service",
					ex);
			return new Judged(null, defect());
		}
	}

	/**
	 * What callers are told whose check does not end. It is a verdict on nothing, so that nobody else hears of it.
	 */
	private Checked late() {
		Instant now = this.clock.instant();
		Findings findings = this.judge.judge(this.observer.underWay(this.answerTimeout));
		return new Checked(new StatusReport(this.component.name(), findings, now.minus(this.answerTimeout),
				this.answerTimeout), null);
	}

	private Findings defect() {
		Reason reason = Reason.INTERNAL_ERROR;
		ActionTemplate action = this.actions.get(reason);
		return new Findings(reason, reason.title() + ".", "The check failed because of a defect of this service",
				List.of(), List.of(), List.of(), (action != null) ? action.fill(Map.of()) : null, List.of());
	}

	/**
	 * What was made of an observation: the same is made of an equal one.
	 */
	private record Judged(@Nullable Observation seen, Findings findings) {}

	/**
	 * A check that was made, and what it saw.
	 */
	private record Checked(StatusReport report, @Nullable Observation seen) {}

	/**
	 * A history that was described: an equal observation makes the same one.
	 */
	private record Described(Observation seen, List<RevisionDetails> revisions) {}

}
