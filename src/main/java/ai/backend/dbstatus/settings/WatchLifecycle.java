package ai.backend.dbstatus.settings;

import ai.backend.dbstatus.monitor.ChangeFeed;
import ai.backend.dbstatus.monitor.Monitor;
import ai.backend.dbstatus.status.poll.Poller;
import ai.backend.dbstatus.status.wait.StatusWaits;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;

/**
 * Starts the monitor when the service is ready, so that it neither delays its start nor checks before it can answer, and
 * ends it, all waits and the streams before the web server waits for its last requests.
 */
final class WatchLifecycle implements SmartLifecycle {

	private final Monitor monitor;

	private final ChangeFeed feed;

	private final StatusWaits waits;

	private final Poller poller;

	private volatile boolean running;

	WatchLifecycle(Monitor monitor, ChangeFeed feed, StatusWaits waits, Poller poller) {
		this.monitor = monitor;
		this.feed = feed;
		this.waits = waits;
		this.poller = poller;
	}

	@EventListener
	void readinessChanged(AvailabilityChangeEvent<ReadinessState> event) {
		if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
			this.monitor.start();
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.monitor.close();
		this.waits.close();
		this.feed.close();
		this.poller.close();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** The highest: what is highest stops first. */
	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
