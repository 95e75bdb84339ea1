package ai.backend.dbstatus.status.poll;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import ai.backend.dbstatus.component.UnknownComponentException;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * Checks components again and again for all who watch them: those who wait for a status, those who listen for changes, and
 * the service itself. A component is checked as often as the most impatient of them wants; a check that takes longer delays
 * no other component, and only the next check of its own. Between checks nothing holds a thread or a connection.
 */
public final class Poller implements AutoCloseable {

	private final Function<String, StatusReport> check;

	private final Executor executor;

	private final ScheduledThreadPoolExecutor timer;

	private final Map<String, PolledComponent> components = new ConcurrentHashMap<>();

	/**
	 * A poller that sleeps until somebody watches.
	 * @param check checks a component now; throws {@link UnknownComponentException} if there is none of this name
	 * @param executor makes the checks, each at once
	 */
	public Poller(Function<String, StatusReport> check, Executor executor) {
		this.check = check;
		this.executor = executor;
		this.timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("poller").factory());
		this.timer.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Begins to watch a component, which is checked at once.
	 */
	public Watch watchNow(String component, Pace pace, PollListener listener) {
		return watch(component, pace, listener, 0);
	}

	/**
	 * Begins to watch a component, which has just been checked.
	 */
	public Watch watch(String component, Pace pace, PollListener listener) {
		return watch(component, pace, listener, pace.nextNanos());
	}

	/**
	 * Begins to watch a component, which is checked after a while for the first time.
	 */
	public Watch watchAfter(Duration delay, String component, Pace pace, PollListener listener) {
		return watch(component, pace, listener, delay.toNanos());
	}

	private Watch watch(String component, Pace pace, PollListener listener, long delay) {
		AtomicReference<Watch> watch = new AtomicReference<>();
		this.components.compute(component, (name, known) -> {
			PolledComponent polled = (known != null) ? known : polled(name);
			watch.set(polled.watch(pace, listener, delay));
			return polled;
		});
		return watch.get();
	}

	private PolledComponent polled(String component) {
		return new PolledComponent(component, this.check, this.timer, this.executor, () -> this.components
				.computeIfPresent(component, (_, polled) -> polled.isWatched() ? polled : null));
	}

	/**
	 * The names of the components that somebody watches.
	 */
	public Set<String> watched() {
		return Set.copyOf(this.components.keySet());
	}

	/**
	 * Ends it; a check under way is not waited for.
	 */
	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
