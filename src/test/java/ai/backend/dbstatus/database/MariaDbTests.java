package ai.backend.dbstatus.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableQuery;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.testsupport.CapturedLogs;
import ai.backend.dbstatus.testsupport.FakeServer;
import ai.backend.dbstatus.testsupport.TestMariaDb;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Version tables in MariaDB, with the same answers and the same reasons as in PostgreSQL.
 */
@EnabledIf(value = "isInstalled", disabledReason = "no MariaDB is installed")
class MariaDbTests {

	private static final String MARKER = "S3cr3tMarker";

	private static TestMariaDb server;

	private final DatabaseSessions sessions = TestSessions.open(Duration.ofSeconds(2), Duration.ofSeconds(2),
			Duration.ofSeconds(1),
			Duration.ofSeconds(4));

	static boolean isInstalled() {
		return TestMariaDb.isInstalled();
	}

	@BeforeAll
	static void start() throws Exception {
		server = new TestMariaDb();
		server.execute("CREATE USER reader IDENTIFIED BY '" + MARKER + "'", "GRANT ALL ON *.* TO reader");
	}

	@AfterAll
	static void stop() throws Exception {
		server.close();
	}

	private final CapturedLogs logs = new CapturedLogs();

	@AfterEach
	void close() {
		this.sessions.close();
		this.logs.close();
		assertThat(this.logs.text()).doesNotContain(MARKER);
	}

	private static void create(String database, String... statements) {
		server.execute("DROP DATABASE IF EXISTS " + database, "CREATE DATABASE " + database);
		try (Connection connection = server.connect(); Statement statement = connection.createStatement()) {
			statement.execute("USE " + database);
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (java.sql.SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static DatabaseUrl url(String user, String database) {
		return DatabaseUrl
				.parse("mysql+pymysql://" + user + ":" + MARKER + "@localhost:" + server.port() + "/" + database
						+ "?charset=utf8mb4", null, null, Path.of(""));
	}

	private VersionTableState read(String database) {
		return this.sessions.ask(url("reader", database), new VersionTableQuery(VersionTable.DEFAULT));
	}

	private DatabaseException fails(DatabaseUrl url) {
		long start = System.nanoTime();
		DatabaseException failure = catchThrowableOfType(DatabaseException.class,
				() -> this.sessions.ask(url, new VersionTableQuery(VersionTable.DEFAULT)));
		assertThat(failure).isNotNull();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		assertThat(failure.toString()).doesNotContain(MARKER);
		return failure;
	}

	@Test
	void readsTheRows() {
		create("readable", "CREATE TABLE alembic_version (version_num VARCHAR(32))",
				"INSERT INTO alembic_version VALUES ('abc'), (NULL), ('')");
		assertThat(read("readable")).isEqualTo(new VersionTableState(true, Arrays.asList("abc", null, ""), false));
		server.execute("UPDATE readable.alembic_version SET version_num = 'def'");
		assertThat(read("readable").rows()).containsExactly("def", "def", "def");
	}

	@Test
	void seesEveryChangeThoughTheServerCommitsNothingByItself() {
		create("snapshots", "CREATE TABLE alembic_version (version_num VARCHAR(32)) ENGINE=InnoDB",
				"INSERT INTO alembic_version VALUES ('r0')");
		server.execute("SET GLOBAL autocommit = 0");
		try {
			for (int i = 1; i < 5; i++) {
				assertThat(read("snapshots").rows()).containsExactly("r" + (i - 1));
				server.execute("SET autocommit = 1", "UPDATE snapshots.alembic_version SET version_num = 'r" + i + "'");
			}
		}
		finally {
			server.execute("SET GLOBAL autocommit = 1");
		}
	}

	@Test
	void tellsMissingEmptyAndUnstampedApart() {
		create("stages");
		assertThat(read("stages")).isEqualTo(new VersionTableState(false, List.of(), false));
		server.execute("CREATE TABLE stages.alembic_version (version_num VARCHAR(32))");
		assertThat(read("stages")).isEqualTo(new VersionTableState(true, List.of(), false));
		server.execute("CREATE TABLE stages.users (id INT)");
		assertThat(read("stages")).isEqualTo(new VersionTableState(true, List.of(), true));
		server.execute("DROP TABLE stages.alembic_version");
		assertThat(read("stages")).isEqualTo(new VersionTableState(false, List.of(), true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "AlembicVersion", "select", "odd name", "back`tick", "per%cent", "quest?ion", "a\"b",
			"a'b" })
	void takesNamesExactly(String name) {
		String quoted = '`' + name.replace("`", "``") + '`';
		server.execute("DROP DATABASE IF EXISTS " + quoted, "CREATE DATABASE " + quoted,
				"CREATE TABLE " + quoted + "." + quoted + " (version_num VARCHAR(32))",
				"INSERT INTO " + quoted + "." + quoted + " VALUES ('a')");
		create("elsewhere");
		assertThat(this.sessions.ask(url("reader", "elsewhere"), new VersionTableQuery(new VersionTable(name, name)))
				.rows())
				.containsExactly("a");
		assertThat(
				this.sessions.ask(url("reader", "elsewhere"), new VersionTableQuery(new VersionTable("nowhere", name)))
						.exists())
				.isFalse();
	}

	@Test
	void opensReadOnlySessionsThatTheServerBounds() {
		create("session", "CREATE VIEW alembic_version AS SELECT VARIABLE_VALUE AS version_num"
				+ " FROM information_schema.SESSION_VARIABLES WHERE VARIABLE_NAME IN"
				+ " ('TX_READ_ONLY', 'MAX_STATEMENT_TIME', 'LOCK_WAIT_TIMEOUT') ORDER BY VARIABLE_NAME");
		assertThat(read("session").rows()).containsExactly("1", "2.000000", "ON");
	}

	@Test
	void aWrongPasswordIsAnAuthenticationFailure() {
		server.execute("CREATE OR REPLACE USER other IDENTIFIED BY 'other'");
		assertThat(fails(url("other", "mysql")).failure()).isEqualTo(DatabaseFailure.AUTHENTICATION_FAILED);
	}

	@Test
	void anUnknownDatabaseIsNamed() {
		DatabaseException failure = fails(url("reader", "missing"));
		assertThat(failure.failure()).isEqualTo(DatabaseFailure.DATABASE_NOT_FOUND);
		assertThat(failure).hasMessage("There is no database \"missing\" at localhost:" + server.port());
	}

	@Test
	void aTableWithoutPermissionIsNamed() {
		create("denied", "CREATE TABLE alembic_version (version_num VARCHAR(32))", "CREATE TABLE open_table (id INT)");
		server.execute("CREATE OR REPLACE USER denied IDENTIFIED BY '" + MARKER + "'",
				"GRANT SELECT ON denied.open_table TO denied");
		assertThat(fails(url("denied", "denied")).failure()).isEqualTo(DatabaseFailure.PERMISSION_DENIED);
	}

	@Test
	void aTableThatIsNotAlembicsIsNamed() {
		create("foreign_table", "CREATE TABLE alembic_version (other INT)");
		assertThat(fails(url("reader", "foreign_table")).failure()).isEqualTo(DatabaseFailure.CONFIG_INVALID);
	}

	@Test
	void anExclusiveLockIsALockTimeout() throws Exception {
		create("locked", "CREATE TABLE alembic_version (version_num VARCHAR(32))");
		try (Connection connection = server.connect(); Statement statement = connection.createStatement()) {
			statement.execute("LOCK TABLES locked.alembic_version WRITE");
			assertThat(fails(url("reader", "locked")).failure()).isEqualTo(DatabaseFailure.LOCK_TIMEOUT);
			statement.execute("UNLOCK TABLES");
		}
		assertThat(read("locked").exists()).isTrue();
	}

	@Test
	void aQueryThatTakesTooLongIsEndedByTheServer() {
		create("slow", "CREATE VIEW alembic_version AS SELECT SLEEP(20) AS version_num");
		assertThat(fails(url("reader", "slow")).failure()).isEqualTo(DatabaseFailure.QUERY_TIMEOUT);
	}

	@Test
	void aUserWithoutAConnectionLeftIsToldSo() throws Exception {
		server.execute("CREATE OR REPLACE USER limited IDENTIFIED BY '" + MARKER + "' WITH MAX_USER_CONNECTIONS 1",
				"GRANT ALL ON *.* TO limited");
		try (Connection _ = java.sql.DriverManager.getConnection(
				"jdbc:mariadb://localhost:" + server.port() + "/mysql?user=limited&password=" + MARKER)) {
			assertThat(fails(url("limited", "mysql")).failure()).isEqualTo(DatabaseFailure.TOO_MANY_CONNECTIONS);
		}
	}

	@Test
	void aServerWithoutTlsFailsWhereTlsIsRequired() {
		assertThat(fails(DatabaseUrl.parse("mysql+mysqldb://reader:" + MARKER + "@localhost:" + server.port()
				+ "/mysql?ssl_mode=REQUIRED", null, null, Path.of(""))).failure())
				.isEqualTo(DatabaseFailure.TLS_FAILED);
	}

	@Test
	void aSessionEndedByTheServerIsReplacedWithinTheSameRead() throws Exception {
		create("killed", "CREATE TABLE alembic_version (version_num VARCHAR(32))");
		assertThat(read("killed").exists()).isTrue();
		try (Connection connection = server.connect(); Statement statement = connection.createStatement()) {
			statement.execute("KILL USER reader");
		}
		assertThat(read("killed").exists()).isTrue();
	}

	@Test
	void theFirstReadAfterARestartIsRight() throws Exception {
		create("restarted", "CREATE TABLE alembic_version (version_num VARCHAR(32))");
		assertThat(read("restarted").exists()).isTrue();
		server.stop();
		DatabaseException failure = fails(url("reader", "restarted"));
		assertThat(failure.failure()).isEqualTo(DatabaseFailure.CONNECTION_REFUSED);
		assertThat(failure).hasMessage("Connection refused to localhost:" + server.port());
		server.startAgain();
		assertThat(read("restarted").exists()).isTrue();
	}

	@Test
	void aServerThatSaysNothingIsLeftInTime() throws Exception {
		try (FakeServer silent = new FakeServer(FakeServer::sayNothing)) {
			DatabaseException failure = fails(DatabaseUrl.parse(
					"mysql://u:" + MARKER + "@localhost:" + silent.port() + "/d", null, null, Path.of("")));
			assertThat(failure.failure()).isEqualTo(DatabaseFailure.CONNECT_TIMEOUT);
		}
	}

	@Test
	void aHostThatDoesNotResolveIsNamed() {
		assertThat(fails(DatabaseUrl.parse("mysql://u:" + MARKER + "@no-such-host.invalid/d", null, null, Path.of("")))
				.failure()).isEqualTo(DatabaseFailure.HOST_NOT_FOUND);
	}

}
