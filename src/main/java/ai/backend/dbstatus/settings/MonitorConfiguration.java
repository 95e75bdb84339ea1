package ai.backend.dbstatus.settings;

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
		return new ChangeFeed(Bounds.positive("events.max-clients", events.maxClients()),
				Bounds.positive("events.memory", events.memory()),
				Bounds.positive("events.heartbeat", events.heartbeat()));
	}

	@Bean
	Monitor monitor(DbStatusProperties properties, StatusService service) {
		List<String> components = service.components().stream().map(Component::name).toList();
		return new Monitor("monitor", Bounds.notNegative("monitor.interval", properties.monitor().interval()),
				() -> components, service::checkAsync);
	}

	@Bean
	Monitor eventsMonitor(DbStatusProperties properties, StatusService service, ChangeFeed feed) {
		return new Monitor("events-monitor",
				Bounds.notNegative("events.check-interval", properties.events().checkInterval()), feed::watched,
				service::checkAsync);
	}

	@Bean
	MonitorLifecycle monitorLifecycle(List<Monitor> monitors, ChangeFeed feed) {
		return new MonitorLifecycle(monitors, feed);
	}

}
