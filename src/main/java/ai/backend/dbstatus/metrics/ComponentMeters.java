package ai.backend.dbstatus.metrics;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

import ai.backend.dbstatus.status.report.Migration;
import ai.backend.dbstatus.status.report.SchemaState;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.status.report.Tenants;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a component: there before its first check, and gone with it.
 */
final class ComponentMeters implements AutoCloseable {

	private static final String COMPONENT = "component";

	private static final String STATUS = "status";

	private static final double MILLIS_PER_SECOND = 1000;

	private final String component;

	private final boolean hasTenants;

	private final boolean checksSchema;

	private final IdentityHashMap<MeterRegistry, Set<Meter>> meters = new IdentityHashMap<>();

	private volatile @Nullable StatusReport last;

	ComponentMeters(String component, boolean hasTenants, boolean checksSchema) {
		this.component = component;
		this.hasTenants = hasTenants;
		this.checksSchema = checksSchema;
	}

	synchronized void bindTo(MeterRegistry registry) {
		Set<Meter> bound = this.meters.computeIfAbsent(registry, (_) -> new HashSet<>());
		for (Status status : Status.values()) {
			bound.add(gauge("dbstatus.status", (report) -> (report.status() == status) ? 1 : 0)
					.description("1 for the status of the last check, 0 for the others")
					.tag(STATUS, status.name())
					.register(registry));
		}
		bound.add(gauge("dbstatus.revisions.pending", ComponentMeters::pending)
				.description("Revisions that an upgrade would apply")
				.register(registry));
		bound.add(gauge("dbstatus.heads", ComponentMeters::heads)
				.description("Heads of the migration scripts")
				.register(registry));
		bound.add(gauge("dbstatus.migration.running", (report) -> migration(report, false))
				.description("1 while another session migrates the database, else 0")
				.register(registry));
		bound.add(gauge("dbstatus.migration.blocked", (report) -> migration(report, true))
				.description("1 while that migration waits for another session, else 0")
				.register(registry));
		bound.add(gauge("dbstatus.last.check.time", (report) -> report.checkedAt().toEpochMilli() / MILLIS_PER_SECOND)
				.description("When the last check began")
				.baseUnit("seconds")
				.register(registry));
		if (this.hasTenants) {
			bindTenants(registry, bound);
		}
		if (this.checksSchema) {
			bound.add(gauge("dbstatus.schema.missing", ComponentMeters::missing)
					.description("Objects that applied revisions made and that are not there")
					.register(registry));
		}
	}

	/** Where nothing was compared it is not known. */
	private static double missing(StatusReport report) {
		SchemaState schema = report.findings().schema();
		Integer count = (schema != null) ? schema.missingCount() : null;
		return (count != null) ? count : Double.NaN;
	}

	/** Never a series a tenant: there may be thousands. */
	private void bindTenants(MeterRegistry registry, Set<Meter> bound) {
		for (Status status : Status.values()) {
			bound.add(gauge("dbstatus.tenants", (report) -> tenants(report,
					(tenants) -> tenants.byStatus().getOrDefault(status, 0))).description("Tenants, by their status")
					.tag(STATUS, status.name())
					.register(registry));
		}
		bound.add(gauge("dbstatus.tenants.revisions", (report) -> tenants(report, Tenants::revisionCount))
				.description("Different revisions that tenants are at")
				.register(registry));
	}

	private static double tenants(StatusReport report, ToIntFunction<Tenants> count) {
		Tenants tenants = report.findings().tenants();
		return (tenants != null) ? count.applyAsInt(tenants) : Double.NaN;
	}

	private Gauge.Builder<?> gauge(String name, ToDoubleFunction<StatusReport> value) {
		return Gauge.builder(name, this, (meters) -> {
			StatusReport report = meters.last;
			return (report != null) ? value.applyAsDouble(report) : Double.NaN;
		}).tag(COMPONENT, this.component);
	}

	private static double pending(StatusReport report) {
		Integer count = report.findings().pendingCount();
		return (count != null) ? count : Double.NaN;
	}

	/** Without an answer of the database it is not known, unless a lock of the migration is the reason. */
	private static double migration(StatusReport report, boolean blocked) {
		Migration migration = report.migration();
		if (migration == null) {
			return report.status().isVerdict() ? 0 : Double.NaN;
		}
		return (!blocked || migration.waitsFor() != null) ? 1 : 0;
	}

	private static double heads(StatusReport report) {
		int heads = report.position().headRevisions().size();
		return (heads > 0) ? heads : Double.NaN;
	}

	/** Once closed, it adds no meters. */
	synchronized void checked(StatusReport report) {
		this.last = report;
		this.meters.forEach((registry, bound) -> {
			Timer timer = timer(report, registry);
			bound.add(timer);
			timer.record(report.duration());
		});
	}

	private static Timer timer(StatusReport report, MeterRegistry registry) {
		return Timer.builder("dbstatus.check")
				.description("Checks, by their status")
				.tag(COMPONENT, report.component())
				.tag(STATUS, report.status().name())
				.register(registry);
	}

	/**
	 * Takes the meters out of all registries.
	 */
	@Override
	public synchronized void close() {
		this.meters.forEach((registry, bound) -> bound.forEach(registry::remove));
		this.meters.clear();
	}

}
