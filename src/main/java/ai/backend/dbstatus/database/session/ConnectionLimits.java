package ai.backend.dbstatus.database.session;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.url.Server;

/**
 * Leaves some connections to the others: no database gets more than a quarter of them at once, and no server, however many
 * databases it has, more than three quarters. Else one that does not answer would keep those waiting that would. All files
 * together count as the databases of one server.
 */
final class ConnectionLimits {

	private final int maxConnections;

	private final Limit<DatabaseUrl> databases;

	private final Limit<List<Server>> servers;

	/**
	 * The right to use one connection.
	 */
	interface Permit extends AutoCloseable {

		@Override
		void close();

	}

	ConnectionLimits(int maxConnections) {
		this.maxConnections = maxConnections;
		this.databases = new Limit<>(perDatabase(maxConnections));
		this.servers = new Limit<>(Math.max(1, maxConnections * 3 / 4));
	}

	/**
	 * How many connections one database gets, as one user: two at least, where there are two.
	 */
	private static int perDatabase(int maxConnections) {
		return Math.min(maxConnections, Math.max(2, maxConnections / 4));
	}

	/**
	 * Waits for the right to use one more connection until the deadline.
	 * @throws DatabaseException {@link DatabaseFailure#TOO_MANY_CONNECTIONS} if there was none
	 */
	Permit acquire(DatabaseUrl url, Deadline deadline) throws InterruptedException {
		Permit database = this.databases.acquire(url, url, deadline);
		try {
			Permit server = this.servers.acquire(url.servers(), url, deadline);
			return () -> {
				server.close();
				database.close();
			};
		}
		catch (DatabaseException | InterruptedException ex) {
			database.close();
			throw ex;
		}
	}

	/**
	 * That no connection became free in time.
	 */
	DatabaseException exhausted(DatabaseUrl url) {
		return new DatabaseException(DatabaseFailure.TOO_MANY_CONNECTIONS, "None of the " + this.maxConnections
				+ " database connections of this service became free in time to ask " + url.address());
	}

	/**
	 * So many for each key, and nothing kept for a key that nobody uses.
	 */
	private final class Limit<K> {

		private final ConcurrentMap<K, Places> used = new ConcurrentHashMap<>();

		private final int each;

		Limit(int each) {
			this.each = each;
		}

		Permit acquire(K key, DatabaseUrl url, Deadline deadline) throws InterruptedException {
			Places places = this.used.compute(key,
					(_, known) -> ((known != null) ? known : new Places(this.each)).enter());
			boolean acquired = false;
			try {
				acquired = places.free.tryAcquire(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
			}
			finally {
				if (!acquired) {
					leave(key);
				}
			}
			if (!acquired) {
				throw exhausted(url);
			}
			return () -> {
				places.free.release();
				leave(key);
			};
		}

		private void leave(K key) {
			this.used.computeIfPresent(key, (_, places) -> places.leave() ? null : places);
		}

	}

	/**
	 * The places of one key, and how many have one or wait for one.
	 */
	private static final class Places {

		private final Semaphore free;

		private int users;

		Places(int count) {
			this.free = new Semaphore(count, true);
		}

		Places enter() {
			this.users++;
			return this;
		}

		/** Whether nobody is left. */
		boolean leave() {
			this.users--;
			return this.users == 0;
		}

	}

}
