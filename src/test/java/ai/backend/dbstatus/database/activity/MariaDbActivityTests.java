package ai.backend.dbstatus.database.activity;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.testsupport.TestMariaDb;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledIf(value = "isInstalled", disabledReason = "no MariaDB is installed")
class MariaDbActivityTests {

	private static TestMariaDb server;

	private final DatabaseSessions sessions = TestSessions.open();

	private final List<Connection> connections = new ArrayList<>();

	static boolean isInstalled() {
		return TestMariaDb.isInstalled();
	}

	@BeforeAll
	static void start() throws Exception {
		server = new TestMariaDb();
		server.execute("CREATE DATABASE shop", "CREATE USER watcher IDENTIFIED BY 'x'",
				"GRANT SELECT ON shop.* TO watcher", "GRANT PROCESS ON *.* TO watcher",
				"CREATE USER plain IDENTIFIED BY 'x'", "GRANT SELECT ON shop.* TO plain",
				"CREATE TABLE shop.alembic_version (version_num varchar(32))",
				"INSERT INTO shop.alembic_version VALUES ('a1')", "CREATE TABLE shop.users (id int)",
				"INSERT INTO shop.users VALUES (1)");
	}

	@AfterAll
	static void stop() throws Exception {
		server.close();
	}

	@AfterEach
	void close() throws SQLException {
		for (Connection connection : this.connections) {
			connection.abort(Runnable::run);
		}
		this.sessions.close();
	}

	private List<SessionActivity> ask(String user) {
		return this.sessions.ask(
				DatabaseUrl.parse("mysql+pymysql://%s:x@localhost:%d/shop".formatted(user, server.port()), null, null,
						Path.of("")),
				new ActivityQuery(VersionTable.DEFAULT));
	}

	private Connection connect() throws SQLException {
		Connection connection = DriverManager
				.getConnection("jdbc:mariadb://localhost:%d/shop?user=root".formatted(server.port()));
		this.connections.add(connection);
		return connection;
	}

	private static void run(Connection connection, String sql) {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			// The test is over.
		}
	}

	private void start(String sql) throws SQLException {
		Connection connection = connect();
		Thread.ofPlatform().daemon().start(() -> run(connection, sql));
	}

	private SessionActivity seen() {
		return Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> ask("watcher"), (sessions) -> sessions.size() == 1)
				.getFirst();
	}

	@Test
	void aChangeOfATableThatWaitsForAReaderIsSeen() throws SQLException {
		Connection reader = connect();
		reader.setAutoCommit(false);
		run(reader, "SELECT * FROM users");
		start("ALTER TABLE users ADD COLUMN age int");
		SessionActivity session = Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(this::seen, (seen) -> seen.waitsFor() != null);
		assertThat(session.evidence()).isEqualTo(Evidence.SCHEMA_CHANGE);
		assertThat(session.tables()).containsExactly("users");
		assertThat(session.user()).isEqualTo("root");
		assertThat(session.state()).isEqualTo("Waiting for table metadata lock");
		assertThat(session.startedAt()).isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
		assertThat(session.waitsFor()).isNotNull()
				.satisfies((wait) -> assertThat(wait.relation()).isEqualTo("users"))
				.satisfies(
						(wait) -> assertThat(wait.pids()).as("without the performance schema nobody tells").isEmpty());
		assertThat(ask("plain")).as("who may not see other users' sessions").isEmpty();
		reader.rollback();
		Awaitility.await().untilAsserted(() -> assertThat(ask("watcher")).isEmpty());
	}

	@Test
	void whoWaitsToWriteTheVersionTableMigrates() throws SQLException {
		Connection other = connect();
		run(other, "LOCK TABLES alembic_version READ");
		start("/* run */ UPDATE alembic_version SET version_num='a2' WHERE alembic_version.version_num = 'a1'");
		assertThat(seen().evidence()).isEqualTo(Evidence.VERSION_TABLE);
	}

	@Test
	void queriesWritesAndTemporaryTablesAreNoneOfIt() throws SQLException {
		start("SELECT 'ALTER TABLE users', sleep(20) FROM alembic_version, users");
		start("CREATE TEMPORARY TABLE t AS SELECT sleep(20) FROM users");
		start("INSERT INTO users SELECT sleep(20) FROM alembic_version");
		Awaitility.await().untilAsserted(() -> {
			try (Connection connection = connect();
					Statement statement = connection.createStatement();
					var result = statement.executeQuery(
							"SELECT count(*) FROM information_schema.processlist WHERE state = 'User sleep'")) {
				result.next();
				assertThat(result.getInt(1)).isEqualTo(3);
			}
		});
		assertThat(ask("watcher")).isEmpty();
	}

}
