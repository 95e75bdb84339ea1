package ai.backend.dbstatus.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A server that does to its clients what no real one can be made to do on demand.
 */
public final class FakeServer implements Closeable {

	private final ServerSocket listener;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final AtomicInteger ended = new AtomicInteger();

	/**
	 * What happens to one client.
	 */
	public interface Behaviour {

		void serve(Socket client) throws Exception;

	}

	public FakeServer(Behaviour behaviour) throws IOException {
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread.ofVirtual().start(() -> accept(behaviour));
	}

	private void accept(Behaviour behaviour) {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				this.sockets.add(client);
				Thread.ofVirtual().start(() -> {
					try (client) {
						behaviour.serve(client);
					}
					catch (Exception ex) {
						// the client has gone: that is what many of these tests wait for
					}
					this.ended.incrementAndGet();
				});
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * How many clients were served to their end.
	 */
	public int ended() {
		return this.ended.get();
	}

	/** Accepts, reads and says nothing until the client goes. */
	public static void sayNothing(Socket client) throws IOException {
		client.getInputStream().transferTo(OutputStream.nullOutputStream());
	}

	/** Hangs up as soon as the client has said something. */
	public static void hangUp(Socket client) throws IOException {
		client.getInputStream().read();
	}

	/** Answers PostgreSQL's login with an endless message, byte by byte. */
	public static void trickle(Socket client) throws Exception {
		startUp(client);
		client.getOutputStream().write(new byte[]{ 'E', 0, 1, 0, 0, 'S' });
		while (true) {
			client.getOutputStream().write('x');
			Pause.ofMillis(50);
		}
	}

	/** Wants the password in clear text, as a server of PostgreSQL may, and notes all that the client then says. */
	public static Behaviour askForThePassword(OutputStream heard) {
		return (client) -> {
			heard.write(startUp(client));
			client.getOutputStream().write(new byte[]{ 'R', 0, 0, 0, 8, 0, 0, 0, 3 });
			client.getOutputStream().flush();
			client.getInputStream().transferTo(heard);
		};
	}

	/** Answers PostgreSQL's login with an error. */
	public static Behaviour refuse(String sqlState, String message) {
		return (client) -> {
			startUp(client);
			error(client, sqlState, message);
		};
	}

	public static void error(Socket client, String sqlState, String message) throws IOException {
		byte[] fields = ("SFATAL\0VFATAL\0C" + sqlState + "\0M" + message + "\0\0").getBytes(StandardCharsets.UTF_8);
		int length = fields.length + 4;
		OutputStream out = client.getOutputStream();
		out.write(new byte[]{ 'E', (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length });
		out.write(fields);
		out.flush();
	}

	/** Lets everybody in to PostgreSQL, and then does as it is told with the first query. */
	public static Behaviour afterLogin(Behaviour behaviour) {
		return (client) -> {
			startUp(client);
			client.getOutputStream().write(new byte[]{ 'R', 0, 0, 0, 8, 0, 0, 0, 0 });
			for (String parameter : List.of("server_version\00018.0\0", "client_encoding\0UTF8\0",
					"integer_datetimes\0on\0", "standard_conforming_strings\0on\0", "DateStyle\0ISO, MDY\0")) {
				client.getOutputStream().write(new byte[]{ 'S', 0, 0, 0, (byte) (parameter.length() + 4) });
				client.getOutputStream().write(parameter.getBytes(StandardCharsets.UTF_8));
			}
			client.getOutputStream()
					.write(new byte[]{ 'K', 0, 0, 0, 12, 0, 0, 0, 1, 0, 0, 0, 1, 'Z', 0, 0, 0, 5, 'I' });
			client.getOutputStream().flush();
			behaviour.serve(client);
		};
	}

	/** Agrees to TLS, and then to no cipher. */
	public static void failTls(Socket client) throws IOException {
		client.getInputStream().readNBytes(8);
		client.getOutputStream().write('S');
		client.getOutputStream().flush();
		client.getInputStream().read();
		client.getOutputStream().write(new byte[]{ 0x15, 3, 3, 0, 2, 2, 0x28 });
		client.getOutputStream().flush();
		sayNothing(client);
	}

	/** Takes the client for a browser. */
	public static void speakHttp(Socket client) throws IOException {
		client.getInputStream().readNBytes(8);
		client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
	}

	/** Begins a row of a gigabyte. */
	public static void announceAGigabyte(Socket client) throws IOException {
		client.getInputStream().read();
		client.getOutputStream()
				.write(new byte[]{ '1', 0, 0, 0, 4, '2', 0, 0, 0, 4, 'D', 0x40, 0, 0, 0, 0, 1, 0x3f, 0, 0, 0 });
		client.getOutputStream().flush();
		sayNothing(client);
	}

	/** Begins a notice and sends it byte by byte. */
	public static void trickleNotice(Socket client) throws Exception {
		client.getInputStream().read();
		client.getOutputStream().write(new byte[]{ 'N', 0, 1, 0, 0, 'S' });
		while (true) {
			client.getOutputStream().write('x');
			Pause.ofMillis(50);
		}
	}

	/** Says the same again and again. */
	public static Behaviour flood(byte[] message) {
		return (client) -> {
			client.getInputStream().read();
			OutputStream out = client.getOutputStream();
			out.write(new byte[]{ '1', 0, 0, 0, 4, '2', 0, 0, 0, 4 });
			ByteArrayOutputStream many = new ByteArrayOutputStream();
			for (int i = 0; i < 1000; i++) {
				many.write(message);
			}
			while (true) {
				many.writeTo(out);
			}
		};
	}

	/** Begins TLS, and does within what it is told. */
	public static Behaviour overTls(SSLContext context, Behaviour behaviour) {
		return (client) -> {
			client.getInputStream().readNBytes(8);
			client.getOutputStream().write('S');
			client.getOutputStream().flush();
			try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
					.createSocket(client, null, client.getPort(),
							true)) {
				socket.setUseClientMode(false);
				behaviour.serve(socket);
			}
		};
	}

	/** The context of a server that has a certificate of its own making. */
	public static SSLContext selfSigned(Path directory) throws Exception {
		Path store = directory.resolve("server.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-keystore",
				store.toString(), "-storepass", "changeit", "-storetype", "PKCS12")
				.redirectErrorStream(true)
				.start();
		keytool.getInputStream().transferTo(OutputStream.nullOutputStream());
		char[] password = "changeit".toCharArray();
		KeyStore keys = KeyStore.getInstance(store.toFile(), password);
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(keys, password);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(managers.getKeyManagers(), null, null);
		return context;
	}

	/** Declines TLS and reads the start-up message. */
	private static byte[] startUp(Socket client) throws IOException {
		DataInputStream in = new DataInputStream(client.getInputStream());
		while (true) {
			int length = in.readInt();
			int code = in.readInt();
			byte[] message = in.readNBytes(length - 8);
			if (code != 80877103) {
				return message;
			}
			client.getOutputStream().write('N');
			client.getOutputStream().flush();
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

}
