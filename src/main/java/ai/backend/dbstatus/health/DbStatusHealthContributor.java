package ai.backend.dbstatus.health;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import ai.backend.dbstatus.status.Component;
import ai.backend.dbstatus.status.Status;
import ai.backend.dbstatus.status.StatusReport;
import ai.backend.dbstatus.status.StatusService;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of all components, one entry each.
 */
public final class DbStatusHealthContributor implements CompositeHealthContributor {

	private final StatusService service;

	private final Set<String> names;

	private final ReportHealth health;

	/**
	 * The health of the components of a service.
	 * @param upStatuses the statuses that count as UP
	 */
	public DbStatusHealthContributor(StatusService service, Set<Status> upStatuses) {
		this.service = service;
		this.names = Set.copyOf(service.components().stream().map(Component::name).toList());
		this.health = new ReportHealth(upStatuses);
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		if (!this.names.contains(name)) {
			return null;
		}
		return (HealthIndicator) () -> this.health.of(this.service.check(name));
	}

	/**
	 * The entries, whose checks are all under way: the endpoint asks one entry after the other, and a database that does
	 * not answer must not delay those after it.
	 */
	@Override
	public Stream<Entry> stream() {
		List<Entry> entries = this.service.components().stream().map(this::begin).toList();
		return entries.stream();
	}

	private Entry begin(Component component) {
		CompletableFuture<StatusReport> report = this.service.checkAsync(component.name());
		return new Entry(component.name(), (HealthIndicator) () -> this.health.of(report.join()));
	}

}
