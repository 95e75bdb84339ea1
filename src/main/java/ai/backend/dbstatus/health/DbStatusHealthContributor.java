package ai.backend.dbstatus.health;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.Policy;
import ai.backend.dbstatus.component.UnknownComponentException;
import ai.backend.dbstatus.status.StatusService;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of all components that there are, one entry each.
 */
public final class DbStatusHealthContributor implements CompositeHealthContributor {

	private final StatusService service;

	/**
	 * The health of the components of a service.
	 */
	public DbStatusHealthContributor(StatusService service) {
		this.service = service;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		try {
			Component component = this.service.component(name);
			return (HealthIndicator) () -> health(component);
		}
		catch (UnknownComponentException ex) {
			return null;
		}
	}

	private Health health(Component component) {
		Policy policy = component.policy();
		return ReportHealth
				.of(this.service.check(component.name(), (report) -> ReportHealth.isUp(report, policy)), policy);
	}

	/**
	 * The entries. When one of them is asked, the checks of all begin: the endpoint asks one after the other, and a database
	 * that does not answer must not delay those after it. The endpoint walks through the entries for every group, those of
	 * the probes too, and asks only its members; so a probe must not begin any check.
	 */
	@Override
	public Stream<Entry> stream() {
		Checks checks = new Checks(this.service);
		return checks.components.stream()
				.map((component) -> new Entry(component.name(), (HealthIndicator) () -> checks.health(component)));
	}

	/**
	 * Checks of all components, made when the first health is asked for.
	 */
	private static final class Checks {

		private final StatusService service;

		private final List<Component> components;

		private @Nullable Map<String, CompletableFuture<Health>> begun;

		Checks(StatusService service) {
			this.service = service;
			this.components = service.components();
		}

		Health health(Component component) {
			return Objects.requireNonNull(begun().get(component.name()), "A check of every component has begun").join();
		}

		private synchronized Map<String, CompletableFuture<Health>> begun() {
			Map<String, CompletableFuture<Health>> healths = this.begun;
			if (healths == null) {
				healths = new HashMap<>();
				for (Component component : this.components) {
					healths.put(component.name(), begin(component));
				}
				this.begun = healths;
			}
			return healths;
		}

		private CompletableFuture<Health> begin(Component component) {
			return this.service
					.checkAsync(component.name(), (report) -> ReportHealth.isUp(report, component.policy()))
					.thenApply((report) -> ReportHealth.of(report, component.policy()))
					.exceptionallyCompose((ex) -> hasGone(ex)
							? CompletableFuture.completedFuture(Health.unknown().build())
							: CompletableFuture.failedFuture(ex));
		}

		/** While the checks were made: its health is no one's. */
		private static boolean hasGone(Throwable ex) {
			return ex instanceof UnknownComponentException || ex.getCause() instanceof UnknownComponentException;
		}

	}

}
