package ai.backend.dbstatus.database;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;

/**
 * Reads version tables of any number of databases over a bounded number of connections, which are kept for a short while
 * and then closed. One for the whole service; safe for any number of threads.
 * <p>
 * The pool lends places, not connections: a place connects on the thread that has borrowed it, so that nobody ever waits
 * for somebody else's server. When all places are taken up, the one that has been idle longest is cleared for whoever
 * asks.
 */
public final class VersionTableReader implements AutoCloseable {

	/** So that a change of the server's address, of passwords or of a role's settings is noticed though nothing broke. */
	private static final Duration MAX_AGE = Duration.ofSeconds(60);

	private final DatabaseTimeouts timeouts;

	private final int maxConnections;

	private final Watchdog watchdog = new Watchdog();

	private final Connector connector;

	private final ServerLimits limits;

	private final Session.SessionSettings settings;

	private final GenericKeyedObjectPool<Key, Session> pool;

	/**
	 * To whom a connection may be lent again: the same database as the same user, for the same statement.
	 */
	private record Key(DatabaseUrl url, VersionTable table) {}

	/**
	 * A reader.
	 * @param timeouts how long a read may take
	 * @param maxConnections how many connections may be open at once, idle ones included
	 * @param maxIdle how long a connection that nobody uses is kept
	 */
	public VersionTableReader(DatabaseTimeouts timeouts, int maxConnections, Duration maxIdle) {
		this.timeouts = timeouts;
		this.maxConnections = maxConnections;
		this.limits = new ServerLimits(maxConnections);
		this.connector = new Connector(timeouts, maxConnections);
		this.settings = new Session.SessionSettings(this.connector, this.watchdog, timeouts, MAX_AGE);
		this.pool = new GenericKeyedObjectPool<>(new SessionFactory(this.settings),
				poolConfig(maxConnections, maxIdle));
	}

	private static GenericKeyedObjectPoolConfig<Session> poolConfig(int maxConnections, Duration maxIdle) {
		GenericKeyedObjectPoolConfig<Session> config = new GenericKeyedObjectPoolConfig<>();
		config.setMaxTotal(maxConnections);
		config.setMaxTotalPerKey(2);
		config.setMaxIdlePerKey(1);
		config.setMinEvictableIdleDuration(maxIdle);
		config.setTimeBetweenEvictionRuns(maxIdle.dividedBy(3));
		config.setNumTestsPerEvictionRun(-1);
		config.setJmxEnabled(false);
		return config;
	}

	/**
	 * Reads a version table now. Returns or throws within the time for an answer, whatever the server does; of that, the
	 * server is given no more than the total time.
	 * @throws DatabaseException why there is no answer
	 * @throws CancellationException if the calling thread is interrupted; its interrupt status stays set
	 */
	public VersionTableState read(DatabaseUrl url, VersionTable table) {
		return (url.dialect() == Dialect.SQLITE)
				? readFile(url, table, Deadline.in(this.timeouts.total()))
				: readServer(url, table, Deadline.in(this.timeouts.answer()));
	}

	/**
	 * A file costs nothing to open, and may be another one the next time. It is read on a thread of the connector, because
	 * SQLite waits for a lock, and a file system for whatever it waits for, in native code.
	 */
	private VersionTableState readFile(DatabaseUrl url, VersionTable table, Deadline deadline) {
		try {
			return this.connector.call(url, deadline, () -> {
				try (Session session = new Session(url, table, this.settings)) {
					return session.read(deadline);
				}
			});
		}
		catch (TimeoutException ex) {
			throw Failures.exception(DatabaseFailure.QUERY_TIMEOUT, url, table, this.timeouts);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("Reading " + url + " failed", ex.getCause());
		}
	}

	private VersionTableState readServer(DatabaseUrl url, VersionTable table, Deadline deadline) {
		try {
			Semaphore place = this.limits.acquire(url, deadline);
			if (place == null) {
				throw noConnectionLeft(url);
			}
			try {
				return readPooled(new Key(url, table), deadline);
			}
			finally {
				place.release();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while waiting to connect to " + url.address());
		}
	}

	private VersionTableState readPooled(Key key, Deadline deadline) throws InterruptedException {
		Session session = borrow(key, deadline);
		boolean sound = false;
		try {
			VersionTableState state = session.read(deadline.orIn(this.timeouts.total()));
			sound = true;
			return state;
		}
		finally {
			giveBack(key, session, sound);
		}
	}

	private Session borrow(Key key, Deadline deadline) throws InterruptedException {
		try {
			return this.pool.borrowObject(key, Duration.ofNanos(Math.max(1, deadline.remainingNanos())));
		}
		catch (NoSuchElementException ex) {
			throw noConnectionLeft(key.url);
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("The pool of database connections is closed", ex);
		}
	}

	private DatabaseException noConnectionLeft(DatabaseUrl url) {
		return new DatabaseException(DatabaseFailure.TOO_MANY_CONNECTIONS, "None of the " + this.maxConnections
				+ " database connections of this service became free in time to ask " + url.address());
	}

	private void giveBack(Key key, Session session, boolean sound) {
		if (sound) {
			this.pool.returnObject(key, session);
			return;
		}
		try {
			this.pool.invalidateObject(key, session);
		}
		catch (Exception ex) {
			session.close();
		}
	}

	/**
	 * How many connections are open, idle ones included.
	 */
	public int openConnections() {
		// Not active plus idle: a connection that changes from one to the other in between would count twice.
		long made = this.pool.getCreatedCount();
		return (int) Math.max(0, made - this.pool.getDestroyedCount());
	}

	@Override
	public void close() {
		this.pool.close();
		this.connector.close();
		this.watchdog.close();
	}

	/**
	 * Makes places for connections.
	 */
	private static final class SessionFactory extends BaseKeyedPooledObjectFactory<Key, Session> {

		private final Session.SessionSettings settings;

		SessionFactory(Session.SessionSettings settings) {
			this.settings = settings;
		}

		@Override
		public Session create(Key key) {
			return new Session(key.url(), key.table(), this.settings);
		}

		@Override
		public PooledObject<Session> wrap(Session session) {
			return new DefaultPooledObject<>(session);
		}

		@Override
		public void destroyObject(Key key, PooledObject<Session> session) {
			session.getObject().close();
		}

	}

}
