package ai.backend.dbstatus.database.session;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableQuery;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestProxy;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Who gets which connection, for how long, and what a query may rely on.
 */
class DatabaseSessionsTests {

	private static final Sql PID = new Sql("SELECT pg_backend_pid()");

	private final TestPostgres postgres = TestPostgres.shared();

	private final DatabaseSessions sessions = TestSessions.open();

	@TempDir
	private Path directory = Path.of("");

	@AfterEach
	void close() {
		this.sessions.close();
	}

	/**
	 * A statement that is answered by one value.
	 */
	private record Sql(String sql) implements DatabaseQuery<String> {

		@Override
		public String subject() {
			return "what a test wants to know";
		}

		@Override
		public String ask(DatabaseHandle handle) throws SQLException {
			try (Statement statement = handle.connection().createStatement();
					ResultSet result = statement.executeQuery(this.sql)) {
				result.next();
				return String.valueOf(result.getString(1));
			}
		}

	}

	private DatabaseUrl postgres(String database) {
		return DatabaseUrl.parse(this.postgres.createDatabase(database), null, null, Path.of(""));
	}

	private DatabaseUrl sqlite(String file) {
		return DatabaseUrl.parse("sqlite:///" + file, null, null, this.directory);
	}

	private void makeFile(String file, String... statements) throws SQLException {
		try (java.sql.Connection connection = DriverManager
				.getConnection("jdbc:sqlite:" + this.directory.resolve(file));
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	@Test
	void aThousandSchemasOfOneDatabaseShareItsConnections() throws Exception {
		DatabaseUrl url = postgres("thousand_schemas");
		this.postgres.execute("thousand_schemas", """
				DO $$ BEGIN FOR i IN 1..1000 LOOP
					EXECUTE format('CREATE SCHEMA s%s', i);
					EXECUTE format('CREATE TABLE s%s.alembic_version AS SELECT %L AS version_num', i, 'r' || i);
				END LOOP; END $$
				""");
		Set<String> backends = ConcurrentHashMap.newKeySet();
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<VersionTableState>> rows = IntStream.rangeClosed(1, 1000)
					.mapToObj((i) -> executor.submit(() -> this.sessions.withSession(url, (session) -> {
						backends.add(session.ask(PID));
						return session.ask(new VersionTableQuery(new VersionTable("s" + i, "alembic_version")));
					})))
					.toList();
			for (int i = 1; i <= rows.size(); i++) {
				assertThat(rows.get(i - 1).get().rows()).containsExactly("r" + i);
			}
		}
		assertThat(backends).hasSizeLessThanOrEqualTo(2);
	}

	@Test
	void oneDatabaseLeavesConnectionsToTheOthersOfItsServer() throws Exception {
		DatabaseUrl busy = postgres("busy");
		DatabaseUrl other = postgres("beside_busy");
		CompletableFuture<String> end = new CompletableFuture<>();
		Semaphore asking = new Semaphore(0);
		DatabaseQuery<String> untilEnd = new DatabaseQuery<>() {

			@Override
			public String subject() {
				return "nothing";
			}

			@Override
			public String ask(DatabaseHandle handle) {
				asking.release();
				return end.join();
			}

		};
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<String>> waiting = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				waiting.add(executor.submit(() -> this.sessions.ask(busy, untilEnd)));
			}
			asking.acquire(2);
			assertThat(this.sessions.ask(other, new Sql("SELECT 'here'"))).isEqualTo("here");
			assertThat(asking.availablePermits()).isZero();
			end.complete("done");
			for (Future<String> each : waiting) {
				assertThat(each.get()).isEqualTo("done");
			}
		}
	}

	@Test
	void theAnswersOfASessionComeOverOneConnectionAndThatIsKept() {
		DatabaseUrl url = postgres("one_connection");
		String first = this.sessions.ask(url, PID);
		List<String> answers = this.sessions.withSession(url, (session) -> List.of(session.ask(PID), session.ask(PID)));
		assertThat(answers).containsExactly(first, first);
		assertThat(this.sessions.openConnections()).isEqualTo(1);
	}

	@Test
	void aConnectionThatDiesAfterAnAnswerEndsTheSession() {
		DatabaseUrl url = postgres("dies");
		DatabaseException failure = this.sessions.withSession(url, (session) -> {
			this.postgres.query("postgres", "SELECT pg_terminate_backend(" + session.ask(PID) + ", 5000)");
			DatabaseException thrown = catchThrowableOfType(DatabaseException.class, () -> session.ask(PID));
			assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> session.ask(PID)).isSameAs(thrown);
			return thrown;
		});
		assertThat(failure.failure()).isIn(DatabaseFailure.CONNECTION_LOST, DatabaseFailure.SERVER_STARTING);
		assertThat(this.sessions.openConnections()).isZero();
		assertThat(this.sessions.ask(url, new Sql("SELECT 'again'"))).isEqualTo("again");
	}

	@Test
	void aSessionIsOverWhenItWasGivenBack() {
		DatabaseSession kept = this.sessions.withSession(postgres("given_back"), (session) -> session);
		assertThatIllegalStateException().isThrownBy(() -> kept.ask(PID))
				.withMessage("The connection was given back");
	}

	@Test
	void theQueriesOfASessionHaveOneDeadline() {
		DatabaseUrl url = postgres("deadline");
		List<String> answers = new ArrayList<>();
		try (DatabaseSessions brief = TestSessions.open(Duration.ofSeconds(3), Duration.ofSeconds(3),
				Duration.ofSeconds(3), Duration.ofSeconds(3))) {
			assertThatExceptionOfType(DatabaseException.class)
					.isThrownBy(() -> brief.withSession(url, (session) -> {
						while (true) {
							answers.add(session.ask(new Sql("SELECT pg_sleep(0.5)")));
						}
					}))
					.withMessage("The server at localhost:" + this.postgres.port()
							+ " did not answer the query of what a test wants to know within 3 s");
		}
		assertThat(answers).hasSizeBetween(1, 6);
	}

	@Test
	void aQueryLearnsWhatTheFailureOfAStatementMeansAndGoesOn() {
		String database = "failure";
		this.postgres.createDatabase(database);
		this.postgres.execute(database, "DROP ROLE IF EXISTS failure_u", "CREATE ROLE failure_u LOGIN PASSWORD 'p'");
		String url = "postgresql://failure_u:p@localhost:" + this.postgres.port() + "/" + database;
		String answer = this.sessions.ask(DatabaseUrl.parse(url, null, null, Path.of("")), new DatabaseQuery<>() {

			@Override
			public String subject() {
				return "a secret";
			}

			@Override
			public String ask(DatabaseHandle handle) throws SQLException {
				try (Statement statement = handle.connection().createStatement()) {
					return statement.executeQuery("SELECT * FROM pg_authid").toString();
				}
				catch (SQLException ex) {
					DatabaseException failure = handle.failure(ex);
					return failure.failure() + " " + failure.getMessage() + ", " + PID.ask(handle).matches("\\d+");
				}
			}

		});
		assertThat(answer).isEqualTo("PERMISSION_DENIED Permission denied: user \"failure_u\" may not read a secret"
				+ " in database \"failure\" at localhost:" + this.postgres.port() + ", true");
	}

	@Test
	void aSessionCannotWrite() {
		DatabaseUrl url = postgres("read_only");
		assertThatExceptionOfType(DatabaseException.class)
				.isThrownBy(() -> this.sessions.ask(url, new Sql("CREATE TABLE t ()")))
				.withMessageStartingWith("Permission denied: ")
				.withMessageEndingWith(
						" cannot be read without writing, which this service never does (SQLSTATE 25006)");
	}

	@Test
	void aHandleKnowsItsServerWithoutAskingIt() {
		String known = this.sessions.ask(postgres("known"), new DatabaseQuery<>() {

			@Override
			public String subject() {
				return "nothing";
			}

			@Override
			public String ask(DatabaseHandle handle) throws SQLException {
				return handle.dialect() + " " + handle.connection().getMetaData().getDatabaseProductName() + " of "
						+ handle.url().describe();
			}

		});
		assertThat(known).isEqualTo("POSTGRESQL PostgreSQL of database \"known\" at localhost:" + this.postgres.port());
	}

	@Test
	void aConnectionToTheServerItselfPreparesItsStatementsOnce() {
		DatabaseUrl url = DatabaseUrl.parse(this.postgres.createStampedDatabase("direct", "a"), null, null,
				Path.of(""));
		assertThat(preparedAfterReading(url)).contains("SELECT version_num, true AS there FROM \"alembic_version\"");
	}

	@Test
	void nothingIsPreparedWhereSomebodyIsBetween() throws IOException {
		this.postgres.createStampedDatabase("between", "a");
		try (TestProxy proxy = new TestProxy(this.postgres.port())) {
			DatabaseUrl url = DatabaseUrl.parse("postgresql://postgres@localhost:" + proxy.port() + "/between", null,
					null, Path.of(""));
			assertThat(preparedAfterReading(url)).isEqualTo("none");
		}
	}

	@Test
	void aVersionTableMayGetAnotherTypeWhileItsStatementIsPrepared() {
		DatabaseUrl url = DatabaseUrl.parse(this.postgres.createStampedDatabase("retyped", "a"), null, null,
				Path.of(""));
		preparedAfterReading(url);
		this.postgres.execute("retyped", "ALTER TABLE alembic_version ALTER COLUMN version_num TYPE varchar(255)");
		assertThat(this.sessions.ask(url, new VersionTableQuery(VersionTable.DEFAULT)).rows()).containsExactly("a");
		this.postgres.execute("retyped", "DROP TABLE alembic_version",
				"CREATE TABLE alembic_version AS SELECT 'b'::text AS version_num");
		assertThat(this.sessions.ask(url, new VersionTableQuery(VersionTable.DEFAULT)).rows()).containsExactly("b");
	}

	private String preparedAfterReading(DatabaseUrl url) {
		for (int i = 0; i < 10; i++) {
			assertThat(this.sessions.ask(url, new VersionTableQuery(VersionTable.DEFAULT)).rows()).containsExactly("a");
		}
		return this.sessions.ask(url,
				new Sql("SELECT coalesce(string_agg(statement, ';'), 'none') FROM pg_prepared_statements"));
	}

	@Test
	void filesWaitForTheirPlace() throws Exception {
		Duration minute = Duration.ofMinutes(1);
		DatabaseTimeouts patient = new DatabaseTimeouts(minute, minute, minute, minute, minute);
		try (DatabaseSessions four = new DatabaseSessions(patient, 4, minute);
				ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<String>> answers = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				makeFile("f" + i + ".db", "CREATE TABLE t AS SELECT 'row of " + i + "' AS c");
			}
			for (int i = 0; i < 200; i++) {
				DatabaseUrl url = sqlite("f" + i + ".db");
				answers.add(executor.submit(() -> four.ask(url, new Sql("SELECT c FROM t"))));
			}
			for (int i = 0; i < 200; i++) {
				assertThat(answers.get(i).get()).isEqualTo("row of " + i);
			}
		}
	}

	@Test
	void anEndlessQueryOfAFileEndsAtItsDeadline() throws SQLException {
		makeFile("endless.db", "CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"
				+ " SELECT n FROM r WHERE n < 0");
		Duration brief = Duration.ofMillis(300);
		try (DatabaseSessions four = TestSessions.open(brief, brief, brief, brief)) {
			DatabaseException failure = catchThrowableOfType(DatabaseException.class,
					() -> four.ask(sqlite("endless.db"), new Sql("SELECT n FROM v")));
			assertThat(failure.failure()).isEqualTo(DatabaseFailure.QUERY_TIMEOUT);
			Awaitility.await().until(() -> connectorThreads().noneMatch(DatabaseSessionsTests::isInSqlite));
		}
	}

	private static Stream<Thread> connectorThreads() {
		return Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> thread.getName().startsWith("db-status-connect-"));
	}

	private static boolean isInSqlite(Thread thread) {
		return Stream.of(thread.getStackTrace()).anyMatch((frame) -> frame.getClassName().startsWith("org.sqlite"));
	}

	@Test
	void oneWhoAsksAnotherDatabaseEachTimeHoldsAFewThreads() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		Duration brief = Duration.ofMillis(100);
		int limit = 16;
		try (DatabaseSessions own = new DatabaseSessions(new DatabaseTimeouts(brief, brief, brief, brief, brief), 4,
				Duration.ofSeconds(30))) {
			DatabaseSessions asker = own.of("component 'shop'");
			for (int i = 0; i < limit; i++) {
				makeFile("hangs" + i + ".db", "CREATE TABLE t (i)");
				DatabaseUrl url = sqlite("hangs" + i + ".db");
				assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> asker.ask(url, until(end)))
						.withMessageContaining("did not answer");
			}
			makeFile("next.db", "CREATE TABLE t (i)");
			DatabaseUrl next = sqlite("next.db");
			assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> asker.ask(next, until(end)))
					.withMessageStartingWith(
							"Too many questions to the databases that component 'shop' has named have not ended to ask ");
			end.countDown();
			assertThat(own.of("component 'other'").ask(next, until(end))).isEqualTo(1);
			Awaitility.await().untilAsserted(() -> assertThat(asker.ask(next, until(end))).isEqualTo(1));
		}
	}

	private static DatabaseQuery<Integer> until(CountDownLatch end) {
		return new DatabaseQuery<>() {

			@Override
			public String subject() {
				return "nothing";
			}

			@Override
			public Integer ask(DatabaseHandle handle) {
				try {
					end.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				return 1;
			}

		};
	}

	@Test
	void aFileThatNeverAnswersHoldsAFewThreads() throws Exception {
		makeFile("hangs.db", "CREATE TABLE t (i)");
		Duration brief = Duration.ofMillis(100);
		CountDownLatch end = new CountDownLatch(1);
		AtomicInteger asked = new AtomicInteger();
		DatabaseQuery<Integer> endless = new DatabaseQuery<>() {

			@Override
			public String subject() {
				return "nothing";
			}

			@Override
			public Integer ask(DatabaseHandle handle) {
				asked.incrementAndGet();
				try {
					end.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				return 1;
			}

		};
		DatabaseUrl url = sqlite("hangs.db");
		try (DatabaseSessions own = new DatabaseSessions(new DatabaseTimeouts(brief, brief, brief, brief, brief), 32,
				Duration.ofSeconds(30))) {
			Awaitility.await()
					.atMost(Duration.ofMinutes(1))
					.untilAsserted(() -> assertThatExceptionOfType(DatabaseException.class)
							.isThrownBy(() -> own.ask(url, endless))
							.withMessageContaining("have not ended"));
			assertThat(asked.get()).isLessThanOrEqualTo(16);
			assertThat(own.isExhausted()).isFalse();
			end.countDown();
			Awaitility.await().untilAsserted(() -> assertThat(own.ask(url, endless)).isEqualTo(1));
		}
	}

}
