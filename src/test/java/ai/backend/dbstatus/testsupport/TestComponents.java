package ai.backend.dbstatus.testsupport;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.Components;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.component.Policy;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.action.Actions;
import ai.backend.dbstatus.status.check.CheckSettings;
import ai.backend.dbstatus.status.check.ComponentChecks;
import ai.backend.dbstatus.status.check.ReportListener;
import ai.backend.dbstatus.status.report.Status;

/**
 * Components for tests, and services that check them.
 */
public final class TestComponents {

	/** One head, and nothing recommended. */
	public static final Policy POLICY = new Policy(false, Set.of(Status.UP_TO_DATE), Actions.NONE);

	/** Several heads, and nothing recommended. */
	public static final Policy SEVERAL_HEADS = new Policy(true, Set.of(Status.UP_TO_DATE), Actions.NONE);

	/** No older than the question, and answered within ten seconds. */
	public static final CheckSettings SETTINGS = new CheckSettings(Clock.systemUTC(), Duration.ZERO,
			Duration.ofSeconds(10));

	private TestComponents() {
	}

	/**
	 * A component whose files nobody looks at.
	 */
	public static Component component(String name) {
		return component(name, Path.of("."));
	}

	/**
	 * A component whose files nobody looks at.
	 */
	public static Component component(String name, Policy policy) {
		return component(name, Path.of("."), policy);
	}

	/**
	 * A component of the project in a directory.
	 */
	public static Component component(String name, Path directory) {
		return component(name, directory, POLICY);
	}

	/**
	 * A component of the project in a directory.
	 */
	public static Component component(String name, Path directory, Policy policy) {
		return new Component(name, name, ConfigLocation.of(directory, "alembic.ini"), DatabaseSettings.NONE, policy);
	}

	/**
	 * A service for components, the first of which is the default.
	 */
	public static StatusService service(DatabaseSessions sessions, Executor executor, ReportListener listener,
			Component... components) {
		ComponentChecks checks = new ComponentChecks(sessions, SETTINGS);
		checks.addListener(listener);
		Components registry = new Components(components[0].name());
		registry.addListener(checks);
		registry.addAll(List.of(components));
		return new StatusService(registry, checks, executor);
	}

	/**
	 * A service for one component, asked by one thread.
	 */
	public static StatusService service(DatabaseSessions sessions, Component component) {
		return service(sessions, Runnable::run, (_) -> {}, component);
	}

}
