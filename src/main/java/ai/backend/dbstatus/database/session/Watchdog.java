package ai.backend.dbstatus.database.session;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Cuts connections at their deadline, at most a tick late. One thread for all; cutting never blocks. The thread ticks only
 * while somebody reads, and for a little longer: so to set a deadline is in most cases no more than to write it down,
 * which a timer of its own for each read would not be.
 */
final class Watchdog implements AutoCloseable {

	private static final Duration TICK = Duration.ofMillis(100);

	private static final int IDLE_TICKS = 50;

	private static final long NONE = 0;

	private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

	private final Thread thread = Thread.ofPlatform().daemon().name("db-status-watchdog").unstarted(this::run);

	private volatile boolean asleep;

	private volatile boolean closed;

	Watchdog() {
		this.thread.start();
	}

	/**
	 * A connection to be watched, until it is closed. It has no deadline yet.
	 */
	Watch watch(Abortable abortable) {
		Watch watch = new Watch(abortable);
		this.watches.add(watch);
		return watch;
	}

	private void run() {
		int idle = 0;
		while (!this.closed) {
			if (cutWhatIsOver()) {
				idle = 0;
			}
			else if (++idle > IDLE_TICKS) {
				sleepUntilCalled();
				idle = 0;
			}
			LockSupport.parkNanos(this, TICK.toNanos());
		}
	}

	/**
	 * Whether any connection has a deadline.
	 */
	private boolean cutWhatIsOver() {
		long now = System.nanoTime();
		boolean any = false;
		for (Watch watch : this.watches) {
			long deadline = watch.deadline;
			any |= deadline != NONE;
			if (deadline != NONE && deadline - now <= 0) {
				watch.abortable.abort();
			}
		}
		return any;
	}

	private void sleepUntilCalled() {
		this.asleep = true;
		// Looks once more: whoever set a deadline before it could see that nobody is awake has not called.
		while (!this.closed && this.asleep && !cutWhatIsOver()) {
			LockSupport.park(this);
		}
		this.asleep = false;
	}

	@Override
	public void close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
	}

	/**
	 * One connection being watched.
	 */
	final class Watch implements AutoCloseable {

		private final Abortable abortable;

		private volatile long deadline = NONE;

		private Watch(Abortable abortable) {
			this.abortable = abortable;
		}

		/**
		 * Sets the deadline, instead of any before.
		 */
		void until(Deadline end) {
			this.deadline = (end.nanoTime() != NONE) ? end.nanoTime() : 1;
			if (Watchdog.this.asleep) {
				LockSupport.unpark(Watchdog.this.thread);
			}
		}

		/**
		 * Takes the deadline away.
		 */
		void off() {
			this.deadline = NONE;
		}

		@Override
		public void close() {
			Watchdog.this.watches.remove(this);
		}

	}

}
