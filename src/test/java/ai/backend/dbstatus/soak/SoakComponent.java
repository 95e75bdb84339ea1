package ai.backend.dbstatus.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import ai.backend.dbstatus.testsupport.AlembicProjectFiles;
import ai.backend.dbstatus.testsupport.GitCommands;
import ai.backend.dbstatus.testsupport.Pause;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestProxy;
import ai.backend.dbstatus.testsupport.TestProxy.Weather;
import org.jspecify.annotations.Nullable;

/**
 * A component to which one thing after the other happens. It has a network and scripts of its own, which git checks out, and
 * servers: two behind one address, between which it is switched over, or one that it shares, through a pooler.
 */
final class SoakComponent implements AutoCloseable {

	private static final int SCRIPTS = 12;

	private static final Set<String> LOST = Set.of("CONNECTION_REFUSED", "CONNECTION_LOST", "SERVER_STARTING",
			"CONNECT_TIMEOUT");

	final String name;

	final Timeline truth = new Timeline();

	final AtomicInteger events = new AtomicInteger();

	private final List<Server> servers;

	private final @Nullable TestProxy network;

	private final int port;

	private final AlembicProjectFiles files;

	private final GitCommands git;

	private final Random random;

	private final String table;

	private final String database;

	private int primary;

	private int head = 5;

	/**
	 * A server, and the row that it holds.
	 */
	private static final class Server {

		private final TestPostgres postgres;

		private int row;

		Server(TestPostgres postgres, int row) {
			this.postgres = postgres;
			this.row = row;
		}

	}

	/**
	 * A component with two servers behind one address.
	 */
	SoakComponent(String name, Path directory, long seed) throws IOException {
		this(name, directory, seed, "alembic_version",
				List.of(new Server(TestPostgres.start(), 3), new Server(TestPostgres.start(), 5)), null);
	}

	/**
	 * A component with a version table of its own in a database that it shares with others, as the same user, through a pooler.
	 */
	SoakComponent(String name, Path directory, long seed, TestPostgres shared, int pooler) throws IOException {
		this(name, directory, seed, "version_of_" + name, List.of(new Server(shared, 3)), pooler);
	}

	private SoakComponent(String name, Path directory, long seed, String table, List<Server> servers,
			@Nullable Integer pooler) throws IOException {
		this.name = name;
		this.random = new Random(seed);
		this.table = table;
		this.servers = servers;
		for (Server server : servers) {
			if (pooler == null) {
				server.postgres.createDatabase(name);
			}
			server.postgres.execute(database(pooler),
					"CREATE TABLE " + table + " (version_num varchar(32) PRIMARY KEY)",
					"INSERT INTO " + table + " VALUES ('" + id(server.row) + "')");
		}
		this.network = (pooler == null) ? new TestProxy(servers.getFirst().postgres.port()) : null;
		this.port = (this.network != null) ? this.network.port() : Objects.requireNonNull(pooler);
		this.database = database(pooler);
		Path project = Files.createDirectories(directory.resolve(name));
		this.git = GitCommands.init(project);
		this.files = new AlembicProjectFiles(project);
		for (int i = 0; i < SCRIPTS; i++) {
			script(i);
			this.git.commit("Revision " + i);
			this.git.run("tag", id(i));
		}
		this.git.run("checkout", "-q", id(this.head));
		this.truth.now(verdicts());
	}

	private String database(@Nullable Integer pooler) {
		return (pooler == null) ? this.name : "postgres";
	}

	String table() {
		return this.table;
	}

	String url() {
		return "postgresql://postgres@localhost:" + this.port + "/" + this.database + "?sslmode=disable";
	}

	/** How many sessions the servers have for this component's database now. */
	int sessions() {
		int sessions = 0;
		for (Server server : this.servers) {
			sessions += Integer.parseInt(server.postgres.query("postgres",
					"SELECT count(*) FROM pg_stat_activity WHERE datname = '" + this.name + "'"));
		}
		return sessions;
	}

	private static String id(int number) {
		return "r%02d".formatted(number);
	}

	private void script(int number) {
		if (number == 0) {
			this.files.script(id(0), "Revision 0");
		}
		else {
			this.files.script(id(number), "Revision " + number, id(number - 1));
		}
	}

	private Server server() {
		return this.servers.get(this.primary);
	}

	/** Where a row is from is known as soon as the repository has been searched. */
	private Set<String> verdicts() {
		int row = server().row;
		String at = " [" + id(row) + "] ";
		if (row > this.head) {
			return Set.of("AHEAD" + at + "null", "UNKNOWN_REVISION" + at + "null");
		}
		return Set.of((row == this.head) ? "AT_HEAD" + at + "0" : "PENDING_MIGRATIONS" + at + (this.head - row));
	}

	/**
	 * Lets the next thing happen.
	 */
	void event() throws Exception {
		this.events.incrementAndGet();
		switch (this.random.nextInt((this.network != null) ? 12 : 8)) {
			case 0 -> lock();
			case 1, 2, 3 -> checkOut();
			case 8 -> restart();
			case 9 -> network(Weather.SILENT, Set.of("CONNECT_TIMEOUT", "QUERY_TIMEOUT"));
			case 10 -> network(Weather.CUT, Set.of("CONNECTION_LOST"));
			case 11 -> switchOver();
			default -> migrate();
		}
		pause(200, 800);
	}

	private void migrate() {
		Set<String> before = verdicts();
		server().row = this.random.nextInt(SCRIPTS);
		change(before, verdicts(), Set.of(), () -> server().postgres.execute(this.database,
				"UPDATE " + this.table + " SET version_num = '" + id(server().row) + "'"));
	}

	/** Other code is deployed, by git: often with several scripts more or less at once. */
	private void checkOut() {
		Set<String> before = verdicts();
		this.head = this.random.nextInt(SCRIPTS);
		change(before, verdicts(), Set.of("SCRIPTS_CHANGING"), () -> this.git.run("checkout", "-q", id(this.head)));
	}

	/** What the former primary says is told as long as a connection may be old. */
	private void switchOver() throws Exception {
		Set<String> before = verdicts();
		this.primary = 1 - this.primary;
		change(before, verdicts(), Set.of(), () -> {
			Objects.requireNonNull(this.network).leadTo(server().postgres.port());
			pause(5000, 5001);
		});
	}

	private void lock() throws Exception {
		Set<String> locked = Set.of("LOCK_TIMEOUT");
		try (Connection connection = server().postgres.connect(this.database);
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			change(verdicts(), locked, Set.of(),
					() -> statement.execute("LOCK TABLE " + this.table + " IN ACCESS EXCLUSIVE MODE"));
			pause(500, 2500);
			change(locked, verdicts(), Set.of(), connection::rollback);
		}
	}

	private void restart() throws Exception {
		Set<String> away = Set.of("CONNECTION_LOST", "CONNECTION_REFUSED");
		change(verdicts(), away, LOST, server().postgres::stop);
		pause(100, 2000);
		change(away, verdicts(), LOST, server().postgres::startAgain);
	}

	private void network(Weather weather, Set<String> meanwhile) throws Exception {
		TestProxy proxy = Objects.requireNonNull(this.network);
		change(verdicts(), meanwhile, LOST, () -> proxy.weather(weather));
		pause(500, 2500);
		change(meanwhile, verdicts(), LOST, () -> proxy.weather(Weather.FAIR));
	}

	private void change(Set<String> before, Set<String> after, Set<String> between, Action action) {
		Set<String> any = new HashSet<>(before);
		any.addAll(after);
		any.addAll(between);
		this.truth.now(any);
		try {
			action.run();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		this.truth.now(after);
	}

	private void pause(int least, int most) throws InterruptedException {
		Pause.ofMillis(this.random.nextInt(least, most));
	}

	/**
	 * Something that changes what is true.
	 */
	private interface Action {

		void run() throws Exception;

	}

	@Override
	public void close() throws IOException {
		if (this.network != null) {
			this.network.close();
			for (Server server : this.servers) {
				server.postgres.close();
			}
		}
	}

}
