package ai.backend.dbstatus.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import ai.backend.dbstatus.testsupport.AlembicProjectFiles;
import ai.backend.dbstatus.testsupport.Pause;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestProxy;
import ai.backend.dbstatus.testsupport.TestProxy.Weather;

/**
 * A component with a server, a network and scripts of its own, to which one thing after the other happens.
 */
final class SoakComponent implements AutoCloseable {

	private static final int SCRIPTS = 12;

	private static final Set<String> LOST = Set.of("CONNECTION_REFUSED", "CONNECTION_LOST", "SERVER_STARTING",
			"CONNECT_TIMEOUT");

	final String name;

	final Timeline truth = new Timeline();

	final AtomicInteger events = new AtomicInteger();

	private final TestPostgres postgres = TestPostgres.start();

	private final TestProxy network;

	private final AlembicProjectFiles files;

	private final Random random;

	private int row = 3;

	private int head = 5;

	SoakComponent(String name, Path directory, long seed) throws IOException {
		this.name = name;
		this.random = new Random(seed);
		this.postgres.createStampedDatabase(name, id(this.row));
		this.network = new TestProxy(this.postgres.port());
		this.files = new AlembicProjectFiles(Files.createDirectories(directory.resolve(name)));
		for (int i = 0; i <= this.head; i++) {
			script(i);
		}
		this.truth.now(Set.of(verdict()));
	}

	String url() {
		return "postgresql://postgres@localhost:" + this.network.port() + "/" + this.name + "?sslmode=disable";
	}

	/** How many sessions the server has for this component's database now. */
	int sessions() {
		return Integer.parseInt(this.postgres.query("postgres",
				"SELECT count(*) FROM pg_stat_activity WHERE datname = '" + this.name + "'"));
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

	private String verdict() {
		if (this.row > this.head) {
			return "UNKNOWN_REVISION [" + id(this.row) + "] null";
		}
		return (this.row == this.head)
				? "AT_HEAD [" + id(this.row) + "] 0"
				: "PENDING_MIGRATIONS [" + id(this.row) + "] " + (this.head - this.row);
	}

	/**
	 * Lets the next thing happen.
	 */
	void event() throws Exception {
		this.events.incrementAndGet();
		switch (this.random.nextInt(10)) {
			case 0 -> restart();
			case 1 -> lock();
			case 2 -> network(Weather.SILENT, Set.of("CONNECT_TIMEOUT", "QUERY_TIMEOUT"));
			case 3 -> network(Weather.CUT, Set.of("CONNECTION_LOST"));
			case 4, 5 -> deploy();
			default -> migrate();
		}
		pause(200, 800);
	}

	private void migrate() {
		String before = verdict();
		this.row = this.random.nextInt(SCRIPTS);
		change(before, verdict(), Set.of(), () -> this.postgres.execute(this.name,
				"UPDATE alembic_version SET version_num = '" + id(this.row) + "'"));
	}

	/** Adds the next script, or takes away the newest: other code is deployed. */
	private void deploy() throws Exception {
		String before = verdict();
		boolean forward = this.head < 3 || (this.head < SCRIPTS - 1 && this.random.nextBoolean());
		this.head += forward ? 1 : -1;
		change(before, verdict(), Set.of(), () -> {
			if (forward) {
				script(this.head);
			}
			else {
				Files.delete(this.files.versions().resolve(id(this.head + 1) + ".py"));
			}
		});
	}

	private void lock() throws Exception {
		try (Connection connection = this.postgres.connect(this.name);
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			change(verdict(), "LOCK_TIMEOUT", Set.of(),
					() -> statement.execute("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE"));
			pause(500, 2500);
			change("LOCK_TIMEOUT", verdict(), Set.of(), connection::rollback);
		}
	}

	private void restart() throws Exception {
		Set<String> away = Set.of("CONNECTION_LOST", "CONNECTION_REFUSED");
		change(Set.of(verdict()), away, LOST, this.postgres::stop);
		pause(100, 2000);
		change(away, Set.of(verdict()), LOST, this.postgres::startAgain);
	}

	private void network(Weather weather, Set<String> meanwhile) throws Exception {
		change(Set.of(verdict()), meanwhile, LOST, () -> this.network.weather(weather));
		pause(500, 2500);
		change(meanwhile, Set.of(verdict()), LOST, () -> this.network.weather(Weather.FAIR));
	}

	private void change(String before, String after, Set<String> between, Action action) {
		change(Set.of(before), Set.of(after), between, action);
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
	public void close() throws Exception {
		this.network.close();
		this.postgres.close();
	}

}
