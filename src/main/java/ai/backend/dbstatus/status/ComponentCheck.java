package ai.backend.dbstatus.status;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.graph.RevisionGraph;
import ai.backend.dbstatus.status.StatusReport.Findings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Checks one component. Any number of callers may ask at once: see {@link CheckGate}.
 */
public final class ComponentCheck {

	private static final Log log = LogFactory.getLog(ComponentCheck.class);

	private final Component component;

	private final Observer observer;

	private final Judge judge;

	private final InstantSource clock;

	private final Duration maxAge;

	private final Map<Reason, ActionTemplate> actions;

	private final List<ReportListener> listeners;

	private final CheckGate<StatusReport> gate = new CheckGate<>(this::checkNow);

	private volatile @Nullable Judged judged;

	private volatile @Nullable StatusReport last;

	/**
	 * A check of a component.
	 * @param component the component
	 * @param observer looks at the scripts and the database
	 * @param actions the recommended actions by reason
	 * @param clock tells when a check began
	 * @param maxAge how old a report may be when it is asked for; zero: no older than the question
	 * @param listeners hear of every check
	 */
	public ComponentCheck(Component component, Observer observer, Map<Reason, ActionTemplate> actions,
			InstantSource clock, Duration maxAge, List<ReportListener> listeners) {
		this.component = component;
		this.observer = observer;
		this.judge = new Judge(component, actions);
		this.actions = actions;
		this.clock = clock;
		this.maxAge = maxAge;
		this.listeners = List.copyOf(listeners);
	}

	Component component() {
		return this.component;
	}

	/**
	 * What is true of the component now: nothing in the report was read before this call, save what
	 * {@code db-status.max-age} allows.
	 */
	StatusReport check() {
		StatusReport recent = this.last;
		if (recent != null && this.maxAge.isPositive()
				&& recent.checkedAt().plus(this.maxAge).isAfter(this.clock.instant())) {
			return recent;
		}
		return this.gate.check();
	}

	/**
	 * The revision graph as it is now, as fresh as a report.
	 * @throws GraphUnavailableException if the scripts make none
	 */
	RevisionGraph graph() {
		StatusReport report = check();
		Judged judged = this.judged;
		if (judged == null || report.reason() == Reason.INTERNAL_ERROR) {
			throw new GraphUnavailableException(this.component.name(), report.reason(), report.findings().summary());
		}
		return GraphView.of(this.component, judged.seen());
	}

	private StatusReport checkNow() {
		Instant began = this.clock.instant();
		long start = System.nanoTime();
		Findings findings = findings();
		StatusReport report = new StatusReport(this.component.name(), findings, began,
				Duration.ofNanos(System.nanoTime() - start));
		this.last = report;
		this.listeners.forEach((listener) -> listener.checked(report));
		return report;
	}

	private Findings findings() {
		try {
			Observation seen = this.observer.observe();
			Judged previous = this.judged;
			if (previous != null && previous.seen().equals(seen)) {
				return previous.findings();
			}
			Findings findings = this.judge.judge(seen);
			this.judged = new Judged(seen, findings);
			return findings;
		}
		catch (RuntimeException ex) {
			log.error(
					"The check of component '" + this.component.name() + "' failed because of a defect of this service",
					ex);
			return defect();
		}
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
	private record Judged(Observation seen, Findings findings) {}

}
