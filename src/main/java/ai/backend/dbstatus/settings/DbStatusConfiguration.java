package ai.backend.dbstatus.settings;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import ai.backend.dbstatus.actuate.AlembicEndpoint;
import ai.backend.dbstatus.alembic.discovery.Discovery;
import ai.backend.dbstatus.alembic.source.archive.ArchiveLimits;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.Components;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.session.DatabaseTimeouts;
import ai.backend.dbstatus.health.ConnectorsHealthIndicator;
import ai.backend.dbstatus.health.DbStatusHealthContributor;
import ai.backend.dbstatus.metrics.StatusMeters;
import ai.backend.dbstatus.settings.DbStatusProperties.ArchiveProperties;
import ai.backend.dbstatus.settings.DbStatusProperties.DatabaseProperties;
import ai.backend.dbstatus.settings.DbStatusProperties.UploadProperties;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.change.ChangeMemory;
import ai.backend.dbstatus.status.check.CheckSettings;
import ai.backend.dbstatus.status.check.ComponentChecks;
import ai.backend.dbstatus.status.observation.SharedRefs;
import ai.backend.dbstatus.web.plan.PlanPolicy;
import ai.backend.dbstatus.web.upload.Uploads;

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

	/** So much earlier than a caller leaves it is told that a database has not answered; of a short time, a fifth. */
	private static final Duration MARGIN = Duration.ofMillis(500);

	private static final int FIFTH = 5;

	@Bean
	DatabaseSessions databaseSessions(DbStatusProperties properties) {
		DatabaseProperties database = properties.database();
		Duration connect = Bounds.positive("database.connect-timeout", database.connectTimeout());
		Duration query = Bounds.positive("database.query-timeout", database.queryTimeout());
		Duration lock = Bounds.positive("database.lock-timeout", database.lockTimeout());
		Duration answer = withMargin(Bounds.positive("answer-timeout", properties.answerTimeout()));
		// A stale pooled connection may fail first, and is then replaced once.
		return new DatabaseSessions(
				new DatabaseTimeouts(connect, query, lock, shorter(connect.plus(query), answer), answer),
				Bounds.positive("database.max-connections", database.maxConnections()),
				Bounds.positive("database.idle-timeout", database.idleTimeout()));
	}

	private static Duration withMargin(Duration answer) {
		return answer.minus(shorter(MARGIN, answer.dividedBy(FIFTH)));
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	@Bean
	ExecutorService checkExecutor() {
		return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("check-", 0).factory());
	}

	@Bean
	ServiceAddress serviceAddress() {
		return new ServiceAddress();
	}

	@Bean
	Discovery discovery(DbStatusProperties properties) {
		return DirectorySearch.search(properties);
	}

	@Bean
	Components components(DbStatusProperties properties, Discovery discovery) {
		ComponentDefinitions definitions = new ComponentDefinitions(properties, discovery);
		List<Component> configured = definitions.components();
		Components components = new Components(definitions.defaultComponent());
		components.addAll(configured);
		return components;
	}

	@Bean
	SharedRefs sharedRefs(DbStatusProperties properties) {
		return new SharedRefs(Bounds.positive("git.kept-commits", properties.git().keptCommits()));
	}

	@Bean
	Uploads uploads(DbStatusProperties properties) {
		UploadProperties upload = properties.upload();
		return new Uploads(
				new ArchiveLimits(Bounds.positive("upload.max-bytes", upload.maxBytes()),
						Bounds.positive("upload.max-entries", upload.maxEntries()),
						Bounds.positive("upload.max-expanded-bytes", upload.maxExpandedBytes())),
				Bounds.positive("upload.max-clients", upload.maxClients()));
	}

	@Bean
	PlanPolicy planPolicy(DbStatusProperties properties) {
		return new PlanPolicy(properties.plan().accept());
	}

	private static ArchiveLimits archives(ArchiveProperties archive) {
		return new ArchiveLimits(Bounds.streamed("archive.max-bytes", archive.maxBytes()),
				Bounds.positive("archive.max-entries", archive.maxEntries()),
				Bounds.streamed("archive.max-expanded-bytes", archive.maxExpandedBytes()));
	}

	@Bean
	ComponentChecks componentChecks(DbStatusProperties properties, ChangeMemory memory, Components components,
			DatabaseSessions sessions,
			SharedRefs repositories) {
		ComponentChecks checks = new ComponentChecks(sessions,
				new CheckSettings(Clock.systemUTC(), Bounds.notNegative("max-age", properties.maxAge()),
						Bounds.positive("answer-timeout", properties.answerTimeout()),
						archives(properties.archive())),
				memory, repositories);
		components.addListener(checks);
		return checks;
	}

	@Bean
	StatusService statusService(Components components, ComponentChecks checks, ExecutorService checkExecutor) {
		return new StatusService(components, checks, checkExecutor);
	}

	@Bean
	StatusMeters statusMeters(Components components, ComponentChecks checks) {
		StatusMeters meters = new StatusMeters();
		components.addListener(meters);
		checks.addListener(meters);
		return meters;
	}

	@Bean
	AlembicEndpoint alembicEndpoint(StatusService service, ApplicationContext context, ExecutorService checkExecutor) {
		return new AlembicEndpoint(service, context, checkExecutor);
	}

	@Bean
	ConnectorsHealthIndicator connectorsHealthIndicator(DatabaseSessions sessions) {
		return new ConnectorsHealthIndicator(sessions);
	}

	@Bean
	DbStatusHealthContributor dbStatusHealthContributor(StatusService service) {
		return new DbStatusHealthContributor(service);
	}

}
