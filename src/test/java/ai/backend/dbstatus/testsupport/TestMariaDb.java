package ai.backend.dbstatus.testsupport;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/**
 * A real MariaDB, where one is installed as Debian's package {@code mariadb-server} does. The superuser is {@code root},
 * without a password.
 */
public final class TestMariaDb implements AutoCloseable {

	private static final Path SERVER = Path.of("/usr/sbin/mariadbd");

	private static final Path INSTALLER = Path.of("/usr/bin/mariadb-install-db");

	private final Path directory;

	private final int port;

	private Process process;

	public static boolean isInstalled() {
		return Files.isExecutable(SERVER) && Files.isExecutable(INSTALLER);
	}

	public TestMariaDb() throws Exception {
		this.directory = Files.createTempDirectory("test-mariadb");
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		run(INSTALLER.toString(), "--no-defaults", "--user=" + System.getProperty("user.name"),
				"--datadir=" + this.directory.resolve("data"), "--auth-root-authentication-method=normal",
				"--skip-test-db").waitFor();
		this.process = start();
	}

	private Process start() throws Exception {
		Process server = run(SERVER.toString(), "--no-defaults", "--user=" + System.getProperty("user.name"),
				"--datadir=" + this.directory.resolve("data"), "--port=" + this.port, "--bind-address=127.0.0.1",
				"--socket=" + this.directory.resolve("socket"), "--innodb-flush-log-at-trx-commit=0");
		Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.failFast("MariaDB has ended", () -> !server.isAlive())
				.ignoreExceptions()
				.untilAsserted(() -> execute("SELECT 1"));
		return server;
	}

	private static Process run(String... command) throws IOException {
		List<String> all = new ArrayList<>(List.of(command));
		return new ProcessBuilder(all).redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
	}

	public int port() {
		return this.port;
	}

	public Connection connect() throws SQLException {
		return DriverManager.getConnection("jdbc:mariadb://localhost:" + this.port + "/?user=root");
	}

	public void execute(String... statements) {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public void stop() throws InterruptedException {
		this.process.destroy();
		this.process.waitFor();
	}

	public void startAgain() throws Exception {
		this.process = start();
	}

	@Override
	public void close() throws IOException {
		this.process.destroy();
		this.process.onExit().join();
		try (Stream<Path> files = Files.walk(this.directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

}
