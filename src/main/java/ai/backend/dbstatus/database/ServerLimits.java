package ai.backend.dbstatus.database;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Leaves some connections to the others: no server, however many databases it has, gets more than three quarters of them
 * at once. Else one that does not answer would keep those waiting that would.
 */
final class ServerLimits {

	private final int perServer;

	private final Map<List<Server>, Semaphore> places = new ConcurrentHashMap<>();

	ServerLimits(int maxConnections) {
		this.perServer = Math.max(1, maxConnections * 3 / 4);
	}

	/**
	 * Waits for a place until the deadline; a place must be released.
	 * @return {@code null} if there was none
	 */
	@Nullable
	Semaphore acquire(DatabaseUrl url, Deadline deadline) throws InterruptedException {
		Semaphore semaphore = this.places.computeIfAbsent(url.target().servers(),
				(servers) -> new Semaphore(this.perServer, true));
		return semaphore.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS) ? semaphore : null;
	}

}
