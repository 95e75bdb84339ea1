package ai.backend.dbstatus.settings;

import java.time.Duration;
import java.util.List;

import ai.backend.dbstatus.monitor.ChangeFeed;
import ai.backend.dbstatus.monitor.ChangeLog;
import ai.backend.dbstatus.monitor.Monitor;
import ai.backend.dbstatus.settings.DbStatusProperties.EventsProperties;
import ai.backend.dbstatus.status.Component;
import ai.backend.dbstatus.status.StatusService;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires what watches the components over time.
 */
@Configuration(proxyBeanMethods = false)
class MonitorConfiguration {

	@Bean
	ChangeLog changeLog() {
		return new ChangeLog();
	}

	@Bean(destroyMethod = "")
	ChangeFeed changeFeed(DbStatusProperties properties) {
		EventsProperties events = properties.events();
		return new ChangeFeed(positive("events.max-clients", events.maxClients()),
				positive("events.memory", events.memory()), positive("events.heartbeat", events.heartbeat()));
	}

	@Bean
	Monitor monitor(DbStatusProperties properties, StatusService service) {
		List<String> components = service.components().stream().map(Component::name).toList();
		return new Monitor("monitor", notNegative("monitor.interval", properties.monitor().interval()),
				() -> components, service::checkAsync);
	}

	@Bean
	Monitor eventsMonitor(DbStatusProperties properties, StatusService service, ChangeFeed feed) {
		return new Monitor("events-monitor",
				notNegative("events.check-interval", properties.events().checkInterval()), feed::watched,
				service::checkAsync);
	}

	@Bean
	MonitorLifecycle monitorLifecycle(List<Monitor> monitors, ChangeFeed feed) {
		return new MonitorLifecycle(monitors, feed);
	}

	private static int positive(String key, int value) {
		if (value <= 0) {
			throw invalid(key, value, "a whole number from 1");
		}
		return value;
	}

	private static Duration positive(String key, Duration value) {
		if (value.toMillis() <= 0) {
			throw invalid(key, value, "a duration of a millisecond or more, as in 15s");
		}
		return value;
	}

	private static Duration notNegative(String key, Duration value) {
		if (value.isNegative()) {
			throw invalid(key, value, "a duration, as in 30s, or 0s for never");
		}
		return value;
	}

	private static InvalidSettingException invalid(String key, Object value, String expected) {
		return new InvalidSettingException("'db-status.%s' cannot be %s.".formatted(key, value),
				"Set 'db-status.%s' to %s.".formatted(key, expected));
	}

}
