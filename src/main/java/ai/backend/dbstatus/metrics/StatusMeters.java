package ai.backend.dbstatus.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

import ai.backend.dbstatus.status.ReportListener;
import ai.backend.dbstatus.status.RevisionSummary;
import ai.backend.dbstatus.status.Status;
import ai.backend.dbstatus.status.StatusReport;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The meters of all components. The gauges show the last check, and are NaN where a value is not known; the timer counts
 * the checks. No revision is ever a tag: each would be a time series of its own, for ever.
 */
public final class StatusMeters implements ReportListener, MeterBinder {

	private static final String COMPONENT = "component";

	private static final String STATUS = "status";

	private static final double MILLIS_PER_SECOND = 1000;

	private final List<String> components;

	private final Map<String, StatusReport> last = new ConcurrentHashMap<>();

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	/**
	 * Meters of components, there before the first check.
	 * @param components the components' names
	 */
	public StatusMeters(List<String> components) {
		this.components = List.copyOf(components);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.components.forEach((component) -> bind(component, registry));
		this.registries.add(registry);
	}

	private void bind(String component, MeterRegistry registry) {
		for (Status status : Status.values()) {
			gauge("dbstatus.status", component, (report) -> (report.status() == status) ? 1 : 0)
					.description("1 for the status of the last check, 0 for the others")
					.tag(STATUS, status.name())
					.register(registry);
		}
		gauge("dbstatus.revisions.pending", component, StatusMeters::pending)
				.description("Revisions that an upgrade would apply")
				.register(registry);
		gauge("dbstatus.heads", component, StatusMeters::heads)
				.description("Heads of the migration scripts")
				.register(registry);
		gauge("dbstatus.last.check.time", component,
				(report) -> report.checkedAt().toEpochMilli() / MILLIS_PER_SECOND)
				.description("When the last check began")
				.baseUnit("seconds")
				.register(registry);
	}

	private Gauge.Builder<?> gauge(String name, String component, ToDoubleFunction<StatusReport> value) {
		return Gauge.builder(name, this.last, (reports) -> {
			StatusReport report = reports.get(component);
			return (report != null) ? value.applyAsDouble(report) : Double.NaN;
		}).tag(COMPONENT, component);
	}

	private static double pending(StatusReport report) {
		Integer count = report.findings().pendingCount();
		return (count != null) ? count : Double.NaN;
	}

	private static double heads(StatusReport report) {
		List<RevisionSummary> heads = report.findings().headRevisions();
		return heads.isEmpty() ? Double.NaN : heads.size();
	}

	@Override
	public void checked(StatusReport report) {
		this.last.put(report.component(), report);
		this.registries.forEach((registry) -> timer(report, registry).record(report.duration()));
	}

	private static Timer timer(StatusReport report, MeterRegistry registry) {
		return Timer.builder("dbstatus.check")
				.description("Checks, by their status")
				.tag(COMPONENT, report.component())
				.tag(STATUS, report.status().name())
				.register(registry);
	}

}
