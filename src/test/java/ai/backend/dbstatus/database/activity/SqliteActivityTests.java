package ai.backend.dbstatus.database.activity;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.url.DatabaseUrl;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.testsupport.PythonProcess;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Processes of Python that hold SQLite's lock for writing, under the name of Alembic and under another.
 */
@EnabledOnOs(OS.LINUX)
class SqliteActivityTests {

	private static final String WRITER = """
			import sqlite3, sys
			connection = sqlite3.connect('shop.db', isolation_level=None)
			connection.execute('PRAGMA journal_mode = ' + sys.argv[1])
			connection.execute('CREATE TABLE IF NOT EXISTS users (id int)')
			connection.execute('BEGIN IMMEDIATE')
			connection.execute('INSERT INTO users VALUES (1)')
			print('writing', flush=True)
			sys.stdin.readline()
			connection.execute('COMMIT')
			print('written', flush=True)
			sys.stdin.readline()
			""";

	@TempDir
	private Path directory;

	private final DatabaseSessions sessions = TestSessions.open();

	@AfterEach
	void close() {
		this.sessions.close();
	}

	private List<SessionActivity> ask() {
		return this.sessions.ask(DatabaseUrl.parse("sqlite:///shop.db", null, null, this.directory),
				new ActivityQuery(VersionTable.DEFAULT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "DELETE", "WAL" })
	void theProcessOfAlembicThatWritesIsSeenWhileItWrites(String journal) throws Exception {
		Process writer = write("alembic", journal);
		try (BufferedReader said = writer.inputReader(); var told = writer.outputWriter()) {
			assertThat(said.readLine()).isEqualTo("writing");
			assertThat(ask()).singleElement().satisfies((session) -> {
				assertThat(session.pid()).isEqualTo(writer.pid());
				assertThat(session.application()).isEqualTo("alembic");
				assertThat(session.evidence()).isEqualTo(Evidence.ALEMBIC_PROCESS);
			});
			told.write("\n");
			told.flush();
			assertThat(said.readLine()).isEqualTo("written");
			assertThat(ask()).isEmpty();
		}
		finally {
			writer.destroyForcibly().waitFor();
		}
	}

	@Test
	void anotherProgramThatWritesIsNone() throws Exception {
		Process writer = write("web", "DELETE");
		try (BufferedReader said = writer.inputReader()) {
			assertThat(said.readLine()).isEqualTo("writing");
			assertThat(ask()).isEmpty();
		}
		finally {
			writer.destroyForcibly().waitFor();
		}
	}

	private Process write(String program, String journal) throws Exception {
		assumeTrue(PythonProcess.isAvailable(8), "There is no Python");
		Path file = Files.writeString(this.directory.resolve(program), WRITER);
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.directory.resolve("shop.db"));
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE alembic_version (version_num text)");
		}
		return new ProcessBuilder("python3", file.toString(), journal).directory(this.directory.toFile())
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
	}

}
