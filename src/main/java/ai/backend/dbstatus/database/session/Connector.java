package ai.backend.dbstatus.database.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections, and reads files, on platform threads of its own: name resolution, file systems and SQLite can hang in
 * native code, where nothing can interrupt them and a virtual thread would pin its carrier. Whoever asks waits until the
 * deadline and no longer.
 */
final class Connector implements AutoCloseable {

	/** Enough for all connections to hang in name resolution several times over; beyond that, it is hopeless. */
	private static final int THREADS_PER_CONNECTION = 8;

	private final Drivers drivers = new Drivers();

	/** Of the threads that one database holds: nobody can end those that hang, and others need some, too. */
	private static final int MOST_FOR_A_DATABASE = 16;

	/** Who asks on this thread: a project may name another database each time. */
	static final ScopedValue<String> ASKER = ScopedValue.newInstance();

	private final ThreadPoolExecutor workers;

	private final Share<DatabaseUrl> databases = new Share<>(MOST_FOR_A_DATABASE);

	private final Share<String> askers;

	Connector(int maxConnections) {
		this.askers = new Share<>(Math.max(MOST_FOR_A_DATABASE, maxConnections));
		this.workers = new ThreadPoolExecutor(0, maxConnections * THREADS_PER_CONNECTION, 10, TimeUnit.SECONDS,
				new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("db-status-connect-", 0).factory());
	}

	/**
	 * Opens a connection to a server, whose sockets are the given ones.
	 * @param query what is to be asked
	 * @throws DatabaseException what went wrong
	 */
	Connection connect(Failures failures, DatabaseQuery<?> query, ConnectionSockets sockets, Deadline deadline) {
		DatabaseUrl url = failures.url();
		DatabaseTimeouts timeouts = failures.timeouts();
		try {
			return call(url, deadline.orIn(timeouts.connect()),
					() -> ScopedValue.where(ConnectionSockets.CURRENT, sockets).call(() -> open(failures, sockets)));
		}
		catch (TimeoutException ex) {
			ConnectionSockets.Phase phase = sockets.phase();
			sockets.abort();
			throw timedOut(url, timeouts, phase);
		}
		catch (CancellationException ex) {
			sockets.abort();
			throw ex;
		}
		catch (ExecutionException ex) {
			sockets.abort();
			DatabaseException failure = failures.of(ex, DatabaseFailure.CONNECT_TIMEOUT, query);
			throw switch (failure.failure()) {
				case CONNECT_TIMEOUT -> timedOut(url, timeouts, sockets.phase());
				// A network that cannot be reached looks like a lost connection, but there never was one.
				case CONNECTION_LOST -> (sockets.phase() == ConnectionSockets.Phase.CONNECTING)
						? new DatabaseException(DatabaseFailure.CONNECTION_REFUSED, "No route to " + url.address())
						: failure;
				default -> failure;
			};
		}
	}

	private Connection open(Failures failures, ConnectionSockets sockets) throws SQLException {
		Connection connection = open(failures);
		if (sockets.isAborted()) {
			connection.close();
		}
		return connection;
	}

	/**
	 * Opens a connection on the calling thread.
	 */
	Connection open(Failures failures) throws SQLException {
		DatabaseUrl url = failures.url();
		return failures.adapter().connect(this.drivers.get(url.dialect()), url, failures.timeouts());
	}

	/**
	 * Runs a task on a thread of this connector and waits for it until the deadline, but no longer.
	 */
	<T extends @Nullable Object> T call(DatabaseUrl url, Deadline deadline, Callable<T> task)
			throws TimeoutException, ExecutionException {
		try {
			return submit(url, task).get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			throw new DatabaseException(DatabaseFailure.TOO_MANY_CONNECTIONS,
					"Too many databases do not answer to ask another: " + url.address());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while waiting for " + url.address());
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof DatabaseException failure) {
				throw failure;
			}
			throw ex;
		}
	}

	private <T extends @Nullable Object> Future<T> submit(DatabaseUrl url, Callable<T> task) {
		String asker = ASKER.orElse("");
		if (!this.databases.take(url)) {
			throw new DatabaseException(DatabaseFailure.TOO_MANY_CONNECTIONS,
					"Too many questions to " + url.address() + " have not ended to ask another");
		}
		if (!asker.isEmpty() && !this.askers.take(asker)) {
			this.databases.giveBack(url);
			throw new DatabaseException(DatabaseFailure.TOO_MANY_CONNECTIONS,
					"Too many questions to the databases that %s has named have not ended to ask %s".formatted(asker,
							url.address()));
		}
		boolean submitted = false;
		try {
			Future<T> answer = this.workers.submit(() -> {
				try {
					return task.call();
				}
				finally {
					giveBack(url, asker);
				}
			});
			submitted = true;
			return answer;
		}
		finally {
			if (!submitted) {
				giveBack(url, asker);
			}
		}
	}

	private void giveBack(DatabaseUrl url, String asker) {
		this.databases.giveBack(url);
		if (!asker.isEmpty()) {
			this.askers.giveBack(asker);
		}
	}

	/**
	 * Whether all threads are held by databases that do not answer.
	 */
	boolean isExhausted() {
		return this.workers.getActiveCount() >= this.workers.getMaximumPoolSize();
	}

	private static DatabaseException timedOut(DatabaseUrl url, DatabaseTimeouts timeouts,
			ConnectionSockets.Phase phase) {
		String time = DatabaseTimeouts.display(timeouts.connect());
		String message = switch (phase) {
			case RESOLVING -> "The host name of " + url.address() + " was not resolved within " + time;
			case CONNECTING -> "Connection to " + url.address() + " timed out after " + time;
			case TALKING -> url.address() + " accepted the connection but did not finish the login within " + time;
		};
		return new DatabaseException(DatabaseFailure.CONNECT_TIMEOUT, message);
	}

	@Override
	public void close() {
		this.workers.shutdownNow();
	}

	/**
	 * How many threads each of many holds, whether or not somebody still waits for them, and no more than so many.
	 */
	private static final class Share<K> {

		private final ConcurrentMap<K, Integer> held = new ConcurrentHashMap<>();

		private final int most;

		Share(int most) {
			this.most = most;
		}

		boolean take(K key) {
			if (this.held.merge(key, 1, Integer::sum) > this.most) {
				giveBack(key);
				return false;
			}
			return true;
		}

		void giveBack(K key) {
			this.held.compute(key, (_, count) -> (count == null || count <= 1) ? null : count - 1);
		}

	}

}
