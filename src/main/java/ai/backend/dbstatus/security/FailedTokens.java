package ai.backend.dbstatus.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the wrong tokens that an address has shown within a minute. After so many no token of that address is looked at
 * until the minute is over, so that a token cannot be guessed by trying; the log has a line for each such minute, and one for
 * its first wrong token. Safe for concurrent use.
 */
final class FailedTokens {

	static final int MOST = 60;

	static final Duration WINDOW = Duration.ofMinutes(1);

	/** Whoever has more addresses pushes out his own first. */
	private static final int MOST_ADDRESSES = 10_000;

	private static final Logger LOG = LoggerFactory.getLogger(FailedTokens.class);

	private final LongSupplier nanoTime;

	private final Map<String, Window> windows = new LinkedHashMap<>();

	private static final class Window {

		private final long begun;

		private int failures;

		Window(long begun) {
			this.begun = begun;
		}

	}

	FailedTokens(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Whether an address has shown too many.
	 */
	synchronized boolean isRefused(String address) {
		Window window = current(address);
		return window != null && window.failures >= MOST;
	}

	/**
	 * Notes that an address has shown a wrong one.
	 */
	synchronized void failed(String address) {
		Window window = current(address);
		if (window == null) {
			if (this.windows.size() == MOST_ADDRESSES) {
				this.windows.remove(this.windows.keySet().iterator().next());
			}
			window = new Window(this.nanoTime.getAsLong());
			this.windows.put(address, window);
			LOG.warn("A wrong token was shown from {}", address);
		}
		window.failures++;
		if (window.failures == MOST) {
			LOG.warn(
					"{} wrong tokens were shown from {} within a minute: its tokens are not looked at for the rest of it",
					MOST,
					address);
		}
	}

	private @Nullable Window current(String address) {
		Window window = this.windows.get(address);
		if (window != null && this.nanoTime.getAsLong() - window.begun > WINDOW.toNanos()) {
			this.windows.remove(address);
			return null;
		}
		return window;
	}

}
