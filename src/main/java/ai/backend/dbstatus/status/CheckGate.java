package ai.backend.dbstatus.status;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets one check of a component through at a time, and answers every caller in time with a check that began after the
 * caller came.
 * <p>
 * Whoever arrives joins the check that has not begun yet. When the one under way has ended, the door of the next is
 * closed, and only then does it begin to read. So whoever joined in time joined before the read began, whoever comes later
 * finds the door closed and joins the one after: no answer is older than its question, and however many callers there
 * are, one check is under way and one is waiting.
 * <p>
 * Among many callers checks do not follow each other at once: what comes within {@link #GATHER} of the last check's
 * beginning shares the next. Whoever asks alone never waits for that.
 * <p>
 * Checks that others wait for are made on threads of their own, one for each gate at most and none while nobody asks.
 * Callers wait until their time is over, and no longer; the check goes on, and the next callers share what comes after it.
 * Whoever asks alone makes the check itself where it is known to end in time, which spares two changes of threads.
 *
 * @param <T> what a check finds
 */
final class CheckGate<T> {

	private static final Executor VIRTUAL = Executors
			.newThreadPerTaskExecutor(Thread.ofVirtual().name("db-status-check-", 0).factory());

	private static final Executor PLATFORM = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS,
			new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("db-status-files-", 0).factory());

	private static final Duration FOR_EVER = Duration.ofDays(36_500);

	/** Short beside a round trip over a network, long beside a check: so a check is a small part of what many ask. */
	private static final Duration GATHER = Duration.ofMillis(2);

	private final Supplier<T> check;

	private final BooleanSupplier ends;

	private final Duration atMost;

	private final Supplier<T> late;

	private final Executor threads;

	private final Object door = new Object();

	private @Nullable CompletableFuture<T> next;

	private boolean underWay;

	/** How many wait for the next check, and how many for the one under way. */
	private int callers;

	private int answered;

	private boolean crowded;

	private long began;

	/**
	 * A gate before a check that holds no thread while it waits: checks are made on virtual threads.
	 * @param ends whether a check that begins now ends in time, whatever happens
	 * @param atMost how long a caller waits
	 * @param late what a caller is told whose time is over; reads nothing and does not block
	 */
	CheckGate(Supplier<T> check, BooleanSupplier ends, Duration atMost, Supplier<T> late) {
		this(check, ends, atMost, late, VIRTUAL);
	}

	private CheckGate(Supplier<T> check, BooleanSupplier ends, Duration atMost, Supplier<T> late, Executor threads) {
		this.check = check;
		this.ends = ends;
		this.atMost = atMost;
		this.late = late;
		this.threads = threads;
	}

	/**
	 * A gate before a check that may hang in native code: it is made on platform threads, never on its caller's, and callers
	 * wait as long as it takes.
	 */
	static <T> CheckGate<T> patient(Supplier<T> check) {
		return new CheckGate<>(check, () -> false, FOR_EVER, () -> {
			throw new IllegalStateException("A check did not end in a lifetime");
		}, PLATFORM);
	}

	/**
	 * What a check finds that begins now or a little later; when the time is over, what is said then.
	 * @throws CancellationException if the calling thread is interrupted; its interrupt status stays set
	 */
	T check() {
		return goAlone() ? checkAlone() : checkWithOthers();
	}

	/**
	 * Whether the caller may make the check itself; then nobody else makes one until it has ended.
	 */
	private boolean goAlone() {
		if (!this.ends.getAsBoolean()) {
			return false;
		}
		synchronized (this.door) {
			long now = System.nanoTime();
			if (this.underWay || this.crowded && now - this.began < GATHER.toNanos()) {
				return false;
			}
			this.underWay = true;
			this.answered = 1;
			this.began = now;
			return true;
		}
	}

	/** The door is closed all the while: whoever comes joins the check after this one, which is made for them then. */
	private T checkAlone() {
		try {
			return this.check.get();
		}
		finally {
			synchronized (this.door) {
				noteCrowd();
				this.underWay = false;
				begin();
			}
		}
	}

	/**
	 * Has the next check made if somebody waits for it and none is under way. Only once its thread is there it is under way:
	 * where there is none to be had, the next caller tries again. The door's lock is held.
	 */
	private void begin() {
		if (this.next != null && !this.underWay) {
			this.threads.execute(this::makeChecks);
			this.underWay = true;
		}
	}

	/** Whether anybody but one caller was there; asked before that one is answered. The door's lock is held. */
	private void noteCrowd() {
		this.crowded = (this.answered > 1) || (this.callers > 0);
	}

	private T checkWithOthers() {
		CompletableFuture<T> joined = join();
		try {
			return joined.get(this.atMost.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return this.late.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while waiting for a check");
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
	}

	private CompletableFuture<T> join() {
		synchronized (this.door) {
			CompletableFuture<T> joined = this.next;
			if (joined == null) {
				joined = new CompletableFuture<>();
				this.next = joined;
			}
			this.callers++;
			begin();
			return joined;
		}
	}

	/** Only begun when somebody waits for the next check. */
	private void makeChecks() {
		boolean awaited = true;
		while (awaited) {
			gather();
			CompletableFuture<T> joined = closeDoor();
			try {
				T found = this.check.get();
				awaited = end();
				joined.complete(found);
			}
			catch (Throwable ex) {
				awaited = end();
				joined.completeExceptionally(ex);
			}
		}
	}

	/**
	 * Ends a check before anybody is answered: whoever asks again at once is no second caller, and finds nothing under way.
	 * @return whether others wait for the next check, which then is under way
	 */
	private boolean end() {
		synchronized (this.door) {
			noteCrowd();
			this.underWay = (this.next != null);
			return this.underWay;
		}
	}

	/**
	 * Leaves the door open for a moment if several callers came about the time of the last check.
	 */
	private void gather() {
		long rest;
		synchronized (this.door) {
			rest = this.crowded ? this.began + GATHER.toNanos() - System.nanoTime() : 0;
		}
		if (rest > 0) {
			LockSupport.parkNanos(this, rest);
		}
	}

	/**
	 * The callers of the next check, whom nobody can join any more.
	 */
	private CompletableFuture<T> closeDoor() {
		synchronized (this.door) {
			CompletableFuture<T> joined = Objects.requireNonNull(this.next);
			this.next = null;
			this.answered = this.callers;
			this.callers = 0;
			this.began = System.nanoTime();
			return joined;
		}
	}

}
