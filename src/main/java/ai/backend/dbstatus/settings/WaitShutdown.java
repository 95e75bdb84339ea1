package ai.backend.dbstatus.settings;

import ai.backend.dbstatus.status.StatusWaits;

import org.springframework.context.SmartLifecycle;

/**
 * Ends all waits when the service is told to stop, before the web server waits for its requests to end.
 */
final class WaitShutdown implements SmartLifecycle {

	private final StatusWaits waits;

	private volatile boolean running;

	WaitShutdown(StatusWaits waits) {
		this.waits = waits;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.waits.close();
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
