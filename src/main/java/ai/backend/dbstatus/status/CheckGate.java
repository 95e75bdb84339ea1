package ai.backend.dbstatus.status;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets one check of a component through at a time, and answers every caller with a check that began after the caller
 * came.
 * <p>
 * Whoever arrives joins the check that has not begun yet; the first to join makes it. That one waits for the check under
 * way, closes the door, and only then begins to read. So whoever joined in time joined before the read began, whoever
 * comes later finds the door closed and joins the next: no answer is older than its question, and however many callers
 * there are, one check is under way and at most one is waiting.
 *
 * @param <T> what a check finds
 */
final class CheckGate<T> {

	private final Supplier<T> check;

	private final ReentrantLock underWay = new ReentrantLock();

	private final Object door = new Object();

	private @Nullable CompletableFuture<T> next;

	CheckGate(Supplier<T> check) {
		this.check = check;
	}

	/**
	 * What a check finds that begins now or a little later.
	 */
	T check() {
		CompletableFuture<T> joined = new CompletableFuture<>();
		boolean first;
		synchronized (this.door) {
			first = (this.next == null);
			if (this.next == null) {
				this.next = joined;
			}
			else {
				joined = this.next;
			}
		}
		if (first) {
			make(joined);
		}
		try {
			return joined.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	private void make(CompletableFuture<T> joined) {
		this.underWay.lock();
		try {
			synchronized (this.door) {
				this.next = null;
			}
			joined.complete(this.check.get());
		}
		catch (Throwable ex) {
			joined.completeExceptionally(ex);
		}
		finally {
			this.underWay.unlock();
		}
	}

}
