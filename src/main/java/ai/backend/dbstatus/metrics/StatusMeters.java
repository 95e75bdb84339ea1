package ai.backend.dbstatus.metrics;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.ComponentListener;
import ai.backend.dbstatus.status.check.ReportListener;
import ai.backend.dbstatus.status.report.StatusReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The meters of all components. The gauges show the last check, and are NaN where a value is not known; the timer counts
 * the checks. They come and go with the components. No revision is ever a tag: each would be a time series of its own, for
 * ever.
 */
public final class StatusMeters implements ReportListener, ComponentListener, MeterBinder {

	private final Map<String, ComponentMeters> components = new ConcurrentHashMap<>();

	private final Collection<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.components.values().forEach((meters) -> meters.bindTo(registry));
	}

	@Override
	public synchronized void added(Component component) {
		ComponentMeters meters = new ComponentMeters(component.name(), component.tenants() != null,
				component.policy().checkSchema());
		this.components.put(component.name(), meters);
		this.registries.forEach(meters::bindTo);
	}

	@Override
	public synchronized void removed(Component component) {
		ComponentMeters meters = this.components.remove(component.name());
		if (meters != null) {
			meters.close();
		}
	}

	/** The time series of a name go on: what is known of the one before holds until the first check of the other. */
	@Override
	public void replaced(Component before, Component after) {
	}

	/** A check may end after its component has gone. */
	@Override
	public void checked(StatusReport report) {
		ComponentMeters meters = this.components.get(report.component());
		if (meters != null) {
			meters.checked(report);
		}
	}

}
