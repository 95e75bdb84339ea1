package ai.backend.dbstatus.settings;

import java.util.List;

import ai.backend.dbstatus.monitor.ChangeFeed;
import ai.backend.dbstatus.monitor.Monitor;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Starts the monitors when the service is ready, so that they neither delay its start nor check before it can answer, and
 * ends them and the streams before the web server waits for its last requests.
 */
final class MonitorLifecycle implements SmartLifecycle {

	private final List<Monitor> monitors;

	private final ChangeFeed feed;

	private volatile boolean running;

	MonitorLifecycle(List<Monitor> monitors, ChangeFeed feed) {
		this.monitors = List.copyOf(monitors);
		this.feed = feed;
	}

	@EventListener
	void readinessChanged(AvailabilityChangeEvent<ReadinessState> event) {
		if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
			this.monitors.forEach(Monitor::start);
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.monitors.forEach(Monitor::close);
		this.feed.close();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
