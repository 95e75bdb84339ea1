package ai.backend.dbstatus.database;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cuts connections at their deadline. One thread for all: cutting never blocks.
 */
final class Watchdog implements AutoCloseable {

	private final ScheduledThreadPoolExecutor executor;

	Watchdog() {
		this.executor = new ScheduledThreadPoolExecutor(1,
				Thread.ofPlatform().daemon().name("db-status-watchdog").factory());
		this.executor.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Watches a connection until the watch is closed.
	 */
	Watch watch(ConnectionSockets sockets, Deadline deadline) {
		return new Watch(this.executor.schedule(sockets::close, deadline.remainingNanos(), TimeUnit.NANOSECONDS));
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/**
	 * A connection being watched.
	 */
	record Watch(Future<?> cut) implements AutoCloseable {

		@Override
		public void close() {
			this.cut.cancel(false);
		}

	}

}
