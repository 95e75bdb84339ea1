package ai.backend.dbstatus.settings;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import ai.backend.dbstatus.actuate.AlembicEndpoint;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.session.DatabaseTimeouts;
import ai.backend.dbstatus.database.version.VersionTableReader;
import ai.backend.dbstatus.health.DbStatusHealthContributor;
import ai.backend.dbstatus.metrics.StatusMeters;
import ai.backend.dbstatus.settings.DbStatusProperties.DatabaseProperties;
import ai.backend.dbstatus.status.ActionTemplate;
import ai.backend.dbstatus.status.Component;
import ai.backend.dbstatus.status.ComponentCheck;
import ai.backend.dbstatus.status.Observer;
import ai.backend.dbstatus.status.Reason;
import ai.backend.dbstatus.status.ReportListener;
import ai.backend.dbstatus.status.SharedProject;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.StatusWaits;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the service from its settings.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DbStatusProperties.class)
class DbStatusConfiguration {

	/** So much earlier than a caller leaves it is told that no connection became free. */
	private static final Duration MARGIN = Duration.ofMillis(500);

	@Bean
	DatabaseSessions databaseSessions(DbStatusProperties properties) {
		DatabaseProperties database = properties.database();
		Duration connect = Bounds.positive("database.connect-timeout", database.connectTimeout());
		Duration query = Bounds.positive("database.query-timeout", database.queryTimeout());
		Duration lock = Bounds.positive("database.lock-timeout", database.lockTimeout());
		Duration answer = Bounds.positive("answer-timeout", properties.answerTimeout()).minus(MARGIN);
		// A stale pooled connection may fail first, and is then replaced once.
		return new DatabaseSessions(new DatabaseTimeouts(connect, query, lock, connect.plus(query), answer),
				Bounds.positive("database.max-connections", database.maxConnections()),
				Bounds.positive("database.idle-timeout", database.idleTimeout()));
	}

	@Bean
	VersionTableReader versionTableReader(DatabaseSessions sessions) {
		return new VersionTableReader(sessions);
	}

	@Bean
	ExecutorService checkExecutor() {
		return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("check-", 0).factory());
	}

	@Bean
	StatusService statusService(DbStatusProperties properties, VersionTableReader reader,
			ExecutorService checkExecutor, ObjectProvider<ReportListener> listeners) {
		ComponentDefinitions definitions = new ComponentDefinitions(properties);
		Map<Reason, ActionTemplate> actions = ActionTemplates.from(properties);
		// Many databases of one project: its scripts are read once and kept once.
		Map<ConfigLocation, SharedProject> projects = new HashMap<>();
		List<ComponentCheck> checks = definitions.components()
				.stream()
				.map((component) -> check(component, new Observer(component,
						projects.computeIfAbsent(component.alembic(), SharedProject::new), reader), properties,
						actions, listeners.orderedStream().toList()))
				.toList();
		return new StatusService(checks, definitions.defaultComponent(), checkExecutor);
	}

	private static ComponentCheck check(Component component, Observer observer, DbStatusProperties properties,
			Map<Reason, ActionTemplate> actions, List<ReportListener> listeners) {
		return new ComponentCheck(component, observer, actions,
				ActionTemplates.divergenceCommands(properties), Clock.systemUTC(),
				Bounds.notNegative("max-age", properties.maxAge()),
				Bounds.positive("answer-timeout", properties.answerTimeout()), listeners);
	}

	@Bean
	StatusWaits statusWaits(StatusService service, DbStatusProperties properties, ExecutorService checkExecutor) {
		return new StatusWaits(service, WaitSettings.limits(properties.waits()), checkExecutor);
	}

	@Bean
	WaitShutdown waitShutdown(StatusWaits waits) {
		return new WaitShutdown(waits);
	}

	@Bean
	StatusMeters statusMeters(DbStatusProperties properties) {
		// From the settings and not from the service, which tells these meters of its checks.
		return new StatusMeters(
				new ComponentDefinitions(properties).components().stream().map(Component::name).toList());
	}

	@Bean
	AlembicEndpoint alembicEndpoint(StatusService service, ApplicationContext context, ExecutorService checkExecutor) {
		return new AlembicEndpoint(service, context, checkExecutor);
	}

	@Bean
	DbStatusHealthContributor dbStatusHealthContributor(StatusService service, DbStatusProperties properties) {
		return new DbStatusHealthContributor(service, properties.health().upStatuses());
	}

}
