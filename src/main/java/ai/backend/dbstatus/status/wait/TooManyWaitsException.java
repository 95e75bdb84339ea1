package ai.backend.dbstatus.status.wait;

import java.time.Duration;

/**
 * As many callers wait as may wait at once.
 */
public final class TooManyWaitsException extends RuntimeException {

	private final Duration retryAfter;

	TooManyWaitsException(WaitLimits limits) {
		// Said when there is much to do already.
		super("%d callers are waiting already, and no more may; ask again later, or without waiting.".formatted(
				limits.maxClients()), null, false, false);
		this.retryAfter = limits.interval();
	}

	/**
	 * When to ask again.
	 */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}
