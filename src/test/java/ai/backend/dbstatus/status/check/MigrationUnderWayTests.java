package ai.backend.dbstatus.status.check;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.component.Policy;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.action.ActionTemplate;
import ai.backend.dbstatus.status.action.Actions;
import ai.backend.dbstatus.status.action.DivergenceCommands;
import ai.backend.dbstatus.status.action.MigrationActions;
import ai.backend.dbstatus.status.action.ProjectCommands;
import ai.backend.dbstatus.status.report.Migration;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.RecommendedAction;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.testsupport.AlembicProjectFiles;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of sessions of PostgreSQL that do what Alembic does, and of those that do what others do. Two roles ask: one
 * that may see the statistics of all, and one that may read the version table and nothing else.
 */
class MigrationUnderWayTests {

	private static final String DATABASE = "under_way";

	private static final ActionTemplate WAIT = new ActionTemplate("Wait for pid {pid}.", List.of(), null);

	private static final ActionTemplate BLOCKED = new ActionTemplate("See to pid {blocker}.",
			List.of("{blocker-session}", "{end-blocker}"), null);

	@TempDir
	private Path directory;

	private final TestPostgres postgres = TestPostgres.shared();

	private final DatabaseSessions sessions = TestSessions.open();

	private final List<Connection> connections = new ArrayList<>();

	private StatusService privileged;

	private StatusService plain;

	@BeforeEach
	void prepare() throws Exception {
		this.postgres.createStampedDatabase(DATABASE, "a1");
		this.postgres.execute(DATABASE, "CREATE TABLE users (id int PRIMARY KEY, email text)",
				"CREATE TABLE orders (id int PRIMARY KEY)", "CREATE TABLE cache (id int)",
				"DROP ROLE IF EXISTS plain_watcher", "DROP ROLE IF EXISTS stats_watcher",
				"DROP ROLE IF EXISTS migrator",
				"CREATE ROLE plain_watcher LOGIN PASSWORD 'x'",
				"CREATE ROLE stats_watcher LOGIN PASSWORD 'x' IN ROLE pg_monitor",
				"CREATE ROLE migrator LOGIN SUPERUSER PASSWORD 'x'",
				"GRANT SELECT ON alembic_version TO plain_watcher, stats_watcher");
		new AlembicProjectFiles(this.directory).script("a1", "Base").script("a2", "Second", "a1");
		new AlembicProjectFiles(this.directory).rawScript("a3.py", "revision = 'a3'\ndown_revision = 'a2'\n");
		new AlembicProjectFiles(this.directory).rawScript("a2.py", """
				from alembic import op
				revision = 'a2'
				down_revision = 'a1'
				def upgrade():
				    op.create_index('ix_users_email', 'users', ['email'])
				""");
		this.privileged = service("stats_watcher");
		this.plain = service("plain_watcher");
	}

	@AfterEach
	void close() throws SQLException {
		for (Connection connection : this.connections) {
			connection.abort(Runnable::run);
		}
		this.sessions.close();
		Awaitility.await()
				.untilAsserted(() -> assertThat(this.postgres.query("postgres",
						"SELECT count(*) FROM pg_stat_activity WHERE datname = '" + DATABASE + "'")).isEqualTo("0"));
		this.postgres.execute("postgres", "DROP DATABASE " + DATABASE + " WITH (FORCE)", "DROP ROLE plain_watcher",
				"DROP ROLE stats_watcher", "DROP ROLE migrator");
	}

	private StatusService service(String role) {
		Actions actions = new Actions(ProjectCommands.USUAL,
				Map.of(Reason.PENDING_MIGRATIONS, new ActionTemplate("Upgrade.", List.of(), null)),
				DivergenceCommands.NONE, new MigrationActions(WAIT, BLOCKED));
		return TestComponents.service(this.sessions,
				new Component(role, role, ConfigLocation.of(this.directory, "alembic.ini"),
						new DatabaseSettings("postgresql://%s:x@localhost:%d/%s".formatted(role, this.postgres.port(),
								DATABASE), null, null, null, null),
						new Policy(false, Set.of(Status.UP_TO_DATE), actions)));
	}

	private StatusReport check(StatusService service) {
		return service.check(service.components().getFirst().name());
	}

	private @Nullable Migration seen(StatusService service) {
		return check(service).migration();
	}

	private Migration migration(StatusService service) {
		Migration migration = seen(service);
		assertThat(migration).isNotNull();
		return migration;
	}

	private void noneIsSeen() {
		assertThat(seen(this.privileged)).isNull();
		assertThat(seen(this.plain)).isNull();
	}

	private Session session(String application) throws SQLException {
		Connection connection = DriverManager.getConnection(
				"jdbc:postgresql://localhost:%d/%s?user=migrator&password=x&ApplicationName=%s".formatted(
						this.postgres.port(), DATABASE, application));
		this.connections.add(connection);
		return new Session(connection);
	}

	private void waitFor(String condition) {
		Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(this.postgres.query(DATABASE,
						"SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = '" + DATABASE + "' AND "
								+ condition))
						.isEqualTo("t"));
	}

	/** A connection that does what it is told, in a transaction once it has begun one. */
	private static final class Session {

		private final Connection connection;

		Session(Connection connection) {
			this.connection = connection;
		}

		Session run(String... statements) throws SQLException {
			try (Statement statement = this.connection.createStatement()) {
				for (String sql : statements) {
					statement.execute(sql);
				}
			}
			return this;
		}

		/** On a thread of its own, until the connection is closed at the latest. */
		void start(String sql) {
			Thread.ofPlatform().daemon().start(() -> {
				try {
					run(sql);
				}
				catch (SQLException ex) {
					// The test is over.
				}
			});
		}

		long pid() throws SQLException {
			try (Statement statement = this.connection.createStatement();
					var result = statement.executeQuery("SELECT pg_backend_pid()")) {
				result.next();
				return result.getLong(1);
			}
		}

		Instant transactionStart() throws SQLException {
			try (Statement statement = this.connection.createStatement();
					var result = statement.executeQuery("SELECT now()")) {
				result.next();
				return result.getTimestamp(1).toInstant();
			}
		}

	}

	@Test
	void aTransactionThatReadTheVersionTableAndChangesTheSchemaIsAMigrationUntilItEnds() throws SQLException {
		noneIsSeen();
		Session alembic = session("alembic").run("BEGIN", "SELECT * FROM alembic_version");
		noneIsSeen();
		alembic.run("ALTER TABLE users ADD COLUMN age int");
		assertThat(migration(this.privileged)).isEqualTo(new Migration(alembic.transactionStart(), true, "alembic",
				"migrator", "127.0.0.1", alembic.pid(), "idle in transaction", "a1", null, null));
		Instant before = Instant.now();
		Migration plainly = migration(this.plain);
		assertThat(plainly).isEqualTo(new Migration(plainly.since(), true, "alembic", "migrator", null, alembic.pid(),
				null, "a1", null, null));
		assertThat(plainly.since()).isBetween(before.minusSeconds(1), Instant.now());
		assertThat(migration(this.plain).since()).isEqualTo(plainly.since());
		assertThat(check(this.plain).verdict().recommendedAction())
				.isEqualTo(new RecommendedAction("Wait for pid %d.".formatted(alembic.pid()), List.of(), null));
		alembic.run("UPDATE alembic_version SET version_num = 'a2'");
		assertThat(migration(this.plain).since()).isEqualTo(plainly.since());
		alembic.run("COMMIT");
		noneIsSeen();
		assertThat(check(this.plain).verdict().recommendedAction())
				.isEqualTo(new RecommendedAction("Upgrade.", List.of(), null));
	}

	@Test
	void newTablesThatNobodyCanSeeYetCountWithTheVersionTable() throws SQLException {
		Session alembic = session("alembic").run("BEGIN", "SELECT * FROM alembic_version",
				"CREATE TEMP TABLE t (id int)");
		noneIsSeen();
		alembic.run("CREATE TABLE extra (id int PRIMARY KEY)");
		assertThat(migration(this.plain).certain()).isTrue();
		assertThat(migration(this.privileged).certain()).isTrue();
	}

	@Test
	void whoReadsLooksDumpsOrKeepsTheHouseIsNoMigration() throws SQLException {
		session("reader").run("BEGIN", "SELECT * FROM alembic_version, users, orders");
		session("pg_dump").run("BEGIN ISOLATION LEVEL REPEATABLE READ",
				"LOCK TABLE alembic_version, users, orders IN ACCESS SHARE MODE");
		session("web").run("BEGIN", "INSERT INTO users VALUES (1, 'a')", "SELECT * FROM alembic_version");
		session("job").run("BEGIN", "ALTER TABLE cache ADD COLUMN x int", "CREATE TABLE cache_of_tomorrow (id int)",
				"CREATE INDEX ON cache (x)");
		session("keeper").run("BEGIN", "ANALYZE users, orders, alembic_version");
		noneIsSeen();
	}

	@Test
	void aBlockedMigrationSaysByWhomAndOnWhatAndSinceWhen() throws SQLException {
		Session web = session("web").run("BEGIN", "SELECT * FROM users");
		Session alembic = session("alembic").run("BEGIN", "SELECT * FROM alembic_version");
		long pid = alembic.pid();
		Instant before = Instant.now();
		alembic.start("ALTER TABLE users ADD COLUMN age int");
		waitFor("wait_event_type = 'Lock' AND pid = " + pid);
		Migration.Blocker blocker = migration(this.privileged).waitsFor();
		assertThat(blocker).isNotNull();
		assertThat(blocker).isEqualTo(new Migration.Blocker(web.pid(), "web", "migrator", "idle in transaction",
				"AccessExclusiveLock", "users", blocker.since()));
		assertThat(blocker.since()).isBetween(before.minusSeconds(1), Instant.now());
		assertThat(migration(this.plain).waitsFor()).isEqualTo(new Migration.Blocker(web.pid(), "web", "migrator", null,
				"AccessExclusiveLock", "users", blocker.since()));
		assertThat(check(this.privileged).verdict().recommendedAction())
				.isEqualTo(new RecommendedAction("See to pid %d.".formatted(web.pid()),
						List.of("'user migrator, application web, idle in transaction'",
								"SELECT pg_terminate_backend(%d)".formatted(web.pid())),
						null));
		web.run("ROLLBACK");
		waitFor("state = 'idle in transaction' AND pid = " + pid);
		assertThat(migration(this.privileged).waitsFor()).isNull();
	}

	@Test
	void anIndexThatIsBuiltOutsideATransactionIsProbablyAMigrationWhereTheNextRevisionNamesItsTable()
			throws SQLException {
		this.postgres.execute(DATABASE, "INSERT INTO users SELECT g, g FROM generate_series(1, 1000) g");
		Session web = session("web").run("BEGIN", "INSERT INTO users VALUES (0, '')", "INSERT INTO cache VALUES (1)");
		Session alembic = session("alembic");
		long pid = alembic.pid();
		alembic.start("CREATE INDEX CONCURRENTLY ix_users_email ON users (email)");
		Session job = session("job");
		job.start("CREATE INDEX CONCURRENTLY ix_cache ON cache (id)");
		waitFor("(SELECT count(*) FROM pg_stat_progress_create_index) = 2");
		waitFor("(SELECT count(*) FROM pg_locks WHERE NOT granted) = 2");
		Migration migration = migration(this.privileged);
		assertThat(migration.pid()).isEqualTo(pid);
		assertThat(migration.certain()).isFalse();
		assertThat(migration.progress()).isEqualTo(new Migration.Progress("CREATE INDEX CONCURRENTLY",
				"waiting for writers before build", "users", 0, 1L, "LOCKERS"));
		assertThat(migration.waitsFor()).isNotNull();
		assertThat(migration.waitsFor().pid()).isEqualTo(web.pid());
		assertThat(migration.waitsFor().relation()).isNull();
		Migration plainly = migration(this.plain);
		assertThat(plainly.pid()).isEqualTo(pid);
		assertThat(plainly.certain()).isFalse();
		assertThat(plainly.progress()).isNull();
		assertThat(plainly.waitsFor()).isNotNull();
		assertThat(plainly.waitsFor().pid()).isEqualTo(web.pid());
		assertThat(check(this.plain).verdict().warnings()).isEmpty();
	}

	@Test
	void anIndexThatIsMadeAnewIsNoMigration() throws SQLException {
		session("web").run("BEGIN", "INSERT INTO users VALUES (0, '')");
		session("keeper").start("REINDEX TABLE CONCURRENTLY users");
		waitFor("(SELECT count(*) FROM pg_locks WHERE NOT granted) = 1");
		noneIsSeen();
	}

	@Test
	void aTransactionForEachRevisionIsFollowedThoughItTouchesTheVersionTableLast() throws SQLException {
		Session alembic = session("alembic").run("BEGIN", "ALTER TABLE users ADD COLUMN a int");
		assertThat(migration(this.plain).certain()).as("the next revision names the table").isFalse();
		alembic.run("UPDATE alembic_version SET version_num = 'a2'");
		Migration first = migration(this.plain);
		assertThat(first.certain()).isTrue();
		assertThat(first.revision()).isEqualTo("a1");
		alembic.run("COMMIT", "BEGIN", "ALTER TABLE orders ADD COLUMN a int");
		Migration second = migration(this.plain);
		assertThat(second.certain()).isTrue();
		assertThat(second.since()).isEqualTo(first.since());
		assertThat(second.revision()).isEqualTo("a2");
		assertThat(seen(this.privileged)).as("who has not seen it before, and a3 names no table").isNull();
		alembic.run("COMMIT");
		noneIsSeen();
	}

	@Test
	void ofSeveralTheOneThatRunsIsShownAndTheOthersAreAWarning() throws SQLException {
		Session first = session("pod-1").run("BEGIN", "SELECT * FROM alembic_version");
		Session second = session("pod-2").run("BEGIN", "SELECT * FROM alembic_version");
		long waiting = second.pid();
		first.run("ALTER TABLE users ADD COLUMN a int");
		second.start("ALTER TABLE users ADD COLUMN a int");
		waitFor("wait_event_type = 'Lock' AND pid = " + waiting);
		StatusReport report = check(this.plain);
		assertThat(report.migration()).isNotNull();
		assertThat(report.migration().pid()).isEqualTo(first.pid());
		assertThat(report.verdict().warnings()).containsExactly(
				"More than one upgrade was started: beside pid %d, pid %d migrates, too, or waits to do so."
						.formatted(first.pid(), waiting));
	}

	@Test
	void theFirstTablesOfADatabaseWithoutAVersionTableAreProbablyAMigration() throws SQLException {
		this.postgres.execute(DATABASE, "DROP TABLE alembic_version, users, orders, cache");
		session("job").run("BEGIN", "CREATE TEMP TABLE t (id int)");
		assertThat(check(this.plain).reason()).isEqualTo(Reason.NO_VERSION_TABLE);
		noneIsSeen();
		Session alembic = session("alembic").run("BEGIN", "CREATE TABLE alembic_version (version_num varchar(32))");
		assertThat(migration(this.plain)).satisfies((migration) -> {
			assertThat(migration.certain()).isFalse();
			assertThat(migration.pid()).isEqualTo(alembic.pid());
			assertThat(migration.revision()).isNull();
		});
	}

	@Test
	void whoKeepsReadersOutIsNamedThoughTheRowsCannotBeRead() throws SQLException {
		Session alembic = session("alembic").run("BEGIN", "LOCK TABLE alembic_version");
		StatusReport report = check(this.privileged);
		assertThat(report.reason()).isEqualTo(Reason.LOCK_TIMEOUT);
		assertThat(report.migration()).isNotNull();
		assertThat(report.migration().pid()).isEqualTo(alembic.pid());
		assertThat(report.verdict().recommendedAction()).isNotNull();
	}

	@Test
	void anUpToDateDatabaseIsAskedNothingMore() throws Exception {
		try (TestPostgres logged = TestPostgres.start("shared_preload_libraries=pg_stat_statements")) {
			assertThat(statements(logged, "a3")).isEqualTo(1);
			assertThat(statements(logged, "a1")).isEqualTo(2);
		}
	}

	/** How many statements a check makes. */
	private int statements(TestPostgres server, String row) {
		String url = server.createStampedDatabase("counted", row);
		server.execute("counted", "CREATE EXTENSION pg_stat_statements",
				"CREATE ROLE counted LOGIN SUPERUSER PASSWORD 'x'");
		StatusService service = TestComponents.service(this.sessions,
				new Component("counted", "counted", ConfigLocation.of(this.directory, "alembic.ini"),
						new DatabaseSettings(url, "counted", "x", null, null), TestComponents.POLICY));
		// What a connection does when it is used for the first and for the second time does not count.
		service.check("counted");
		service.check("counted");
		String count = "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE userid = 'counted'::regrole";
		int before = Integer.parseInt(server.query("counted", count));
		service.check("counted");
		int after = Integer.parseInt(server.query("counted", count));
		server.execute("counted", "DROP EXTENSION pg_stat_statements", "DROP ROLE counted");
		return after - before;
	}

}
