package ai.backend.dbstatus.status.wait;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import ai.backend.dbstatus.component.UnknownComponentException;
import ai.backend.dbstatus.component.UnknownTenantException;
import ai.backend.dbstatus.status.Asked;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.poll.Pace;
import ai.backend.dbstatus.status.poll.Poller;
import ai.backend.dbstatus.status.poll.Watch;
import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * Those who wait until components have a status. Between checks a wait is an entry in a set: it holds no thread and no
 * connection to a database, and all who wait for a component share its checks.
 */
public final class StatusWaits implements AutoCloseable {

	private final StatusService service;

	private final WaitLimits limits;

	private final Poller poller;

	private final Pace pace;

	private final ScheduledThreadPoolExecutor timer;

	private final Set<Wait> waits = ConcurrentHashMap.newKeySet();

	private final Semaphore places;

	private boolean closed;

	/**
	 * The waits for a service's components.
	 * @param poller checks again and again while somebody waits
	 */
	public StatusWaits(StatusService service, WaitLimits limits, Poller poller) {
		this.service = service;
		this.limits = limits;
		this.poller = poller;
		this.pace = Pace.every(limits.interval());
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
	 * @return the last reports, in the order of the names; none of them was read before this call. A component that goes
	 * meanwhile is left out; if there is no other, the result fails with {@link UnknownComponentException}.
	 * @throws UnknownComponentException if there is none of one of the names
	 * @throws TooManyWaitsException if the expectation does not hold at once and too many are waiting already
	 */
	public CompletableFuture<List<StatusReport>> await(List<String> components, Expectation expectation,
			Duration atMost, BooleanSupplier abandoned) {
		long start = System.nanoTime();
		List<StatusReport> first = this.service.checkAll(components, expectation::isMetBy);
		return await(first, new Wait(first, expectation, abandoned), expectation, atMost, start);
	}

	/**
	 * The same for checks that look at more, or at other scripts.
	 * @param asked what they look at; a ref may move meanwhile
	 */
	public CompletableFuture<List<StatusReport>> await(List<String> components, Asked asked, Expectation expectation,
			Duration atMost, BooleanSupplier abandoned) {
		if (asked.equals(Asked.NOTHING_ELSE)) {
			return await(components, expectation, atMost, abandoned);
		}
		long start = System.nanoTime();
		List<StatusReport> first = this.service.checkAll(components, asked, expectation::isMetBy);
		return await(first, new Wait(first, expectation, abandoned,
				(polled) -> this.service.checkAll(List.of(polled.component()), asked, expectation::isMetBy).getFirst()),
				expectation, atMost,
				start);
	}

	/**
	 * The same for one tenant of a component.
	 * @return the last report; fails with {@link UnknownTenantException} where the tenant goes meanwhile
	 * @throws UnknownTenantException if there is no such tenant
	 */
	public CompletableFuture<List<StatusReport>> awaitTenant(String component, String tenant, Expectation expectation,
			Duration atMost, BooleanSupplier abandoned) {
		long start = System.nanoTime();
		StatusReport first = this.service.checkTenant(component, tenant, expectation::isMetBy);
		// A poll has just been made: its check is the last one, unless there is a newer one.
		Wait wait = new Wait(component, first, expectation, abandoned,
				(_) -> this.service.lastOfTenant(component, tenant));
		return await(List.of(first), wait, expectation, atMost, start);
	}

	private CompletableFuture<List<StatusReport>> await(List<StatusReport> first, Wait wait, Expectation expectation,
			Duration atMost, long start) {
		long remaining = atMost.toNanos() - (System.nanoTime() - start);
		if (expectation.holds(first) || remaining <= 0) {
			wait.end();
		}
		else {
			begin(wait, remaining);
		}
		return wait.answer();
	}

	private synchronized void begin(Wait wait, long nanos) {
		if (this.closed) {
			wait.end();
			return;
		}
		if (!this.places.tryAcquire()) {
			throw new TooManyWaitsException(this.limits);
		}
		this.waits.add(wait);
		List<Watch> watches = wait.components()
				.stream()
				.map((component) -> this.poller.watch(component, this.pace, wait))
				.toList();
		Future<?> deadline = this.timer.schedule(wait::end, nanos, TimeUnit.NANOSECONDS);
		CompletableFuture<?> _ = wait.answer().whenComplete((_, _) -> {
			deadline.cancel(false);
			watches.forEach(Watch::close);
			this.waits.remove(wait);
			this.places.release();
		});
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
