package ai.backend.dbstatus.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A real PostgreSQL for tests. {@link #shared()} is one server for all tests of a JVM, each with databases of its own;
 * {@link #start(String...)} starts a further one for tests that stop or spoil it.
 * <p>
 * The superuser is {@code postgres}, who is let in without a password. All other users need theirs (SCRAM).
 */
public final class TestPostgres implements AutoCloseable {

	private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

	private final Path directory;

	private final List<String> settings;

	private EmbeddedPostgres server;

	private TestPostgres(Path directory, List<String> settings) throws IOException {
		this.directory = directory;
		this.settings = settings;
		this.server = launch(0);
	}

	private static final class Shared {

		static final TestPostgres INSTANCE = start();

		static {
			Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close));
		}

	}

	/**
	 * The server that all tests share; started by the first who asks, ended with the JVM.
	 */
	public static TestPostgres shared() {
		return Shared.INSTANCE;
	}

	/**
	 * Starts a server of one's own; close it.
	 * @param settings {@code name=value} each, as in postgresql.conf
	 */
	public static TestPostgres start(String... settings) {
		try {
			TestPostgres postgres = new TestPostgres(Files.createTempDirectory("test-postgres"), List.of(settings));
			postgres.requirePasswords();
			return postgres;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private EmbeddedPostgres launch(int port) throws IOException {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
				.setPGStartupWait(START_TIMEOUT)
				.setDataDirectory(this.directory.resolve("data"))
				.setCleanDataDirectory(false)
				.setPort(port)
				.setRegisterShutdownHook(false)
				.setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
				.setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
				.setServerConfig("fsync", "off")
				.setServerConfig("synchronous_commit", "off")
				.setServerConfig("max_connections", "100")
				.setServerConfig("shared_buffers", "16MB");
		for (String setting : this.settings) {
			String[] nameAndValue = setting.split("=", 2);
			builder.setServerConfig(nameAndValue[0], nameAndValue[1]);
		}
		return builder.start();
	}

	/**
	 * Stops the server, ending its sessions; port and data stay as they are.
	 */
	public void stop() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts the stopped server again, on the same port with the same data.
	 */
	public void startAgain() {
		try {
			this.server = launch(port());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Stops the server and starts it again as a hot standby, which never hears from a primary.
	 */
	public void becomeStandby() {
		stop();
		try {
			Files.createFile(this.directory.resolve("data").resolve("standby.signal"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		startAgain();
	}

	/**
	 * Stops the server and starts another one in its place: on the same port, with nothing in it.
	 */
	public void replaceData() {
		stop();
		try {
			Files.move(this.directory.resolve("data"), this.directory.resolve("data.away"));
			this.server = launch(port());
			requirePasswords();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Undoes {@link #replaceData()}.
	 */
	public void bringBackData() {
		stop();
		try {
			Files.move(this.directory.resolve("data"), this.directory.resolve("data.replaced"));
			Files.move(this.directory.resolve("data.away"), this.directory.resolve("data"));
			this.server = launch(port());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void requirePasswords() throws IOException {
		Files.writeString(this.directory.resolve("data/pg_hba.conf"), """
				local all all trust
				host all postgres all trust
				host all all all scram-sha-256
				""");
		execute("postgres", "SELECT pg_reload_conf()");
	}

	/**
	 * The port on {@code localhost}.
	 */
	public int port() {
		return this.server.getPort();
	}

	/**
	 * Creates an empty database.
	 * @return its SQLAlchemy URL, as the superuser
	 */
	public String createDatabase(String name) {
		execute("postgres", "DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)",
				"CREATE DATABASE \"" + name + "\"");
		return url(name);
	}

	/**
	 * The SQLAlchemy URL of a database, as the superuser.
	 */
	public String url(String database) {
		return "postgresql+asyncpg://postgres@localhost:" + port() + "/" + database;
	}

	/**
	 * Creates a database that Alembic has stamped with these revisions.
	 * @return its SQLAlchemy URL, as the superuser
	 */
	public String createStampedDatabase(String name, String... revisions) {
		String url = createDatabase(name);
		execute(name, "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
				+ " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))");
		for (String revision : revisions) {
			execute(name, "INSERT INTO alembic_version VALUES ('" + revision.replace("'", "''") + "')");
		}
		return url;
	}

	/**
	 * Runs statements as the superuser, each in a transaction of its own.
	 */
	public void execute(String database, String... statements) {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The first column of the first row.
	 */
	public String query(String database, String sql) {
		try (Connection connection = connect(database);
				Statement statement = connection.createStatement();
				var result = statement.executeQuery(sql)) {
			result.next();
			return String.valueOf(result.getString(1));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A plain JDBC connection as the superuser.
	 */
	public Connection connect(String database) throws SQLException {
		return this.server.getDatabase("postgres", database).getConnection();
	}

	@Override
	public void close() {
		stop();
		try (Stream<Path> files = Files.walk(this.directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
