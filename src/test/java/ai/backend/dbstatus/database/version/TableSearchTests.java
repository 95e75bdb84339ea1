package ai.backend.dbstatus.database.version;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.testsupport.TestPgBouncer;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Version tables that a role sees otherwise than those who migrate.
 */
class TableSearchTests {

	private static final String STAMPED = "CREATE TABLE %s.alembic_version AS SELECT '%s'::varchar AS version_num";

	private final TestPostgres postgres = TestPostgres.shared();

	private final DatabaseSessions sessions = TestSessions.open();

	@AfterEach
	void close() {
		this.sessions.close();
		this.postgres.execute("postgres", "DROP DATABASE IF EXISTS seen WITH (FORCE)",
				"DROP ROLE IF EXISTS seen_reader");
	}

	@Test
	void aSchemaThatTheRoleMayNotLookIntoIsNotPassedOver() {
		reader("CREATE SCHEMA hbi", STAMPED.formatted("hbi", "new"), STAMPED.formatted("public", "stale"),
				"GRANT SELECT ON ALL TABLES IN SCHEMA public, hbi TO seen_reader",
				"ALTER ROLE seen_reader SET search_path = hbi, public");
		assertDenied("there is a table alembic_version in schema hbi of database \"seen\" at localhost:"
				+ this.postgres.port() + ", but user \"seen_reader\" has no USAGE on that schema");
		this.postgres.execute("seen", "GRANT USAGE ON SCHEMA hbi TO seen_reader");
		assertThat(read().rows()).containsExactly("new");
	}

	@Test
	void aTableThatThePathDoesNotLeadToIsNotTakenForNone() {
		reader("CREATE SCHEMA hbi", STAMPED.formatted("hbi", "new"));
		assertDenied("there is a table alembic_version in schema hbi");
		this.postgres.execute("seen", "GRANT USAGE ON SCHEMA hbi TO seen_reader");
		VersionTableState state = read();
		assertThat(state.exists()).isFalse();
		assertThat(state.warnings())
				.containsExactly("The search_path of this user leads to no table alembic_version, but "
						+ "there is one in schema hbi; set version-table-schema if it is the right one.");
	}

	@Test
	void ofSeveralTablesItIsSaidWhichWasRead() {
		reader("CREATE SCHEMA seen_reader AUTHORIZATION seen_reader", STAMPED.formatted("seen_reader", "own"),
				STAMPED.formatted("public", "stale"),
				"GRANT SELECT ON ALL TABLES IN SCHEMA seen_reader TO seen_reader");
		VersionTableState state = read();
		assertThat(state.rows()).containsExactly("own");
		assertThat(state.warnings())
				.containsExactly("There is a table alembic_version in the schemas public, seen_reader; "
						+ "that of seen_reader was read. Set version-table-schema to say which it is.");
	}

	@Test
	void rowsThatASecurityPolicyMayHideAreNotTakenForAll() {
		reader(STAMPED.formatted("public", "a"), "INSERT INTO alembic_version VALUES ('b')",
				"GRANT SELECT ON alembic_version TO seen_reader",
				"ALTER TABLE alembic_version ENABLE ROW LEVEL SECURITY",
				"CREATE POLICY of_a ON alembic_version USING (version_num = 'a')");
		assertDenied("row-level security of table alembic_version in database \"seen\"");
		this.postgres.execute("seen", "ALTER ROLE seen_reader BYPASSRLS");
		assertThat(read().rows()).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void moreRowsThanAVersionTableHasAreNotCut() {
		reader("CREATE TABLE alembic_version AS SELECT 'r' || i AS version_num FROM generate_series(1, 10000) i",
				"GRANT SELECT ON alembic_version TO seen_reader");
		assertThat(read().rows()).hasSize(10_000);
		this.postgres.execute("seen", "INSERT INTO alembic_version VALUES ('one more')");
		assertThatExceptionOfType(DatabaseException.class).isThrownBy(this::read)
				.withMessageEndingWith("has more than 10000 rows, so it is not a version table of Alembic");
	}

	@Test
	void aStandbyIsAWarning() {
		try (TestPostgres own = TestPostgres.start()) {
			DatabaseUrl url = parse(own.createStampedDatabase("standby", "a"));
			assertThat(this.sessions.ask(url, new VersionTableQuery(VersionTable.DEFAULT)).warnings()).isEmpty();
			own.becomeStandby();
			VersionTableState state = this.sessions.ask(url, new VersionTableQuery(VersionTable.DEFAULT));
			assertThat(state.rows()).containsExactly("a");
			assertThat(state.warnings()).containsExactly(
					"The server at localhost:" + own.port() + " is a standby, which may be behind its primary.");
		}
	}

	@Test
	void ofSeveralHostsThePrimaryIsMeant() {
		try (TestPostgres standby = TestPostgres.start()) {
			standby.createStampedDatabase("seen", "old");
			standby.becomeStandby();
			this.postgres.createStampedDatabase("seen", "new");
			String hosts = "postgresql://postgres@/seen?host=localhost:%d&host=localhost:%d".formatted(standby.port(),
					this.postgres.port());
			assertThat(ask(hosts).rows()).containsExactly("new");
			assertThat(ask(hosts).warnings()).isEmpty();
			assertThat(ask("jdbc:postgresql://localhost:%d,localhost:%d/seen?user=postgres".formatted(standby.port(),
					this.postgres.port())).rows()).containsExactly("new");
			assertThat(ask(hosts + "&target_session_attrs=any").rows()).containsExactly("old");
			assertThatExceptionOfType(DatabaseException.class)
					.isThrownBy(() -> ask("postgresql://postgres@/seen?host=localhost:%1$d&host=127.0.0.1:%1$d"
							.formatted(standby.port())))
					.satisfies((ex) -> assertThat(ex.failure()).isEqualTo(DatabaseFailure.CONNECTION_REFUSED));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "session", "transaction", "statement" })
	@EnabledIf("isPoolerInstalled")
	void thePathOfAnotherClientLeadsNowhere(String mode) throws Exception {
		String url = this.postgres.createStampedDatabase("seen", "new");
		this.postgres.execute("seen", "CREATE SCHEMA stale", STAMPED.formatted("stale", "old"));
		try (TestPgBouncer pooler = new TestPgBouncer(this.postgres.port(), mode, 1)) {
			String pooled = url.replace(":" + this.postgres.port() + "/", ":" + pooler.port() + "/");
			for (int i = 0; i < 3; i++) {
				try (Connection other = DriverManager.getConnection("jdbc:postgresql://localhost:" + pooler.port()
						+ "/seen?prepareThreshold=0", "postgres", "");
						Statement statement = other.createStatement()) {
					statement.execute("SET search_path = stale");
				}
				assertThat((mode.equals("session") ? askAndLeave(pooled) : ask(pooled)).rows()).containsExactly("new");
			}
		}
	}

	/** There, an idle connection keeps the only session to itself, and the other client would wait until it is closed. */
	private static VersionTableState askAndLeave(String url) {
		try (DatabaseSessions own = TestSessions.open()) {
			return own.ask(parse(url), new VersionTableQuery(VersionTable.DEFAULT));
		}
	}

	static boolean isPoolerInstalled() {
		return TestPgBouncer.isInstalled();
	}

	@Test
	void pathsAreReadAsPostgresWritesThem() {
		assertThat(TableSearch.parse("\"$user\", public", "me")).containsExactly("me", "public");
		assertThat(TableSearch.parse("$user,Public , \"Ab,\"\"c\"", "me")).isEqualTo(List.of("me", "public", "Ab,\"c"));
		assertThat(TableSearch.parse("\"\"", "me")).isEmpty();
	}

	private void reader(String... statements) {
		this.postgres.createDatabase("seen");
		this.postgres.execute("postgres", "DROP ROLE IF EXISTS seen_reader",
				"CREATE ROLE seen_reader LOGIN PASSWORD 'secret'");
		this.postgres.execute("seen", statements);
	}

	private void assertDenied(String details) {
		assertThatExceptionOfType(DatabaseException.class).isThrownBy(this::read)
				.withMessageStartingWith("Permission denied: " + details)
				.satisfies((ex) -> assertThat(ex.failure()).isEqualTo(DatabaseFailure.PERMISSION_DENIED));
	}

	/** Each time as a client of its own, to whom all grants and settings of the role are known. */
	private VersionTableState read() {
		try (DatabaseSessions own = TestSessions.open()) {
			return own.ask(parse("postgresql://seen_reader:secret@localhost:" + this.postgres.port() + "/seen"),
					new VersionTableQuery(VersionTable.DEFAULT));
		}
	}

	private VersionTableState ask(String url) {
		return this.sessions.ask(parse(url), new VersionTableQuery(VersionTable.DEFAULT));
	}

	private static DatabaseUrl parse(String url) {
		return DatabaseUrl.parse(url, null, null, Path.of(""));
	}

}
