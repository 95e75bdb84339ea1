package ai.backend.dbstatus.health;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
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
		this.names = new LinkedHashSet<>(service.components().stream().map(Component::name).toList());
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
	 * The entries. When one of them is asked, the checks of all begin: the endpoint asks one after the other, and a database
	 * that does not answer must not delay those after it. The endpoint walks through the entries for every group, those of
	 * the probes too, and asks only its members; so a probe must not begin any check.
	 */
	@Override
	public Stream<Entry> stream() {
		Checks checks = new Checks(this.service);
		return this.names.stream()
				.map((name) -> new Entry(name, (HealthIndicator) () -> this.health.of(checks.report(name))));
	}

	/**
	 * Checks of all components, made when the first report is asked for.
	 */
	private static final class Checks {

		private final StatusService service;

		private @Nullable Map<String, CompletableFuture<StatusReport>> begun;

		Checks(StatusService service) {
			this.service = service;
		}

		StatusReport report(String name) {
			return Objects.requireNonNull(begun().get(name), "A check of every component has begun").join();
		}

		private synchronized Map<String, CompletableFuture<StatusReport>> begun() {
			Map<String, CompletableFuture<StatusReport>> reports = this.begun;
			if (reports == null) {
				reports = new HashMap<>();
				for (Component component : this.service.components()) {
					reports.put(component.name(), this.service.checkAsync(component.name()));
				}
				this.begun = reports;
			}
			return reports;
		}

	}

}
