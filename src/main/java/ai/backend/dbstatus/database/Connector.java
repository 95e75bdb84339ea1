package ai.backend.dbstatus.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens connections, on platform threads of its own: name resolution and file systems can hang in native code, where
 * nothing can interrupt them and a virtual thread would pin its carrier. Whoever asks for a connection waits until the
 * deadline and no longer.
 */
final class Connector implements AutoCloseable {

	/** Enough for all connections to hang in name resolution several times over; beyond that, it is hopeless. */
	private static final int THREADS_PER_CONNECTION = 8;

	private final Drivers drivers = new Drivers();

	private final DatabaseTimeouts timeouts;

	private final ThreadPoolExecutor workers;

	Connector(DatabaseTimeouts timeouts, int maxConnections) {
		this.timeouts = timeouts;
		this.workers = new ThreadPoolExecutor(0, maxConnections * THREADS_PER_CONNECTION, 10, TimeUnit.SECONDS,
				new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("db-status-connect-", 0).factory());
	}

	/**
	 * Opens a connection whose sockets are the given ones.
	 * @throws DatabaseException what went wrong
	 */
	Connection connect(DatabaseUrl url, VersionTable table, DatabaseAdapter adapter, ConnectionSockets sockets,
			Deadline deadline) {
		try {
			return call(url, deadline.orIn(this.timeouts.connect()),
					() -> ScopedValue.where(ConnectionSockets.CURRENT, sockets)
							.call(() -> open(url, adapter, sockets)));
		}
		catch (TimeoutException ex) {
			ConnectionSockets.Phase phase = sockets.phase();
			sockets.close();
			throw timedOut(url, phase);
		}
		catch (CancellationException ex) {
			sockets.close();
			throw ex;
		}
		catch (ExecutionException ex) {
			sockets.close();
			DatabaseException failure = Failures.exception(adapter, ex, DatabaseFailure.CONNECT_TIMEOUT, url, table,
					this.timeouts);
			throw switch (failure.failure()) {
				case CONNECT_TIMEOUT -> timedOut(url, sockets.phase());
				// A network that cannot be reached looks like a lost connection, but there never was one.
				case CONNECTION_LOST -> (sockets.phase() == ConnectionSockets.Phase.CONNECTING)
						? new DatabaseException(DatabaseFailure.CONNECTION_REFUSED, "No route to " + url.address())
						: failure;
				default -> failure;
			};
		}
	}

	/**
	 * Runs a task on a thread of this connector and waits for it until the deadline, but no longer.
	 */
	<T> T call(DatabaseUrl url, Deadline deadline, Callable<T> task) throws TimeoutException, ExecutionException {
		try {
			return this.workers.submit(task).get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
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

	/**
	 * Opens a connection on the calling thread.
	 */
	Connection open(DatabaseUrl url, DatabaseAdapter adapter, ConnectionSockets sockets)
			throws SQLException {
		Connection connection = adapter.connect(this.drivers.get(url.dialect()), url.target(), this.timeouts);
		if (sockets.isClosed()) {
			connection.close();
		}
		return connection;
	}

	private DatabaseException timedOut(DatabaseUrl url, ConnectionSockets.Phase phase) {
		String time = DatabaseTimeouts.display(this.timeouts.connect());
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

}
