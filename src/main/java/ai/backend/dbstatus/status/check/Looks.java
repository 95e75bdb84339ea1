package ai.backend.dbstatus.status.check;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import ai.backend.dbstatus.execution.TimedWait;

/**
 * Looks at what scripts of one component do, which is work for a processor and may not end: on threads of their own, a few at
 * a time, and nobody waits longer than he may. One that has not ended keeps its place, so that a project that is made to take
 * long holds a few threads and no more. Safe for concurrent use.
 */
final class Looks {

	private static final int AT_ONCE = 4;

	private final Executor threads;

	private final Semaphore places = new Semaphore(AT_ONCE, true);

	Looks(Executor threads) {
		this.threads = threads;
	}

	/**
	 * Takes a look.
	 * @param atMost how long to wait, for a place and for the look
	 * @throws TimeoutException if the time is over
	 * @throws CancellationException if the calling thread is interrupted; its interrupt status stays set
	 * @throws RuntimeException what the look throws
	 */
	<T> T take(Supplier<T> look, Duration atMost) throws TimeoutException {
		long end = System.nanoTime() + atMost.toNanos();
		try {
			if (!this.places.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS)) {
				throw new TimeoutException();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while waiting to look");
		}
		return TimedWait.await(begin(look), Duration.ofNanos(end - System.nanoTime()));
	}

	private <T> CompletableFuture<T> begin(Supplier<T> look) {
		boolean begun = false;
		try {
			CompletableFuture<T> answer = CompletableFuture.supplyAsync(() -> {
				try {
					return look.get();
				}
				finally {
					this.places.release();
				}
			}, this.threads);
			begun = true;
			return answer;
		}
		finally {
			if (!begun) {
				this.places.release();
			}
		}
	}

}
