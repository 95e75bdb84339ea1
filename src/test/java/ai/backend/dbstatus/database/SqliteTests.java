package ai.backend.dbstatus.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableQuery;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Version tables in files of SQLite.
 */
class SqliteTests {

	private final DatabaseSessions sessions = TestSessions.open(Duration.ofMillis(600), Duration.ofMillis(600),
			Duration.ofMillis(300),
			Duration.ofSeconds(2));

	@TempDir
	private Path directory = Path.of("");

	@AfterEach
	void close() {
		this.sessions.close();
	}

	private VersionTableState read(String file) {
		return read(file, VersionTable.DEFAULT);
	}

	private VersionTableState read(String file, VersionTable table) {
		return this.sessions.ask(DatabaseUrl.parse("sqlite:///" + file, null, null, this.directory),
				new VersionTableQuery(table));
	}

	private DatabaseException fails(String file) {
		DatabaseException failure = catchThrowableOfType(DatabaseException.class, () -> read(file));
		assertThat(failure).isNotNull();
		return failure;
	}

	private void execute(String file, String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.directory.resolve(file));
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	@Test
	void readsTheRows() throws SQLException {
		execute("a.db", "CREATE TABLE alembic_version (version_num VARCHAR(32))",
				"INSERT INTO alembic_version VALUES ('abc'), (NULL), ('')");
		assertThat(read("a.db")).isEqualTo(new VersionTableState(true, Arrays.asList("abc", null, ""), false));
	}

	@Test
	void takesNoViewAndNoVirtualTableForAVersionTable() throws SQLException {
		execute("view.db", "CREATE VIEW alembic_version AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n)"
				+ " SELECT count(*) AS version_num FROM n");
		execute("virtual.db", "CREATE VIRTUAL TABLE alembic_version USING fts5(version_num)");
		for (String file : List.of("view.db", "virtual.db")) {
			DatabaseException failure = fails(file);
			assertThat(failure.failure()).isEqualTo(DatabaseFailure.CONFIG_INVALID);
			assertThat(failure).hasMessageContaining("is a view or a virtual table, so it is not a version table");
		}
	}

	@Test
	void takesNoMoreThanAVersionTableHolds() throws SQLException {
		execute("long.db", "CREATE TABLE alembic_version (version_num VARCHAR(32))",
				"INSERT INTO alembic_version VALUES (printf('%.4097c', 'x'))");
		execute("large.db", "CREATE TABLE alembic_version (version_num VARCHAR(32))",
				"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)"
						+ " INSERT INTO alembic_version SELECT printf('%.1000c', 'x') FROM n");
		for (String file : List.of("long.db", "large.db")) {
			DatabaseException failure = fails(file);
			assertThat(failure.failure()).isEqualTo(DatabaseFailure.CONFIG_INVALID);
			assertThat(failure).hasMessageContaining("holds more than 4096 characters in one row or 1000000 in all");
		}
	}

	@Test
	void computesNothingLargerThanARow() throws SQLException {
		execute("generated.db", "CREATE TABLE alembic_version (a, version_num AS (hex(zeroblob(400000000))))",
				"INSERT INTO alembic_version (a) VALUES (1)");
		assertThat(fails("generated.db").failure()).isIn(DatabaseFailure.CONFIG_INVALID,
				DatabaseFailure.CONNECTION_LOST);
	}

	@Test
	void opensNoPipeBesideTheFile() throws Exception {
		execute("piped.db", "CREATE TABLE alembic_version (version_num VARCHAR(32))");
		assertThat(
				new ProcessBuilder("mkfifo", this.directory.resolve("piped.db-journal").toString()).start().waitFor())
				.isZero();
		Files.createSymbolicLink(this.directory.resolve("link.db"), this.directory.resolve("piped.db"));
		for (String file : List.of("piped.db", "link.db")) {
			assertThat(fails(file).failure()).isEqualTo(DatabaseFailure.DATABASE_NOT_FOUND);
		}
	}

	@Test
	void tellsMissingEmptyAndUnstampedApart() throws SQLException {
		execute("b.db", "CREATE TABLE x (i)", "DROP TABLE x");
		assertThat(read("b.db")).isEqualTo(new VersionTableState(false, List.of(), false));
		execute("b.db", "CREATE TABLE alembic_version (version_num VARCHAR(32))");
		assertThat(read("b.db")).isEqualTo(new VersionTableState(true, List.of(), false));
		execute("b.db", "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT)");
		assertThat(read("b.db")).isEqualTo(new VersionTableState(true, List.of(), true));
		execute("b.db", "DROP TABLE alembic_version");
		assertThat(read("b.db")).isEqualTo(new VersionTableState(false, List.of(), true));
	}

	@Test
	void takesNamesAndSchemasExactly() throws SQLException {
		execute("c.db", "CREATE TABLE \"select \"\"x\" (version_num)", "INSERT INTO \"select \"\"x\" VALUES ('a')");
		assertThat(read("c.db", new VersionTable("main", "select \"x")).rows()).containsExactly("a");
		assertThat(read("c.db", new VersionTable("attached", "select \"x")).exists()).isFalse();
	}

	@Test
	void seesAFileThatWasReplaced() throws Exception {
		execute("d.db", "CREATE TABLE alembic_version (version_num)", "INSERT INTO alembic_version VALUES ('a')");
		execute("e.db", "CREATE TABLE alembic_version (version_num)", "INSERT INTO alembic_version VALUES ('b')");
		assertThat(read("d.db").rows()).containsExactly("a");
		Files.move(this.directory.resolve("e.db"), this.directory.resolve("d.db"),
				java.nio.file.StandardCopyOption.REPLACE_EXISTING);
		assertThat(read("d.db").rows()).containsExactly("b");
	}

	@Test
	void neverCreatesAFile() {
		DatabaseException failure = fails("none.db");
		assertThat(failure.failure()).isEqualTo(DatabaseFailure.DATABASE_NOT_FOUND);
		assertThat(failure).hasMessage("There is no SQLite database in the file " + this.directory.resolve("none.db"));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void refusesAFileThatIsNoDatabase() throws IOException {
		Files.writeString(this.directory.resolve("text.db"), "This is some text and no database at all. ".repeat(100));
		assertThat(fails("text.db").failure()).isEqualTo(DatabaseFailure.DATABASE_NOT_FOUND);
	}

	@Test
	void refusesATableThatIsNotAlembics() throws SQLException {
		execute("f.db", "CREATE TABLE alembic_version (other)");
		assertThat(fails("f.db").failure()).isEqualTo(DatabaseFailure.CONFIG_INVALID);
	}

	@Test
	void waitsForALockNoLongerThanItMay() throws SQLException {
		execute("g.db", "CREATE TABLE alembic_version (version_num)", "INSERT INTO alembic_version VALUES ('a')");
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.directory.resolve("g.db"));
				Statement statement = connection.createStatement()) {
			statement.execute("BEGIN EXCLUSIVE");
			long start = System.nanoTime();
			assertThat(fails("g.db").failure()).isEqualTo(DatabaseFailure.LOCK_TIMEOUT);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
			statement.execute("COMMIT");
		}
		assertThat(read("g.db").rows()).containsExactly("a");
	}

}
