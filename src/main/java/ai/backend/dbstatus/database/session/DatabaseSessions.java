package ai.backend.dbstatus.database.session;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.url.Dialect;
import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.jspecify.annotations.Nullable;

/**
 * Lends connections to any number of databases, out of a bounded number which are kept for a short while and then closed.
 * A connection is lent to whoever asks the same database as the same user, whatever the query. One for the whole service;
 * safe for any number of threads.
 * <p>
 * The pool lends places, not connections: a place connects for the thread that has borrowed it, so that nobody ever waits
 * for somebody else's server. When all places are taken up, the one that has been idle longest is cleared for whoever
 * asks. Files wait for their turn likewise, but are opened anew for each session: that costs nothing, and it may be
 * another file the next time.
 */
public final class DatabaseSessions implements AutoCloseable {

	/**
	 * So that a failover behind an address is noticed though the old server still answers, and a change of passwords or of a
	 * role's settings, too: no gate opens for what a server says that the address has not led to for longer.
	 */
	private static final Duration MAX_AGE = Duration.ofSeconds(5);

	private final DatabaseTimeouts timeouts;

	private final Watchdog watchdog;

	private final Connector connector;

	private final ConnectionLimits limits;

	/** Empty for nobody in particular. */
	private final String asker;

	private final ConnectionPlace.Settings settings;

	private final GenericKeyedObjectPool<DatabaseUrl, ConnectionPlace> pool;

	/**
	 * Sessions with any number of databases.
	 * @param timeouts how long a session may take
	 * @param maxConnections how many connections to servers may be open at once, idle ones included
	 * @param maxIdle how long a connection that nobody uses is kept
	 */
	public DatabaseSessions(DatabaseTimeouts timeouts, int maxConnections, Duration maxIdle) {
		this.timeouts = timeouts;
		this.asker = "";
		this.watchdog = new Watchdog();
		this.limits = new ConnectionLimits(maxConnections);
		this.connector = new Connector(maxConnections);
		this.settings = new ConnectionPlace.Settings(this.connector, this.watchdog, timeouts, MAX_AGE);
		this.pool = new GenericKeyedObjectPool<>(new PlaceFactory(this.settings), poolConfig(maxConnections, maxIdle));
	}

	private DatabaseSessions(DatabaseSessions all, String asker) {
		this.timeouts = all.timeouts;
		this.limits = all.limits;
		this.connector = all.connector;
		this.settings = all.settings;
		this.pool = all.pool;
		this.watchdog = all.watchdog;
		this.asker = asker;
	}

	/**
	 * These sessions, for somebody who holds no more than his share of threads, however many databases he asks. To be closed
	 * with the others.
	 * @param asker who asks, as messages say it
	 */
	public DatabaseSessions of(String asker) {
		return new DatabaseSessions(this, asker);
	}

	private static GenericKeyedObjectPoolConfig<ConnectionPlace> poolConfig(int maxConnections, Duration maxIdle) {
		GenericKeyedObjectPoolConfig<ConnectionPlace> config = new GenericKeyedObjectPoolConfig<>();
		config.setMaxTotal(maxConnections);
		// How many of these one database gets is not the pool's matter: see ConnectionLimits.
		config.setMaxTotalPerKey(-1);
		config.setMaxIdlePerKey(-1);
		config.setMinEvictableIdleDuration(maxIdle);
		config.setTimeBetweenEvictionRuns(maxIdle.dividedBy(3));
		config.setNumTestsPerEvictionRun(-1);
		config.setJmxEnabled(false);
		return config;
	}

	/**
	 * Asks a single query in a session of its own.
	 * @see #withSession
	 */
	public <T extends @Nullable Object> T ask(DatabaseUrl url, DatabaseQuery<T> query) {
		return withSession(url, (session) -> session.ask(query));
	}

	/**
	 * Lends a session with a database to work that asks it, and returns what the work returns. Waits for a connection no
	 * longer than the time for an answer; the session is then given no more than the total time, whatever the server does.
	 * @throws DatabaseException why there is no answer
	 * @throws CancellationException if the calling thread is interrupted; its interrupt status stays set
	 */
	public <T extends @Nullable Object> T withSession(DatabaseUrl url, Function<DatabaseSession, T> work) {
		Deadline deadline = Deadline.in(this.timeouts.answer());
		try (ConnectionLimits.Permit _ = this.limits.acquire(url, deadline)) {
			ConnectionPlace place = borrow(url, deadline);
			DatabaseSession session = new DatabaseSession(place, deadline.orIn(this.timeouts.total()));
			try {
				return ScopedValue.where(Connector.ASKER, this.asker).call(() -> work.apply(session));
			}
			finally {
				giveBack(url, place, session.end());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while waiting to connect to " + url.address());
		}
	}

	private ConnectionPlace borrow(DatabaseUrl url, Deadline deadline) throws InterruptedException {
		if (url.dialect() == Dialect.SQLITE) {
			return new FilePlace(url, this.settings);
		}
		try {
			return this.pool.borrowObject(url, Duration.ofNanos(Math.max(1, deadline.remainingNanos())));
		}
		catch (NoSuchElementException ex) {
			throw this.limits.exhausted(url);
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("The pool of database connections is closed", ex);
		}
	}

	private void giveBack(DatabaseUrl url, ConnectionPlace place, boolean sound) {
		if (place instanceof FilePlace) {
			place.close();
			return;
		}
		if (sound) {
			this.pool.returnObject(url, place);
			return;
		}
		try {
			this.pool.invalidateObject(url, place);
		}
		catch (Exception ex) {
			place.close();
		}
	}

	/**
	 * How many connections to servers are open, idle ones included.
	 */
	public int openConnections() {
		// Not active plus idle: a connection that changes from one to the other in between would count twice.
		long made = this.pool.getCreatedCount();
		return (int) Math.max(0, made - this.pool.getDestroyedCount());
	}

	/**
	 * Whether no database can be asked, because those that do not answer hold all threads.
	 */
	public boolean isExhausted() {
		return this.connector.isExhausted();
	}

	@Override
	public void close() {
		this.pool.close();
		this.connector.close();
		this.watchdog.close();
	}

	/**
	 * Makes places for connections to servers.
	 */
	private static final class PlaceFactory extends BaseKeyedPooledObjectFactory<DatabaseUrl, ConnectionPlace> {

		private final ConnectionPlace.Settings settings;

		PlaceFactory(ConnectionPlace.Settings settings) {
			this.settings = settings;
		}

		@Override
		public ConnectionPlace create(DatabaseUrl url) {
			return new ServerPlace(url, this.settings);
		}

		@Override
		public PooledObject<ConnectionPlace> wrap(ConnectionPlace place) {
			return new DefaultPooledObject<>(place);
		}

		@Override
		public void destroyObject(DatabaseUrl url, PooledObject<ConnectionPlace> place) {
			place.getObject().close();
		}

	}

}
