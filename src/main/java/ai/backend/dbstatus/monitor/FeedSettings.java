package ai.backend.dbstatus.monitor;

import java.time.Duration;

/**
 * How changes are told.
 *
 * @param maxSubscribers how many may listen at once
 * @param memory how many changes are remembered
 * @param heartbeat how long a subscriber waits for an event before it gives a sign of life; positive
 * @param checkInterval how often a component is checked while somebody listens for it; zero: no more often than otherwise
 */
public record FeedSettings(int maxSubscribers, int memory, Duration heartbeat, Duration checkInterval) {}
