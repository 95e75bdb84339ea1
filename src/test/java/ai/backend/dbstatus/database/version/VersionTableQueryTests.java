package ai.backend.dbstatus.database.version;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import ai.backend.dbstatus.database.DatabaseException;
import ai.backend.dbstatus.database.DatabaseFailure;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.session.DatabaseTimeouts;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the query makes of a version table in PostgreSQL.
 */
class VersionTableQueryTests {

	private final TestPostgres postgres = TestPostgres.shared();

	private final DatabaseSessions sessions = TestSessions.open();

	@AfterEach
	void close() {
		this.sessions.close();
	}

	private VersionTableState read(String url, VersionTable table) {
		return this.sessions.ask(DatabaseUrl.parse(url, null, null, Path.of("")), new VersionTableQuery(table));
	}

	private static VersionTableState state(@Nullable String... rows) {
		return new VersionTableState(true, java.util.Arrays.asList(rows), false);
	}

	@Test
	void readsTheRows() {
		String url = this.postgres.createStampedDatabase("rows", "abc123", "def456");
		assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(state("abc123", "def456"));
	}

	@Test
	void seesEveryChangeAtOnce() {
		String url = this.postgres.createStampedDatabase("changes", "r0");
		for (int i = 1; i < 20; i++) {
			assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(state("r" + (i - 1)));
			this.postgres.execute("changes", "UPDATE alembic_version SET version_num = 'r" + i + "'");
		}
	}

	@Test
	void keepsNullAndEmptyRowsAsTheyAre() {
		String url = this.postgres.createDatabase("odd rows");
		this.postgres.execute("odd rows", "CREATE TABLE alembic_version (version_num VARCHAR)",
				"INSERT INTO alembic_version VALUES (NULL), (''), ('a ')");
		assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(state(null, "", "a "));
	}

	@Test
	void tellsAnEmptyTableFromNone() {
		String url = this.postgres.createDatabase("empty");
		assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(new VersionTableState(false, List.of(), false));
		this.postgres.execute("empty", "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)");
		assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(state());
		this.postgres.execute("empty", "DROP TABLE alembic_version");
		assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(new VersionTableState(false, List.of(), false));
	}

	@Test
	void seesOtherTablesWhereThereIsNoRevision() {
		String url = this.postgres.createDatabase("unstamped");
		this.postgres.execute("unstamped", "CREATE SCHEMA other", "CREATE TABLE other.users ()",
				"CREATE VIEW looks_like_one AS SELECT 1");
		assertThat(read(url, VersionTable.DEFAULT).otherTables()).isFalse();
		this.postgres.execute("unstamped", "CREATE TABLE users ()");
		assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(new VersionTableState(false, List.of(), true));
		assertThat(read(url, new VersionTable("other", "alembic_version")).otherTables()).isTrue();
		assertThat(read(url, new VersionTable("nowhere", "alembic_version")).otherTables()).isFalse();
		this.postgres.execute("unstamped", "CREATE TABLE alembic_version (version_num VARCHAR(32))");
		assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(new VersionTableState(true, List.of(), true));
		this.postgres.execute("unstamped", "INSERT INTO alembic_version VALUES (NULL)");
		assertThat(read(url, VersionTable.DEFAULT).otherTables()).isTrue();
		this.postgres.execute("unstamped", "INSERT INTO alembic_version VALUES ('a')");
		assertThat(read(url, VersionTable.DEFAULT).otherTables()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "plugin_version", "AlembicVersion", "select", "user", "odd name", "a.b", "qu\"ote",
			"per%cent",
			"ünï", "1st", "a'b", "back\\slash", "curly{d 'x'}", "quest?ion", "semi;--" })
	void takesNamesExactly(String name) {
		String url = this.postgres.createDatabase("names");
		String quoted = '"' + name.replace("\"", "\"\"") + '"';
		this.postgres.execute("names", "CREATE SCHEMA " + quoted,
				"CREATE TABLE " + quoted + " (version_num VARCHAR)", "INSERT INTO " + quoted + " VALUES ('a')",
				"CREATE TABLE " + quoted + "." + quoted + " (version_num VARCHAR)",
				"INSERT INTO " + quoted + "." + quoted + " VALUES ('b')");
		assertThat(read(url, new VersionTable(null, name)).rows()).containsExactly("a");
		assertThat(read(url, new VersionTable(name, name))).isEqualTo(state("b"));
	}

	@Test
	void doesNotFoldMixedCase() {
		String url = this.postgres.createStampedDatabase("folding", "a");
		assertThat(read(url, new VersionTable(null, "Alembic_Version")).exists()).isFalse();
	}

	@Test
	void followsTheSearchPath() {
		String url = this.postgres.createDatabase("paths");
		this.postgres.execute("paths", "CREATE SCHEMA tenant",
				"CREATE TABLE tenant.alembic_version (version_num VARCHAR)",
				"INSERT INTO tenant.alembic_version VALUES ('t')");
		assertThat(read(url, VersionTable.DEFAULT).exists()).isFalse();
		assertThat(read(url + "?options=-csearch_path%3Dtenant", VersionTable.DEFAULT)).isEqualTo(state("t"));
		assertThat(read(url, new VersionTable("tenant", "alembic_version"))).isEqualTo(state("t"));
	}

	@Test
	void readsViewsAndPartitionedTablesToo() {
		String url = this.postgres.createDatabase("views");
		this.postgres.execute("views", "CREATE VIEW alembic_version AS SELECT 'a'::varchar AS version_num",
				"CREATE MATERIALIZED VIEW mat AS SELECT 'b'::varchar AS version_num",
				"CREATE TABLE part (version_num VARCHAR) PARTITION BY LIST (version_num)");
		assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(state("a"));
		assertThat(read(url, new VersionTable(null, "mat"))).isEqualTo(state("b"));
		assertThat(read(url, new VersionTable(null, "part"))).isEqualTo(new VersionTableState(true, List.of(), false));
	}

	@Test
	void readsAColumnThatIsNoString() {
		String url = this.postgres.createDatabase("numbers");
		this.postgres.execute("numbers", "CREATE TABLE alembic_version (version_num INT)",
				"INSERT INTO alembic_version VALUES (17)");
		assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(state("17"));
	}

	@Test
	void survivesAChangeOfTheColumn() {
		String url = this.postgres.createStampedDatabase("column", "a");
		assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(state("a"));
		this.postgres.execute("column", "ALTER TABLE alembic_version ALTER version_num TYPE TEXT");
		assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(state("a"));
		this.postgres.execute("column", "DROP TABLE alembic_version",
				"CREATE TABLE alembic_version (other INT, version_num VARCHAR(99))",
				"INSERT INTO alembic_version VALUES (1, 'b')");
		assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(state("b"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE alembic_version (version INT)", "CREATE SEQUENCE alembic_version",
			"CREATE TABLE t (id INT); CREATE INDEX alembic_version ON t (id)" })
	void saysSoWhereTheTableIsNotAlembics(String ddl) {
		String url = this.postgres.createDatabase("foreign");
		this.postgres.execute("foreign", ddl);
		assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> read(url, VersionTable.DEFAULT))
				.satisfies((ex) -> assertThat(ex.failure()).isEqualTo(DatabaseFailure.CONFIG_INVALID))
				.withMessage("Table alembic_version in database \"foreign\" at localhost:" + this.postgres.port()
						+ " has no column version_num, so it is not a version table of Alembic");
	}

	@Test
	void opensReadOnlySessionsThatTheServerBounds() {
		String url = this.postgres.createDatabase("session");
		this.postgres.execute("session", """
				CREATE VIEW alembic_version AS SELECT unnest(ARRAY[current_setting('default_transaction_read_only'),
					current_setting('statement_timeout'), current_setting('lock_timeout'),
					current_setting('application_name')]) AS version_num
				""");
		assertThat(read(url, VersionTable.DEFAULT)).isEqualTo(state("on", "5s", "2s", "db-status"));
	}

	@Test
	void keepsOneConnectionPerTableAndNoOpenTransaction() {
		String url = this.postgres.createStampedDatabase("kept", "a");
		for (int i = 0; i < 10; i++) {
			read(url, VersionTable.DEFAULT);
		}
		String sessions = "SELECT string_agg(state, ',') FROM pg_stat_activity"
				+ " WHERE datname = 'kept' AND application_name = 'db-status'";
		assertThat(this.postgres.query("kept", sessions)).isEqualTo("idle");
	}

	@Test
	void neverOpensMoreConnectionsThanItMay() throws Exception {
		List<DatabaseUrl> urls = IntStream.range(0, 20)
				.mapToObj((i) -> this.postgres.createStampedDatabase("many" + i, "r" + i))
				.map((url) -> DatabaseUrl.parse(url, null, null, Path.of("")))
				.toList();
		Duration time = Duration.ofMinutes(2);
		try (DatabaseSessions patient = new DatabaseSessions(new DatabaseTimeouts(time, time, time, time, time), 4,
				Duration.ofSeconds(30));
				var executor = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
			List<java.util.concurrent.Future<VersionTableState>> states = IntStream.range(0, 200)
					.mapToObj((i) -> executor
							.submit(() -> patient.ask(urls.get(i % urls.size()),
									new VersionTableQuery(VersionTable.DEFAULT))))
					.toList();
			for (int i = 0; i < states.size(); i++) {
				assertThat(states.get(i).get()).isEqualTo(state("r" + i % urls.size()));
				assertThat(patient.openConnections()).isLessThanOrEqualTo(4);
			}
			// The server notes a moment later that a client has gone.
			Awaitility.await()
					.untilAsserted(() -> assertThat(this.postgres.query("postgres",
							"SELECT count(*) <= 4 FROM pg_stat_activity WHERE datname LIKE 'many%'")).isEqualTo("t"));
		}
	}

	@Test
	void holdsNothingWhenIdle() throws Exception {
		String url = this.postgres.createStampedDatabase("idle", "a");
		Duration time = Duration.ofSeconds(5);
		try (DatabaseSessions forgetful = new DatabaseSessions(new DatabaseTimeouts(time, time, time, time, time), 4,
				Duration.ofMillis(300))) {
			forgetful.ask(DatabaseUrl.parse(url, null, null, Path.of("")), new VersionTableQuery(VersionTable.DEFAULT));
			assertThat(forgetful.openConnections()).isEqualTo(1);
			String sessions = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'idle'"
					+ " AND application_name = 'db-status'";
			Awaitility.await()
					.untilAsserted(() -> assertThat(this.postgres.query("postgres", sessions)).isEqualTo("0"));
			assertThat(forgetful.openConnections()).isZero();
		}
	}

}
