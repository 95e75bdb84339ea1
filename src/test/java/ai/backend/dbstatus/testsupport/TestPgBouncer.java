package ai.backend.dbstatus.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.awaitility.Awaitility;

/**
 * A real pgbouncer, where one is installed as Debian's package {@code pgbouncer} does, or named by the environment variable
 * {@code PGBOUNCER}. It lets everybody in to any
 * database of a server, as {@code postgres}, and shares a few sessions of the server among all who ask for the same.
 */
public final class TestPgBouncer implements AutoCloseable {

	private static final Path PROGRAM = Path
			.of(Objects.requireNonNullElse(System.getenv("PGBOUNCER"), "/usr/sbin/pgbouncer"));

	private final Path directory;

	private final int port;

	private final Process process;

	public static boolean isInstalled() {
		return Files.isExecutable(PROGRAM);
	}

	/**
	 * Starts one.
	 * @param server the port of the server
	 * @param mode {@code session}, {@code transaction} or {@code statement}
	 * @param sessions how many sessions it has with one database
	 */
	public TestPgBouncer(int server, String mode, int sessions) throws IOException {
		this.directory = Files.createTempDirectory("test-pgbouncer");
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		Path settings = this.directory.resolve("pgbouncer.ini");
		Files.writeString(settings, """
				[databases]
				* = host=127.0.0.1 port=%s user=postgres
				[pgbouncer]
				listen_addr = 127.0.0.1
				listen_port = %s
				unix_socket_dir =
				auth_type = any
				pool_mode = %s
				default_pool_size = %s
				""".formatted(server, this.port, mode, sessions));
		List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), "--quiet"));
		if (System.getProperty("user.name").equals("root")) {
			// It does not run as root.
			command.add("--user=nobody");
		}
		command.add(settings.toString());
		this.process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
		Awaitility.await().until(this::listens);
	}

	private boolean listens() {
		try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	public int port() {
		return this.port;
	}

	@Override
	public void close() throws IOException {
		this.process.destroy();
		this.process.onExit().join();
		Files.delete(this.directory.resolve("pgbouncer.ini"));
		Files.delete(this.directory);
	}

}
