package ai.backend.dbstatus.settings;

import java.util.concurrent.ExecutorService;

import ai.backend.dbstatus.component.Components;
import ai.backend.dbstatus.monitor.ChangeFeed;
import ai.backend.dbstatus.monitor.ChangeLog;
import ai.backend.dbstatus.monitor.FeedSettings;
import ai.backend.dbstatus.monitor.Monitor;
import ai.backend.dbstatus.settings.DbStatusProperties.EventsProperties;
import ai.backend.dbstatus.settings.DbStatusProperties.WaitProperties;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.check.ComponentChecks;
import ai.backend.dbstatus.status.poll.Poller;
import ai.backend.dbstatus.status.wait.StatusWaits;
import ai.backend.dbstatus.status.wait.WaitLimits;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires what watches the components over time. {@link WatchLifecycle} ends it early.
 */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {

	@Bean
	Poller poller(StatusService service, ExecutorService checkExecutor) {
		return new Poller(service::check, checkExecutor);
	}

	@Bean
	ChangeLog changeLog(Components components, ComponentChecks checks) {
		ChangeLog changeLog = new ChangeLog();
		components.addListener(changeLog);
		checks.addListener(changeLog);
		return changeLog;
	}

	@Bean
	ChangeFeed changeFeed(DbStatusProperties properties, Components components, ComponentChecks checks, Poller poller) {
		EventsProperties events = properties.events();
		ChangeFeed feed = new ChangeFeed(
				new FeedSettings(Bounds.positive("events.max-clients", events.maxClients()),
						Bounds.positive("events.memory", events.memory()),
						Bounds.positive("events.heartbeat", events.heartbeat()),
						Bounds.notNegative("events.check-interval", events.checkInterval())),
				poller);
		components.addListener(feed);
		checks.addListener(feed);
		return feed;
	}

	@Bean
	Monitor monitor(DbStatusProperties properties, Components components, Poller poller) {
		Monitor monitor = new Monitor(poller,
				Bounds.notNegative("monitor.interval", properties.monitor().interval()));
		components.addListener(monitor);
		return monitor;
	}

	@Bean
	StatusWaits statusWaits(StatusService service, DbStatusProperties properties, Poller poller) {
		WaitProperties waits = properties.waits();
		return new StatusWaits(service,
				new WaitLimits(Bounds.positive("wait.interval", waits.interval()),
						Bounds.notNegative("wait.max-duration", waits.maxDuration()),
						Bounds.notNegative("wait.max-clients", waits.maxClients())),
				poller);
	}

	@Bean
	WatchLifecycle watchLifecycle(Monitor monitor, ChangeFeed feed, StatusWaits waits, Poller poller) {
		return new WatchLifecycle(monitor, feed, waits, poller);
	}

}
