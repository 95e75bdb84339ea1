package ai.backend.dbstatus.database.session;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The sockets of one database connection, so that it can be cut from outside whatever its driver is waiting for. Closing
 * the plain socket below TLS neither blocks nor waits for anybody's lock.
 */
final class ConnectionSockets implements Abortable {

	/** Whose sockets the driver opens on this thread: {@link TrackedSocketFactory} hands them over. */
	static final ScopedValue<ConnectionSockets> CURRENT = ScopedValue.newInstance();

	private final List<Socket> sockets = new ArrayList<>();

	private final UnaryOperator<InputStream> meter;

	private volatile Phase phase = Phase.RESOLVING;

	private boolean aborted;

	/**
	 * How far the connection has come.
	 */
	enum Phase {

		RESOLVING, CONNECTING, TALKING

	}

	/**
	 * No sockets as yet.
	 * @param meter puts a bound on what is received in plain text
	 */
	ConnectionSockets(UnaryOperator<InputStream> meter) {
		this.meter = meter;
	}

	Phase phase() {
		return this.phase;
	}

	@Override
	public synchronized boolean isAborted() {
		return this.aborted;
	}

	/**
	 * Makes an unconnected socket.
	 * @throws SocketException if the connection was cut already
	 */
	synchronized Socket create() throws SocketException {
		if (this.aborted) {
			throw new SocketException("The time to connect is over");
		}
		Socket socket = new TrackedSocket();
		this.sockets.add(socket);
		return socket;
	}

	/**
	 * The socket that was made last: that of the connection, once there is one.
	 */
	synchronized @Nullable Socket last() {
		return this.sockets.isEmpty() ? null : this.sockets.getLast();
	}

	/**
	 * Cuts the connection, and any that its driver would still open.
	 */
	@Override
	public synchronized void abort() {
		this.aborted = true;
		for (Socket socket : this.sockets) {
			try {
				socket.close();
			}
			catch (IOException ex) {
				// it is of no use any more in either case
			}
		}
		this.sockets.clear();
	}

	/**
	 * Notes when name resolution is over and when the server has accepted.
	 */
	final class TrackedSocket extends Socket {

		private @Nullable InputStream metered;

		private boolean tls;

		/** From now on, what is received is TLS, and metered by whoever reads that. */
		synchronized void carryTls() {
			this.tls = true;
		}

		@Override
		public synchronized InputStream getInputStream() throws IOException {
			if (this.tls) {
				return super.getInputStream();
			}
			InputStream known = this.metered;
			if (known == null) {
				known = ConnectionSockets.this.meter.apply(super.getInputStream());
				this.metered = known;
			}
			return known;
		}

		@Override
		public void connect(SocketAddress endpoint, int timeout) throws IOException {
			ConnectionSockets.this.phase = Phase.CONNECTING;
			super.connect(endpoint, timeout);
			ConnectionSockets.this.phase = Phase.TALKING;
		}

		@Override
		public void connect(SocketAddress endpoint) throws IOException {
			connect(endpoint, 0);
		}

	}

}
