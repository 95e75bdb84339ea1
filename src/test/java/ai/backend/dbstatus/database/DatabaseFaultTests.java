package ai.backend.dbstatus.database;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.session.DatabaseTimeouts;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableQuery;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.testsupport.CapturedLogs;
import ai.backend.dbstatus.testsupport.FakeServer;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What goes wrong with PostgreSQL and on the way to it: the reason, the time, and that the next read is right again.
 */
class DatabaseFaultTests {

	@TempDir
	private Path directory;

	/** In every URL, and to be found nowhere else. */
	private static final String MARKER = "S3cr3tMarker";

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private static final Duration TOTAL = Duration.ofSeconds(4);

	private final TestPostgres postgres = TestPostgres.shared();

	private final DatabaseSessions sessions = TestSessions.open(CONNECT, Duration.ofSeconds(1), Duration.ofMillis(300),
			TOTAL);

	private final CapturedLogs logs = new CapturedLogs();

	@AfterEach
	void close() {
		this.sessions.close();
		this.logs.close();
		assertThat(this.logs.text()).doesNotContain(MARKER);
	}

	private static DatabaseUrl url(String user, int port, String database) {
		return DatabaseUrl.parse("postgresql://" + user + ":" + MARKER + "@localhost:" + port + "/" + database, null,
				null, Path.of(""));
	}

	private VersionTableState read(DatabaseUrl url) {
		return this.sessions.ask(url, new VersionTableQuery(VersionTable.DEFAULT));
	}

	private DatabaseException fails(DatabaseUrl url) {
		long start = System.nanoTime();
		DatabaseException failure = catchThrowableOfType(DatabaseException.class, () -> read(url));
		Duration time = Duration.ofNanos(System.nanoTime() - start);
		assertThat(failure).as("a failure within " + time).isNotNull();
		assertThat(time).isLessThan(TOTAL.plusSeconds(1));
		for (Throwable ex = failure; ex != null; ex = ex.getCause()) {
			assertThat(ex.toString()).doesNotContain(MARKER).doesNotContain("org.postgresql").doesNotContain("PSQL");
		}
		return failure;
	}

	private int closedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@Test
	void aClosedPortIsReportedAtOnce() throws IOException {
		int port = closedPort();
		fails(url("u", port, "d"));
		long start = System.nanoTime();
		DatabaseException failure = fails(url("u", port, "d"));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
		assertThat(failure.failure()).isEqualTo(DatabaseFailure.CONNECTION_REFUSED);
		assertThat(failure).hasMessage("Connection refused to localhost:" + port);
	}

	@Test
	void aHostThatDoesNotResolveIsNamed() {
		DatabaseException failure = fails(
				DatabaseUrl.parse("postgresql://u:" + MARKER + "@no-such-host.invalid/d", null, null, Path.of("")));
		assertThat(failure.failure()).isEqualTo(DatabaseFailure.HOST_NOT_FOUND);
		assertThat(failure).hasMessage("Host not found: no-such-host.invalid:5432");
	}

	@Test
	void aWrongPasswordIsToldAndTheRightOneIsTriedAnew() {
		String name = "wrong_password";
		this.postgres.createStampedDatabase(name, "a");
		user(name, "CREATE USER wrong_password_u PASSWORD 'other'");
		DatabaseException failure = fails(url("wrong_password_u", this.postgres.port(), name));
		assertThat(failure.failure()).isEqualTo(DatabaseFailure.AUTHENTICATION_FAILED);
		assertThat(failure).hasMessageContaining("user \"wrong_password_u\"");
		this.postgres.execute(name, "ALTER USER wrong_password_u PASSWORD '" + MARKER + "'",
				"GRANT SELECT ON alembic_version TO wrong_password_u");
		assertThat(read(url("wrong_password_u", this.postgres.port(), name)).rows()).containsExactly("a");
	}

	private void user(String database, String create) {
		String user = create.split(" ", 4)[2];
		this.postgres.execute(database, "DROP ROLE IF EXISTS " + user, create);
	}

	@Test
	void aMissingPasswordIsAnAuthenticationFailure() {
		this.postgres.createDatabase("no_password");
		user("postgres", "CREATE USER no_password_u PASSWORD 'x'");
		DatabaseUrl url = DatabaseUrl.parse(
				"postgresql://no_password_u@localhost:" + this.postgres.port() + "/no_password",
				null, null, Path.of(""));
		assertThat(fails(url).failure()).isEqualTo(DatabaseFailure.AUTHENTICATION_FAILED);
	}

	@Test
	void anUnknownDatabaseIsNamed() {
		DatabaseException failure = fails(url("postgres", this.postgres.port(), "nowhere"));
		assertThat(failure.failure()).isEqualTo(DatabaseFailure.DATABASE_NOT_FOUND);
		assertThat(failure).hasMessage("There is no database \"nowhere\" at localhost:" + this.postgres.port());
	}

	@Test
	void aTableWithoutPermissionIsNamed() {
		String name = "denied";
		this.postgres.createStampedDatabase(name, "a");
		user(name, "CREATE USER denied_u PASSWORD '" + MARKER + "'");
		DatabaseUrl url = url("denied_u", this.postgres.port(), name);
		DatabaseException failure = fails(url);
		assertThat(failure.failure()).isEqualTo(DatabaseFailure.PERMISSION_DENIED);
		assertThat(failure).hasMessageContaining("user \"denied_u\" may not read table alembic_version");
		this.postgres.execute(name, "GRANT SELECT ON alembic_version TO denied_u");
		assertThat(read(url).rows()).containsExactly("a");
	}

	@Test
	void aSchemaWithoutPermissionIsDeniedToo() {
		String name = "denied_schema";
		this.postgres.createDatabase(name);
		this.postgres.execute(name, "CREATE SCHEMA s", "CREATE TABLE s.alembic_version (version_num VARCHAR)");
		user(name, "CREATE USER denied_schema_u PASSWORD '" + MARKER + "'");
		DatabaseUrl url = url("denied_schema_u", this.postgres.port(), name);
		assertThatExceptionOfType(DatabaseException.class)
				.isThrownBy(
						() -> this.sessions.ask(url, new VersionTableQuery(new VersionTable("s", "alembic_version"))))
				.satisfies((ex) -> assertThat(ex.failure()).isEqualTo(DatabaseFailure.PERMISSION_DENIED))
				.withMessageContaining("s.alembic_version");
	}

	@Test
	void anExclusiveLockIsReportedWithItsHolder() throws Exception {
		String name = "locked";
		this.postgres.createStampedDatabase(name, "a");
		DatabaseUrl url = url("postgres", this.postgres.port(), name);
		try (Connection connection = this.postgres.connect(name); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("SET application_name = 'alembic upgrade'");
			statement.execute("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE");
			var result = statement.executeQuery("SELECT pg_backend_pid()");
			result.next();
			DatabaseException failure = fails(url);
			assertThat(failure.failure()).isEqualTo(DatabaseFailure.LOCK_TIMEOUT);
			assertThat(failure).hasMessageMatching("Table alembic_version in database \"locked\" at localhost:\\d+ was"
					+ " locked by another session for more than 0.3 s: backend " + result.getInt(1)
					+ " \\(alembic upgrade\\), in a transaction since 20.*Z");
			connection.rollback();
		}
		assertThat(read(url).rows()).containsExactly("a");
	}

	@Test
	void theHolderOfALockIsNamedAsFarAsTheUserMaySeeIt() throws Exception {
		String name = "locked_unseen";
		this.postgres.createStampedDatabase(name, "a");
		user(name, "CREATE USER locked_unseen_u PASSWORD '" + MARKER + "'");
		this.postgres.execute(name, "GRANT SELECT ON alembic_version TO locked_unseen_u");
		try (Connection connection = this.postgres.connect(name); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE");
			DatabaseException failure = fails(url("locked_unseen_u", this.postgres.port(), name));
			assertThat(failure.failure()).isEqualTo(DatabaseFailure.LOCK_TIMEOUT);
			assertThat(failure.getMessage()).matches(".* more than 0.3 s: backend \\d+( \\(.*\\))?");
		}
	}

	@Test
	void aQueryThatTakesTooLongIsEndedByTheServer() {
		String name = "slow";
		this.postgres.createDatabase(name);
		this.postgres.execute(name,
				"CREATE VIEW alembic_version AS SELECT 'a' AS version_num, pg_sleep(30)::text AS dummy",
				"CREATE OR REPLACE VIEW alembic_version AS SELECT 'a' AS version_num, dummy FROM"
						+ " (SELECT pg_sleep(30)::text AS dummy OFFSET 0) AS s WHERE dummy = ''");
		DatabaseException failure = fails(url("postgres", this.postgres.port(), name));
		assertThat(failure.failure()).isEqualTo(DatabaseFailure.QUERY_TIMEOUT);
		assertThat(failure).hasMessage("The server at localhost:" + this.postgres.port()
				+ " did not answer the query of table alembic_version within 1 s");
		assertThat(this.postgres.query("postgres",
				"SELECT count(*) FROM pg_stat_activity WHERE datname = 'slow' AND state = 'active'")).isEqualTo("0");
	}

	@Test
	void aRoleWithoutAConnectionLeftIsToldSo() {
		user("postgres", "CREATE USER limited_u PASSWORD '" + MARKER + "' CONNECTION LIMIT 0");
		DatabaseException failure = fails(url("limited_u", this.postgres.port(), "postgres"));
		assertThat(failure.failure()).isEqualTo(DatabaseFailure.TOO_MANY_CONNECTIONS);
	}

	@Test
	void aServerWithoutTlsFailsWhereTlsIsRequired() {
		DatabaseUrl url = DatabaseUrl.parse("postgresql://postgres:" + MARKER + "@localhost:" + this.postgres.port()
				+ "/postgres?sslmode=require", null, null, Path.of(""));
		assertThat(fails(url).failure()).isEqualTo(DatabaseFailure.TLS_FAILED);
	}

	@Test
	void aPrimaryIsFoundThoughTheSessionIsReadOnly() {
		this.postgres.createStampedDatabase("primary", "a");
		assertThat(read(DatabaseUrl.parse("postgresql://postgres@/primary?host=localhost:1&host=localhost:"
				+ this.postgres.port() + "&target_session_attrs=read-write", null, null, Path.of(""))).rows())
				.containsExactly("a");
	}

	static Stream<Arguments> behaviours() {
		return Stream.of(behaviour("says nothing", FakeServer::sayNothing, DatabaseFailure.CONNECT_TIMEOUT),
				behaviour("hangs up during the login", FakeServer::hangUp, DatabaseFailure.CONNECTION_LOST),
				behaviour("trickles the login", FakeServer::trickle, DatabaseFailure.CONNECT_TIMEOUT),
				behaviour("fails in TLS", FakeServer::failTls, DatabaseFailure.TLS_FAILED),
				behaviour("speaks HTTP", FakeServer::speakHttp, DatabaseFailure.CONNECTION_LOST),
				behaviour("is starting up", FakeServer.refuse("57P03", "the database system is starting up"),
						DatabaseFailure.SERVER_STARTING),
				behaviour("is out of connections", FakeServer.refuse("53300", "sorry, too many clients already"),
						DatabaseFailure.TOO_MANY_CONNECTIONS),
				behaviour("echoes the password", FakeServer.refuse("28P01", "not " + MARKER),
						DatabaseFailure.AUTHENTICATION_FAILED),
				behaviour("fails in an unknown way", FakeServer.refuse("XX000", MARKER),
						DatabaseFailure.INTERNAL_ERROR),
				behaviour("ends the session", FakeServer.refuse("57P01", "terminating connection"),
						DatabaseFailure.CONNECTION_LOST),
				behaviour("has no such database behind its pooler",
						FakeServer.refuse("08P01", "no such database: d"), DatabaseFailure.DATABASE_NOT_FOUND),
				behaviour("says nothing to the query", FakeServer.afterLogin(FakeServer::sayNothing),
						DatabaseFailure.QUERY_TIMEOUT),
				behaviour("hangs up on the query", FakeServer.afterLogin(FakeServer::hangUp),
						DatabaseFailure.CONNECTION_LOST),
				behaviour("trickles the answer", FakeServer.afterLogin(FakeServer::trickleNotice),
						DatabaseFailure.QUERY_TIMEOUT),
				behaviour("fails the query in an unknown way",
						FakeServer.afterLogin((client) -> FakeServer.error(client, "53100", MARKER)),
						DatabaseFailure.CONNECTION_LOST),
				behaviour("announces a gigabyte", FakeServer.afterLogin(FakeServer::announceAGigabyte),
						DatabaseFailure.CONNECTION_LOST));
	}

	private static Arguments behaviour(String what, FakeServer.Behaviour behaviour, DatabaseFailure expected) {
		return Arguments.of(what, behaviour, expected);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("behaviours")
	void aServerThatDoesNotBehaveIsLeftInTime(String what, FakeServer.Behaviour behaviour, DatabaseFailure expected)
			throws Exception {
		try (FakeServer server = new FakeServer(behaviour)) {
			DatabaseException failure = fails(url("u", server.port(), "d"));
			assertThat(failure.failure()).as(failure.getMessage()).isEqualTo(expected);
			assertThat(failure.getMessage()).contains("localhost:" + server.port());
			assertThat(this.sessions.openConnections()).isZero();
			Awaitility.await().until(() -> server.ended() > 0);
		}
	}

	/** A notice is six bytes, and a kilobyte in the driver, which keeps all of them. */
	static Stream<Arguments> floods() {
		byte[] notice = { 'N', 0, 0, 0, 5, 0 };
		return Stream.of(Arguments.of("notices", notice, "more than 1000 messages"),
				Arguments.of("parameters", new byte[]{ 'S', 0, 0, 0, 8, 'p', 0, 'v', 0 }, "more than 1000 messages"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("floods")
	void whatAServerSaysWithoutEndIsCutOff(String what, byte[] message, String bound) throws Exception {
		FakeServer.Behaviour flood = FakeServer.afterLogin(FakeServer.flood(message));
		FakeServer.Behaviour encrypted = FakeServer.overTls(FakeServer.selfSigned(this.directory), flood);
		for (boolean tls : new boolean[]{ false, true }) {
			try (FakeServer server = new FakeServer(tls ? encrypted : flood)) {
				DatabaseException failure = fails(DatabaseUrl.parse("postgresql://u:p@localhost:" + server.port()
						+ "/d?sslmode=" + (tls ? "require" : "prefer"), null, null, Path.of("")));
				assertThat(failure.failure()).isEqualTo(DatabaseFailure.CONNECTION_LOST);
				assertThat(failure).hasMessage("What localhost:" + server.port()
						+ " sent is no answer to the question of table alembic_version: " + bound);
			}
		}
	}

	@Test
	void anAnswerToAnotherQuestionIsNoDefectOfThisService() throws Exception {
		byte[] answer = { '1', 0, 0, 0, 4, '2', 0, 0, 0, 4, 'T', 0, 0, 0, 26, 0, 1, 'a', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
				25, -1, -1, -1, -1, -1, -1, 0, 0, 'D', 0, 0, 0, 11, 0, 1, 0, 0, 0, 1, 'x', 'C', 0, 0, 0, 13, 'S', 'E',
				'L', 'E', 'C', 'T', ' ', '1', 0, 'Z', 0, 0, 0, 5, 'I' };
		try (FakeServer server = new FakeServer(FakeServer.afterLogin((client) -> {
			client.getInputStream().read();
			client.getOutputStream().write(answer);
			client.getOutputStream().flush();
			FakeServer.sayNothing(client);
		}))) {
			DatabaseException failure = fails(url("u", server.port(), "d"));
			assertThat(failure.failure()).as(failure.getMessage()).isEqualTo(DatabaseFailure.CONNECTION_LOST);
			assertThat(failure).hasMessage(
					"What localhost:" + server.port() + " sent is no answer that its driver can read");
		}
	}

	@Test
	void waitingForAConnectionDoesNotCountAsTimeOfTheServer() throws Exception {
		this.postgres.createStampedDatabase("patient", "a");
		Duration brief = Duration.ofMillis(800);
		DatabaseTimeouts timeouts = new DatabaseTimeouts(brief, brief, brief, brief, Duration.ofMinutes(1));
		try (FakeServer silent = new FakeServer(FakeServer::sayNothing);
				DatabaseSessions sessions = new DatabaseSessions(timeouts, 1, Duration.ofSeconds(30));
				ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<VersionTableState>> waiting = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				DatabaseUrl url = url("u", silent.port(), "d" + i);
				waiting.add(executor.submit(() -> sessions.ask(url, new VersionTableQuery(VersionTable.DEFAULT))));
			}
			for (Future<VersionTableState> each : waiting) {
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> each.get(60, TimeUnit.SECONDS))
						.extracting(Throwable::getCause)
						.extracting("failure")
						.isEqualTo(DatabaseFailure.CONNECT_TIMEOUT);
			}
			assertThat(sessions
					.ask(url("postgres", this.postgres.port(), "patient"), new VersionTableQuery(VersionTable.DEFAULT))
					.rows())
					.containsExactly("a");
		}
	}

	@Test
	void aPoolerThatRefusesSessionSettingsIsAskedWithoutThem() throws Exception {
		List<Integer> lengths = new java.util.concurrent.CopyOnWriteArrayList<>();
		try (FakeServer server = new FakeServer((client) -> {
			lengths.add(1);
			FakeServer.refuse("08P01", "unsupported startup parameter in options: statement_timeout").serve(client);
		})) {
			fails(DatabaseUrl.parse("postgresql://u:p@localhost:" + server.port() + "/d?sslmode=disable", null, null,
					Path.of("")));
			assertThat(lengths).hasSize(2);
		}
	}

	@Test
	void aPasswordIsShownInClearTextOnlyWhereThatIsConfigured() throws Exception {
		for (String arguments : List.of("", "?require_auth=scram-sha-256", "?require_auth=password")) {
			ByteArrayOutputStream heard = new ByteArrayOutputStream();
			try (FakeServer server = new FakeServer(FakeServer.askForThePassword(heard))) {
				DatabaseException failure = fails(DatabaseUrl.parse(
						"postgresql://u:" + MARKER + "@localhost:" + server.port() + "/d" + arguments, null, null,
						Path.of("")));
				boolean configured = arguments.endsWith("=password");
				assertThat(failure.failure()).isEqualTo(
						configured ? DatabaseFailure.CONNECT_TIMEOUT : DatabaseFailure.AUTHENTICATION_FAILED);
				assertThat(heard.toString(StandardCharsets.UTF_8).contains(MARKER)).isEqualTo(configured);
			}
		}
	}

	@Test
	void theFirstReadAfterARestartIsRight() {
		try (TestPostgres own = TestPostgres.start()) {
			own.createStampedDatabase("restarted", "a");
			DatabaseUrl url = url("postgres", own.port(), "restarted");
			for (int i = 0; i < 2; i++) {
				assertThat(read(url).rows()).containsExactly("a");
				own.stop();
				if (i == 0) {
					assertThat(fails(url).failure()).isEqualTo(DatabaseFailure.CONNECTION_REFUSED);
				}
				own.startAgain();
				assertThat(read(url).rows()).containsExactly("a");
			}
		}
	}

	@Test
	void aSessionEndedByTheServerIsReplacedWithinTheSameRead() {
		this.postgres.createStampedDatabase("terminated", "a");
		DatabaseUrl url = url("postgres", this.postgres.port(), "terminated");
		for (int i = 0; i < 3; i++) {
			assertThat(read(url).rows()).containsExactly("a");
			this.postgres.execute("postgres",
					"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'terminated'");
		}
	}

	@Test
	void aDeadServerDelaysNobodyElse() throws Exception {
		DatabaseUrl good = DatabaseUrl.parse(this.postgres.createStampedDatabase("alive", "a"), null, null,
				Path.of(""));
		try (FakeServer server = new FakeServer(FakeServer::sayNothing);
				var executor = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
			read(good);
			for (int i = 0; i < 20; i++) {
				DatabaseUrl dead = url("u", server.port(), "d" + i);
				Future<?> _ = executor.submit(() -> read(dead));
			}
			for (int i = 0; i < 20; i++) {
				long start = System.nanoTime();
				assertThat(read(good).rows()).containsExactly("a");
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(CONNECT);
			}
		}
	}

	@Test
	void anInterruptedReaderStopsAtOnce() throws Exception {
		try (FakeServer server = new FakeServer(FakeServer::sayNothing)) {
			CompletableFuture<Throwable> thrown = new CompletableFuture<>();
			Thread thread = Thread.ofVirtual().start(() -> {
				try {
					read(url("u", server.port(), "d"));
				}
				catch (Throwable ex) {
					thrown.complete(ex);
				}
			});
			thread.interrupt();
			assertThat(thrown.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(CancellationException.class);
			Awaitility.await().until(() -> this.sessions.openConnections() == 0);
		}
	}

	@Test
	void noThreadIsLeftBehind() throws Exception {
		try (FakeServer server = new FakeServer(FakeServer::sayNothing)) {
			for (int i = 0; i < 5; i++) {
				fails(url("u", server.port(), "d"));
			}
			Awaitility.await().until(() -> server.ended() == 5);
			Awaitility.await()
					.until(() -> Thread.getAllStackTraces()
							.entrySet()
							.stream()
							.filter((thread) -> thread.getKey().getName().startsWith("db-status-connect-"))
							.noneMatch((thread) -> Stream.of(thread.getValue())
									.anyMatch((frame) -> frame.getClassName().startsWith("org.postgresql"))));
		}
	}

}
