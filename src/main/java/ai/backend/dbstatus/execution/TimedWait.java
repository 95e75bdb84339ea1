package ai.backend.dbstatus.execution;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waiting for an answer, and no longer than one may. What makes the answer goes on, whoever stops waiting.
 */
public final class TimedWait {

	private TimedWait() {
	}

	/**
	 * Waits for nothing but the time.
	 * @throws CancellationException if the calling thread is interrupted; its interrupt status stays set
	 */
	public static void pause(Duration time) {
		try {
			TimeUnit.NANOSECONDS.sleep(time.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted during a pause");
		}
	}

	/**
	 * The answer once it is there.
	 * @param atMost how long to wait; zero or less takes only what is there already
	 * @throws TimeoutException if the time is over
	 * @throws CancellationException if the calling thread is interrupted; its interrupt status stays set
	 * @throws RuntimeException what was thrown in place of an answer
	 */
	public static <T> T await(CompletableFuture<T> answer, Duration atMost) throws TimeoutException {
		try {
			return answer.get(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while waiting for an answer");
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
	}

}
