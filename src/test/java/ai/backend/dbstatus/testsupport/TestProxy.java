package ai.backend.dbstatus.testsupport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network between the service and its database that can be made to fail, for connections that exist and for those to
 * come.
 */
public final class TestProxy implements Closeable {

	private final ServerSocket listener;

	private volatile int target;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final AtomicInteger connections = new AtomicInteger();

	private volatile Weather weather = Weather.FAIR;

	/**
	 * What the network does.
	 */
	public enum Weather {

		/** All bytes pass. */
		FAIR,

		/** All bytes pass, each portion after a while. */
		SLOW,

		/** Nothing passes, and nobody is told. */
		SILENT,

		/** What the database answers comes byte by byte. */
		TRICKLE,

		/** Everybody is hung up on. */
		CUT,

		/** Everybody is hung up on as soon as the database has begun its answer. */
		CUT_IN_ANSWER,

		/** In place of the database somebody says that it is starting up. */
		STARTING,

		/** In place of the database there is a web server. */
		WEB

	}

	/**
	 * A proxy before a server on the loopback address.
	 */
	public TestProxy(int target) {
		this.target = target;
		try {
			this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.ofVirtual().start(this::accept);
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/** How many connections were accepted so far. */
	public int connections() {
		return this.connections.get();
	}

	/**
	 * Changes the weather, at once and for everybody.
	 */
	public void weather(Weather weather) {
		this.weather = weather;
		if (weather == Weather.CUT || weather == Weather.STARTING || weather == Weather.WEB) {
			this.sockets.forEach(TestProxy::close);
		}
	}

	/**
	 * Leads to another server from now on. Connections that exist stay with the one that they were made to, as behind an address
	 * whose owner changes while the former still runs.
	 */
	public void leadTo(int other) {
		this.target = other;
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				this.connections.incrementAndGet();
				Thread.ofVirtual().start(() -> serve(client));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket client) {
		this.sockets.add(client);
		try (client) {
			switch (this.weather) {
				case CUT -> client.getInputStream().read();
				case STARTING -> {
					client.getInputStream().read(new byte[1024]);
					client.getOutputStream().write(error("57P03", "the database system is starting up"));
				}
				case WEB -> {
					client.getInputStream().read();
					client.getOutputStream()
							.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				}
				default -> connect(client);
			}
		}
		catch (IOException ex) {
			// The client has gone, or was sent away.
		}
		finally {
			this.sockets.remove(client);
		}
	}

	private void connect(Socket client) throws IOException {
		try (Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target)) {
			this.sockets.add(server);
			Thread back = Thread.ofVirtual().start(() -> pass(server, client, true));
			pass(client, server, false);
			this.sockets.remove(server);
			back.interrupt();
		}
	}

	private void pass(Socket from, Socket to, boolean answer) {
		byte[] buffer = new byte[8192];
		try {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
				switch (this.weather) {
					case SILENT -> in.transferTo(OutputStream.nullOutputStream());
					case TRICKLE -> trickle(buffer, n, out, answer);
					case SLOW -> {
						Pause.ofMillis(20);
						out.write(buffer, 0, n);
					}
					case CUT_IN_ANSWER -> {
						out.write(buffer, 0, answer ? 3 : n);
						if (answer) {
							close(to);
						}
					}
					default -> out.write(buffer, 0, n);
				}
			}
		}
		catch (IOException | InterruptedException ex) {
			// One of them has gone.
		}
		close(from);
		close(to);
	}

	private static void trickle(byte[] buffer, int length, OutputStream out, boolean answer)
			throws IOException, InterruptedException {
		if (!answer) {
			out.write(buffer, 0, length);
			return;
		}
		for (int i = 0; i < length; i++) {
			out.write(buffer, i, 1);
			Pause.ofMillis(100);
		}
	}

	/** PostgreSQL: an ErrorResponse. */
	private static byte[] error(String state, String message) {
		byte[] fields = ("SFATAL\0VFATAL\0C" + state + "\0M" + message + "\0\0").getBytes(StandardCharsets.UTF_8);
		byte[] packet = new byte[fields.length + 5];
		packet[0] = 'E';
		packet[4] = (byte) (fields.length + 4);
		System.arraycopy(fields, 0, packet, 5, fields.length);
		return packet;
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// It is of no use any more in either case.
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		this.sockets.forEach(TestProxy::close);
	}

}
