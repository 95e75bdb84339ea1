package ai.backend.dbstatus.status;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Those who wait until components have a status. Between checks a wait is an entry in a set: it holds no thread and no
 * connection to a database, and all who wait for a component share its checks.
 */
public final class StatusWaits implements AutoCloseable {

	private final StatusService service;

	private final WaitLimits limits;

	private final Executor executor;

	private final ScheduledThreadPoolExecutor timer;

	private final Map<String, ComponentWatch> watches = new HashMap<>();

	private final Set<Wait> waits = ConcurrentHashMap.newKeySet();

	private final Semaphore places;

	private boolean closed;

	/**
	 * The waits for a service's components.
	 * @param executor makes the checks
	 */
	public StatusWaits(StatusService service, WaitLimits limits, Executor executor) {
		this.service = service;
		this.limits = limits;
		this.executor = executor;
		this.places = new Semaphore(limits.maxClients());
		this.timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("waits").factory());
		this.timer.setRemoveOnCancelPolicy(true);
	}

	public WaitLimits limits() {
		return this.limits;
	}

	/**
	 * How many are waiting.
	 */
	public int size() {
		return this.waits.size();
	}

	/**
	 * Checks components now, and again until an expectation holds of each of them, the time is over, the caller has gone,
	 * or this is closed. The first check is made before this method returns. Whoever completes or cancels the result ends
	 * the wait.
	 * @param components the components' names
	 * @param atMost how long to wait; zero or less checks once
	 * @param abandoned says whether the caller has gone; asked before each further check
	 * @return the last reports, in the order of the names; none of them was read before this call
	 * @throws UnknownComponentException if there is none of one of the names
	 * @throws TooManyWaitsException if the expectation does not hold at once and too many are waiting already
	 */
	public CompletableFuture<List<StatusReport>> await(List<String> components, Expectation expectation,
			Duration atMost, BooleanSupplier abandoned) {
		long start = System.nanoTime();
		List<StatusReport> first = this.service.checkAll(components);
		long remaining = atMost.toNanos() - (System.nanoTime() - start);
		Wait wait = new Wait(first, expectation, abandoned);
		if (expectation.holds(first) || remaining <= 0) {
			wait.end();
		}
		else {
			begin(wait, components, remaining);
		}
		return wait.answer();
	}

	private synchronized void begin(Wait wait, List<String> components, long nanos) {
		if (this.closed) {
			wait.end();
			return;
		}
		if (!this.places.tryAcquire()) {
			throw new TooManyWaitsException(this.limits);
		}
		this.waits.add(wait);
		List<ComponentWatch> watched = components.stream().map(this::watch).toList();
		watched.forEach((watch) -> watch.add(wait));
		Future<?> deadline = this.timer.schedule(wait::end, nanos, TimeUnit.NANOSECONDS);
		wait.answer().whenComplete((_, _) -> {
			deadline.cancel(false);
			watched.forEach((watch) -> watch.remove(wait));
			this.waits.remove(wait);
			this.places.release();
		});
	}

	private ComponentWatch watch(String component) {
		return this.watches.computeIfAbsent(component,
				(name) -> new ComponentWatch(() -> this.service.check(name), this.limits.interval(), this.timer,
						this.executor));
	}

	/**
	 * Ends all waits now, with the reports as they are. Whoever comes later is checked once.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		this.waits.forEach(Wait::end);
		this.timer.shutdownNow();
	}

}
