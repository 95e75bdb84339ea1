package ai.backend.dbstatus.status;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Checks a component again and again while somebody waits for it: one check for all who wait, and none when nobody does.
 */
final class ComponentWatch {

	private static final Log log = LogFactory.getLog(ComponentWatch.class);

	private final Supplier<StatusReport> check;

	private final Duration interval;

	private final ScheduledExecutorService timer;

	private final Executor executor;

	private final Set<Wait> waits = ConcurrentHashMap.newKeySet();

	private boolean ticking;

	/**
	 * A watch that sleeps until somebody waits.
	 * @param check checks the component
	 * @param interval the time from the beginning of one check to that of the next
	 * @param timer says when; does no work itself
	 * @param executor makes the checks
	 */
	ComponentWatch(Supplier<StatusReport> check, Duration interval, ScheduledExecutorService timer, Executor executor) {
		this.check = check;
		this.interval = interval;
		this.timer = timer;
		this.executor = executor;
	}

	void add(Wait wait) {
		this.waits.add(wait);
		synchronized (this) {
			if (!this.ticking) {
				this.ticking = true;
				schedule(this.interval.toNanos());
			}
		}
	}

	void remove(Wait wait) {
		this.waits.remove(wait);
	}

	/** Called with the lock held. */
	private void schedule(long nanos) {
		try {
			this.timer.schedule(() -> this.executor.execute(this::tick), Math.max(0, nanos), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// The service ends, and with it all waits.
			this.ticking = false;
		}
	}

	private void tick() {
		long start = System.nanoTime();
		try {
			// Before the check begins: whoever comes meanwhile hears of the next one only.
			List<Wait> present = this.waits.stream().filter(Wait::goesOn).toList();
			if (!present.isEmpty()) {
				StatusReport report = this.check.get();
				present.forEach((wait) -> wait.tell(report));
			}
		}
		catch (RuntimeException ex) {
			log.error("A check for those who wait failed because of a defect of this service", ex);
		}
		finally {
			goOn(this.interval.toNanos() - (System.nanoTime() - start));
		}
	}

	private synchronized void goOn(long nanos) {
		this.ticking = !this.waits.isEmpty();
		if (this.ticking) {
			schedule(nanos);
		}
	}

}
