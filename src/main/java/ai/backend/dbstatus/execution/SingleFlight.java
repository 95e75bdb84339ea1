package ai.backend.dbstatus.execution;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Work that is done once at a time for all who ask for it, and that never answers with what it saw before it was asked.
 * <p>
 * Whoever asks joins the flight that has not begun yet. When the one under way has ended, the door of the next is closed,
 * and only then does it begin. So whoever joined in time joined before it began, and whoever comes later joins the one
 * after: no answer is older than its question, and however many ask, one flight is under way and one is waiting.
 * <p>
 * Flights that others wait for are made on a thread of their own: one at most, and none while nobody asks.
 *
 * @param <T> what the work finds
 */
public final class SingleFlight<T> {

	private final Supplier<T> work;

	private final Executor threads;

	private final Object door = new Object();

	private @Nullable CompletableFuture<T> next;

	private boolean underWay;

	/**
	 * Work that nobody has asked for.
	 * @param threads gives each task a thread of its own, at once
	 */
	public SingleFlight(Supplier<T> work, Executor threads) {
		this.work = work;
		this.threads = threads;
	}

	/**
	 * What the work finds that begins after this call. Not done on the caller's thread, which goes on at once.
	 */
	public CompletableFuture<T> join() {
		synchronized (this.door) {
			CompletableFuture<T> joined = this.next;
			if (joined == null) {
				joined = new CompletableFuture<>();
				this.next = joined;
			}
			begin();
			return joined;
		}
	}

	/**
	 * The same, but whoever asks while no work is under way does it before this returns: that spares two changes of threads.
	 * Only where the work always ends in time.
	 */
	public CompletableFuture<T> joinOrRun() {
		synchronized (this.door) {
			if (this.underWay) {
				return join();
			}
			this.underWay = true;
		}
		try {
			return CompletableFuture.completedFuture(this.work.get());
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
		finally {
			synchronized (this.door) {
				this.underWay = false;
				begin();
			}
		}
	}

	/**
	 * Begins the next flight if somebody waits for it and none is under way. Only once its thread is there it is under way:
	 * where there is none to be had, whoever asks next tries again. The door's lock is held.
	 */
	private void begin() {
		if (this.next != null && !this.underWay) {
			this.threads.execute(this::fly);
			this.underWay = true;
		}
	}

	/** Only begun when somebody waits. */
	private void fly() {
		boolean awaited = true;
		while (awaited) {
			CompletableFuture<T> joined = closeDoor();
			try {
				T found = this.work.get();
				awaited = end();
				joined.complete(found);
			}
			catch (Throwable ex) {
				awaited = end();
				joined.completeExceptionally(ex);
			}
		}
	}

	/** Those who wait, whom nobody can join any more. */
	private CompletableFuture<T> closeDoor() {
		synchronized (this.door) {
			CompletableFuture<T> joined = Objects.requireNonNull(this.next);
			this.next = null;
			return joined;
		}
	}

	/**
	 * Ends a flight before anybody is answered: whoever asks again at once finds none under way.
	 * @return whether others wait for the next one, which then is under way
	 */
	private boolean end() {
		synchronized (this.door) {
			this.underWay = (this.next != null);
			return this.underWay;
		}
	}

}
