package ai.backend.dbstatus.status.poll;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import ai.backend.dbstatus.component.UnknownComponentException;
import ai.backend.dbstatus.status.report.StatusReport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A component that is checked again and again while somebody watches it: as often as the most impatient one wants, one check
 * for all of them, and none when there is nobody.
 */
final class PolledComponent {

	private static final Log log = LogFactory.getLog(PolledComponent.class);

	private final String name;

	private final Function<String, StatusReport> check;

	private final ScheduledExecutorService timer;

	private final Executor executor;

	private final Runnable deserted;

	private final Set<Watch> watches = new LinkedHashSet<>();

	private boolean underWay;

	private @Nullable Future<?> scheduled;

	private long scheduledFor;

	/**
	 * A component that nobody watches yet.
	 * @param deserted run each time when nobody watches any more
	 */
	PolledComponent(String name, Function<String, StatusReport> check, ScheduledExecutorService timer,
			Executor executor,
			Runnable deserted) {
		this.name = name;
		this.check = check;
		this.timer = timer;
		this.executor = executor;
		this.deserted = deserted;
	}

	/**
	 * Begins to watch.
	 * @param delay after what time the first check is wanted, in nanoseconds
	 */
	synchronized Watch watch(Pace pace, PollListener listener, long delay) {
		Watch watch = new Watch(this, pace, listener, System.nanoTime() + delay);
		this.watches.add(watch);
		schedule();
		return watch;
	}

	void remove(Watch watch) {
		boolean empty;
		synchronized (this) {
			empty = this.watches.remove(watch) && this.watches.isEmpty();
			schedule();
		}
		if (empty) {
			this.deserted.run();
		}
	}

	synchronized boolean isWatched() {
		return !this.watches.isEmpty();
	}

	/** Sees to it that the next check begins when it is wanted first. The lock is held. */
	private void schedule() {
		if (this.underWay) {
			return;
		}
		Watch first = first();
		if (this.scheduled != null) {
			if (first != null && first.due() == this.scheduledFor) {
				return;
			}
			this.scheduled.cancel(false);
			this.scheduled = null;
		}
		if (first != null) {
			this.scheduledFor = first.due();
			try {
				this.scheduled = this.timer.schedule(() -> this.executor.execute(this::poll),
						Math.max(0, first.due() - System.nanoTime()), TimeUnit.NANOSECONDS);
			}
			catch (RejectedExecutionException ex) {
				// The service ends, and with it all that is watched.
			}
		}
	}

	private @Nullable Watch first() {
		Watch first = null;
		for (Watch watch : this.watches) {
			if (first == null || watch.due() - first.due() < 0) {
				first = watch;
			}
		}
		return first;
	}

	private void poll() {
		if (!begin()) {
			return;
		}
		List<Watch> present = List.of();
		try {
			// Before the check begins: whoever comes meanwhile hears of the next one only.
			present = watches().stream().filter((watch) -> watch.listener().isPresent()).toList();
			if (!present.isEmpty()) {
				StatusReport report = this.check.apply(this.name);
				tell(present, (listener) -> listener.polled(report));
			}
		}
		catch (UnknownComponentException ex) {
			present.forEach(Watch::close);
			tell(present, (listener) -> listener.gone(this.name));
		}
		catch (RuntimeException ex) {
			log.error("A check of component '" + this.name + "' failed because of a defect of this service", ex);
		}
		finally {
			end();
		}
	}

	private synchronized boolean begin() {
		if (this.underWay) {
			return false;
		}
		this.underWay = true;
		this.scheduled = null;
		long now = System.nanoTime();
		this.watches.forEach((watch) -> watch.began(now));
		return true;
	}

	private synchronized List<Watch> watches() {
		return List.copyOf(this.watches);
	}

	private synchronized void end() {
		this.underWay = false;
		schedule();
	}

	private void tell(List<Watch> watches, Consumer<PollListener> news) {
		for (Watch watch : watches) {
			try {
				news.accept(watch.listener());
			}
			catch (RuntimeException ex) {
				log.error("A listener to the checks of component '" + this.name
						+ "' failed because of a defect of this service", ex);
			}
		}
	}

}
