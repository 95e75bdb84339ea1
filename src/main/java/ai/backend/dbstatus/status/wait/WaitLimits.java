package ai.backend.dbstatus.status.wait;

import java.time.Duration;

/**
 * How callers may wait for a status.
 *
 * @param interval how long after the beginning of a check the next one begins while somebody waits; positive
 * @param maxDuration how long one may wait
 * @param maxClients how many callers may wait at once, for all components together
 */
public record WaitLimits(Duration interval, Duration maxDuration, int maxClients) {

	public WaitLimits {
		if (!interval.isPositive() || maxDuration.isNegative() || maxClients < 0) {
			throw new IllegalArgumentException("These limits leave no room: " + interval + ", " + maxDuration + ", "
					+ maxClients);
		}
	}

}
