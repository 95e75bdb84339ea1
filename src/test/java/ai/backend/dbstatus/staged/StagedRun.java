package ai.backend.dbstatus.staged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.report.Migration;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A run: a database and a project of its own, and two services that look, one as a role without privileges and one as a
 * member of {@code pg_monitor}. A revision holds on with an advisory lock that the run has taken, so that the run knows where
 * the migration is when it asks.
 */
final class StagedRun implements AutoCloseable {

	private static final List<String> ALEMBIC = List
			.of(Objects.requireNonNullElse(System.getenv("ALEMBIC"), "alembic").split(" +"));

	private static final String DATABASE = "staged";

	private final Server server;

	private final Path directory;

	private final Findings findings;

	private final DatabaseSessions sessions = TestSessions.open();

	private final Map<String, StatusService> services = new LinkedHashMap<>();

	private final List<Process> processes = new ArrayList<>();

	private final List<Connection> connections = new ArrayList<>();

	private final Statement gate;

	StagedRun(Server server, Path directory, Findings findings) throws SQLException {
		this.server = server;
		this.directory = directory;
		this.findings = findings;
		server.execute("postgres", "DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)",
				"CREATE DATABASE " + DATABASE);
		server.execute(DATABASE, "CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)",
				"INSERT INTO alembic_version VALUES ('a1')", "CREATE TABLE users (id int PRIMARY KEY, email text)",
				"CREATE TABLE orders (id int PRIMARY KEY)", "CREATE TABLE cache (id int)",
				"INSERT INTO users SELECT g, g FROM generate_series(1, 1000) g", "DROP ROLE IF EXISTS staged_plain",
				"DROP ROLE IF EXISTS staged_stats", "CREATE ROLE staged_plain LOGIN PASSWORD 'x'",
				"CREATE ROLE staged_stats LOGIN PASSWORD 'x' IN ROLE pg_monitor",
				"GRANT SELECT ON alembic_version TO staged_plain, staged_stats");
		for (String role : List.of("staged_plain", "staged_stats")) {
			this.services.put(role, TestComponents.service(this.sessions, new Component(role, role,
					ConfigLocation.of(directory, "alembic.ini"),
					new DatabaseSettings("postgresql://%s:x@127.0.0.1:%d/%s"
							.formatted(role, server.port(), DATABASE), null, null, null, null),
					TestComponents.POLICY)));
		}
		this.gate = statement("gate");
	}

	/**
	 * Whether there is an Alembic that can ask the server.
	 */
	boolean isPossible() throws Exception {
		project(false, "pass", "pass");
		List<String> command = new ArrayList<>(ALEMBIC);
		command.add("current");
		try {
			return start(command).waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	void play(Stage stage, int run) throws Exception {
		switch (stage) {
			case ONE_TRANSACTION -> inSteps(false);
			case ONE_EACH_REVISION -> inSteps(true);
			case CONCURRENT_INDEX -> concurrentIndex();
			case BLOCKED_BY_IDLE_TRANSACTION -> blocked();
			case KILLED_IN_THE_MIDDLE -> killed(run % 2 == 0);
			case THREE_AT_ONCE -> threeAtOnce();
			case DECOYS -> decoys();
		}
	}

	private void inSteps(boolean each) throws Exception {
		project(each, "op.add_column('users', sa.Column('age', sa.Integer))",
				"op.create_table('items', sa.Column('id', sa.Integer, primary_key=True))\n"
						+ "    op.add_column('orders', sa.Column('note', sa.String))");
		this.gate.execute("SELECT pg_advisory_lock(2), pg_advisory_lock(3)");
		nothingIsSaid("before");
		Process upgrade = upgrade();
		isAtGate(2);
		Instant began = transactionStart();
		Migration first = said("in the first revision", began, true, "a1");
		this.gate.execute("SELECT pg_advisory_unlock(2)");
		isAtGate(3);
		said("in the second revision", (first != null) ? first.since() : began, true, each ? "a2" : "a1");
		this.gate.execute("SELECT pg_advisory_unlock(3)");
		ends(upgrade, true);
	}

	private void concurrentIndex() throws Exception {
		project(false, "with op.get_context().autocommit_block():\n"
				+ "        op.create_index('ix_users_email', 'users', ['email'], postgresql_concurrently=True)",
				"pass");
		Statement writer = statement("web");
		writer.execute("BEGIN");
		writer.execute("UPDATE users SET email = '' WHERE id = 1");
		nothingIsSaid("before");
		Process upgrade = upgrade();
		until("SELECT count(*) = 1 FROM pg_locks l JOIN pg_stat_progress_create_index i USING (pid) WHERE NOT granted");
		said("while it waits", null, false, "a1");
		blockerIsSaid(pid(writer), null);
		for (StatusService service : this.services.values()) {
			Migration migration = check(service).migration();
			boolean plain = check(service).component().equals("staged_plain");
			Migration.Progress progress = (migration != null) ? migration.progress() : null;
			this.findings.count("progress as far as the server shows it",
					plain
							? progress == null
							: new Migration.Progress("CREATE INDEX CONCURRENTLY", "waiting for writers before build",
									"users", 0, 1L, "LOCKERS").equals(progress),
					String.valueOf(migration));
		}
		writer.execute("COMMIT");
		ends(upgrade, true);
	}

	private void blocked() throws Exception {
		project(false, "op.add_column('users', sa.Column('age', sa.Integer))", "pass");
		Statement idle = statement("web");
		idle.execute("BEGIN");
		idle.execute("SELECT * FROM users LIMIT 1");
		nothingIsSaid("before");
		Process upgrade = upgrade();
		until("SELECT count(*) = 1 FROM pg_locks WHERE NOT granted AND relation = 'users'::regclass");
		said("while it is blocked", transactionStart(), true, "a1");
		blockerIsSaid(pid(idle), "users");
		idle.execute("COMMIT");
		ends(upgrade, true);
	}

	private void killed(boolean byServer) throws Exception {
		project(false, "op.add_column('users', sa.Column('age', sa.Integer))", "pass");
		this.gate.execute("SELECT pg_advisory_lock(2)");
		Process upgrade = upgrade();
		isAtGate(2);
		said("before it is killed", transactionStart(), true, "a1");
		if (byServer) {
			this.server.execute(DATABASE, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + MIGRATOR);
			ends(upgrade, false);
		}
		else {
			upgrade.destroyForcibly().waitFor();
			said("while the server has not noticed", null, true, "a1");
			this.gate.execute("SELECT pg_advisory_unlock(2)");
			ends(upgrade, false);
		}
	}

	private void threeAtOnce() throws Exception {
		project(false, "op.add_column('users', sa.Column('age', sa.Integer))", "pass");
		this.gate.execute("SELECT pg_advisory_lock(2)");
		Process first = upgrade();
		isAtGate(2);
		long pid = Long.parseLong(ask("SELECT pid FROM pg_stat_activity WHERE " + MIGRATOR));
		Instant began = transactionStart();
		upgrade();
		upgrade();
		until("SELECT count(*) = 2 FROM pg_locks WHERE NOT granted AND relation = 'users'::regclass");
		Migration seen = said("of three", began, true, "a1");
		this.findings.count("the one that runs is shown", seen != null && seen.pid() == pid, String.valueOf(seen));
		for (StatusService service : this.services.values()) {
			List<String> warnings = check(service).verdict().warnings();
			this.findings.count("a warning names the others",
					warnings.size() == 1 && warnings.getFirst()
							.startsWith("More than one upgrade was started: beside pid "
									+ pid + ", pid ")
							&& warnings.getFirst().contains(", "),
					warnings);
		}
		this.gate.execute("SELECT pg_advisory_unlock(2)");
		for (Process process : this.processes) {
			process.waitFor();
		}
		ends(first, true);
	}

	private void decoys() throws Exception {
		project(false, "op.add_column('users', sa.Column('age', sa.Integer))", "pass");
		Statement reader = statement("report");
		Thread.ofPlatform()
				.daemon()
				.start(() -> executeQuietly(reader,
						"SELECT count(*), pg_sleep(30) FROM alembic_version, users, orders"));
		Statement job = statement("job");
		job.execute("BEGIN");
		job.execute("ALTER TABLE cache ADD COLUMN x int");
		job.execute("CREATE TABLE cache_of_tomorrow (id int)");
		job.execute("CREATE INDEX ON cache (x)");
		Process dump = start(List.of("pg_dump", "-h", "127.0.0.1", "-p", String.valueOf(this.server.port()), "-U",
				"postgres", "-f", "/dev/null", DATABASE));
		until("SELECT count(*) = 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND state = 'active'"
				+ " AND pid <> pg_backend_pid()");
		// The dump waits for the job, and holds on to all other tables meanwhile. Another version of it refuses at once.
		Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> !dump.isAlive()
						|| ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pg_dump'"
								+ " AND wait_event_type = 'Lock'").equals("1"));
		if (dump.isAlive()) {
			this.findings.count("a dump is among them", true, dump);
		}
		nothingIsSaid("of a query, a dump and changes of other tables");
		job.execute("COMMIT");
		Statement builder = statement("builder");
		Statement writer = statement("web");
		writer.execute("BEGIN");
		writer.execute("INSERT INTO cache VALUES (1)");
		Thread.ofPlatform().daemon().start(() -> executeQuietly(builder, "CREATE INDEX CONCURRENTLY ON cache (id)"));
		until("SELECT count(*) = 1 FROM pg_locks l JOIN pg_stat_progress_create_index i USING (pid) WHERE NOT granted");
		nothingIsSaid("of an index on another table");
	}

	private static final String MIGRATOR = "application_name = 'migrator'";

	private void project(boolean each, String first, String second) throws IOException {
		Path versions = Files.createDirectories(this.directory.resolve("migrations/versions"));
		Files.writeString(this.directory.resolve("alembic.ini"), """
				[alembic]
				script_location = migrations
				sqlalchemy.url = postgresql+psycopg2://postgres@127.0.0.1:%d/%s?application_name=migrator
				""".formatted(this.server.port(), DATABASE));
		Files.writeString(this.directory.resolve("migrations/env.py"), """
				from alembic import context
				from sqlalchemy import engine_from_config, pool
				engine = engine_from_config(context.config.get_section('alembic'), poolclass=pool.NullPool)
				with engine.connect() as connection:
				    context.configure(connection=connection, transaction_per_migration=%s)
				    with context.begin_transaction():
				        context.run_migrations()
				""".formatted(each ? "True" : "False"));
		Files.writeString(versions.resolve("a1.py"), "revision = 'a1'\ndown_revision = None\ndef upgrade(): pass\n");
		Files.writeString(versions.resolve("a2.py"), script("a2", "a1", first, 2));
		Files.writeString(versions.resolve("a3.py"), script("a3", "a2", second, 3));
	}

	private static String script(String revision, String down, String operations, int gate) {
		return """
				from alembic import op
				import sqlalchemy as sa
				revision = '%s'
				down_revision = '%s'
				def upgrade():
				    %s
				    op.execute("SELECT pg_advisory_xact_lock(%d)")
				""".formatted(revision, down, operations, gate);
	}

	private Process upgrade() throws IOException {
		List<String> command = new ArrayList<>(ALEMBIC);
		command.addAll(List.of("upgrade", "head"));
		return start(command);
	}

	private Process start(List<String> command) throws IOException {
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(this.directory.resolve("output" + this.processes.size()).toFile())
				.start();
		this.processes.add(process);
		return process;
	}

	private void isAtGate(int gate) {
		until("SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = " + gate);
	}

	private void until(String question) {
		Awaitility.await()
				.atMost(Duration.ofMinutes(2))
				.pollInterval(Duration.ofMillis(50))
				.until(() -> ask(question).equals("t"));
	}

	private String ask(String question) throws SQLException {
		return this.server.query(DATABASE, question);
	}

	private Instant transactionStart() throws SQLException {
		return Instant.ofEpochMilli(Long.parseLong(
				ask("SELECT floor(extract(epoch FROM min(xact_start)) * 1000)::bigint FROM pg_stat_activity WHERE "
						+ MIGRATOR)));
	}

	private StatusReport check(StatusService service) {
		return service.check(service.components().getFirst().name());
	}

	/** Asks once as each role. */
	private @Nullable Migration said(String when, @Nullable Instant since, boolean certain, String revision) {
		Migration answer = null;
		for (Map.Entry<String, StatusService> service : this.services.entrySet()) {
			boolean plain = service.getKey().equals("staged_plain");
			String role = plain ? ", as any role" : ", as pg_monitor";
			Instant before = Instant.now();
			Migration seen = check(service.getValue()).migration();
			this.findings.count("said " + when + role, seen != null, "null");
			if (seen != null) {
				this.findings.count("certain, revision, application, user" + role,
						seen.certain() == certain && revision.equals(seen.revision())
								&& "migrator".equals(seen.application()) && "postgres".equals(seen.user()),
						seen);
				this.findings.count("state and client" + role,
						plain
								? seen.state() == null && seen.client() == null
								: (seen.state() != null && "127.0.0.1".equals(seen.client()))
										|| "::1".equals(seen.client()),
						seen);
				if (!plain && since != null) {
					this.findings.count("since" + role,
							Duration.between(since, seen.since()).abs().compareTo(Duration.ofMillis(2)) < 0,
							seen + " began " + since);
				}
				else {
					this.findings.count("since is no later than the first look" + role,
							!seen.since().isAfter(Instant.now()), seen + " asked " + before);
				}
			}
			answer = plain ? answer : seen;
		}
		return answer;
	}

	private void blockerIsSaid(long pid, @Nullable String relation) throws SQLException {
		Instant waits = Instant.ofEpochMilli(Long.parseLong(
				ask("SELECT floor(extract(epoch FROM min(waitstart)) * 1000)::bigint FROM pg_locks WHERE NOT granted")));
		for (Map.Entry<String, StatusService> service : this.services.entrySet()) {
			boolean plain = service.getKey().equals("staged_plain");
			Migration seen = check(service.getValue()).migration();
			Migration.Blocker blocker = (seen != null) ? seen.waitsFor() : null;
			this.findings.count(
					"blocker: pid, relation, user, application" + (plain ? ", as any role" : ", as pg_monitor"),
					blocker != null && Long.valueOf(pid).equals(blocker.pid())
							&& Objects.equals(relation, blocker.relation()) && "postgres".equals(blocker.user())
							&& "web".equals(blocker.application())
							&& Objects.equals(plain ? null : "idle in transaction", blocker.state()),
					String.valueOf(seen));
			this.findings.count("blocker: since" + (plain ? ", as any role" : ", as pg_monitor"), blocker != null
					&& Duration.between(waits, blocker.since()).abs().compareTo(Duration.ofMillis(2)) < 0,
					blocker + " since " + waits);
		}
	}

	private void nothingIsSaid(String when) {
		this.services.forEach((role, service) -> {
			StatusReport report = check(service);
			this.findings.count("nothing said " + when, report.migration() == null, String.valueOf(report.migration()));
		});
	}

	private void ends(Process upgrade, boolean well) throws InterruptedException {
		upgrade.waitFor();
		this.findings.count("the upgrade ended as it should", (upgrade.exitValue() == 0) == well, upgrade);
		until("SELECT count(*) = 0 FROM pg_stat_activity WHERE " + MIGRATOR);
		nothingIsSaid("at the first check after the end");
	}

	private Statement statement(String application) throws SQLException {
		Connection connection = this.server.connect(DATABASE, application);
		this.connections.add(connection);
		return connection.createStatement();
	}

	private static long pid(Statement statement) throws SQLException {
		try (var result = statement.executeQuery("SELECT pg_backend_pid()")) {
			result.next();
			return result.getLong(1);
		}
	}

	private static void executeQuietly(Statement statement, String sql) {
		try {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			// The run is over.
		}
	}

	@Override
	public void close() throws SQLException {
		for (Process process : this.processes) {
			process.destroyForcibly().onExit().join();
		}
		for (Connection connection : this.connections) {
			connection.abort(Runnable::run);
		}
		this.sessions.close();
		this.server.execute("postgres", "DROP DATABASE " + DATABASE + " WITH (FORCE)", "DROP ROLE staged_plain",
				"DROP ROLE staged_stats");
	}

}
