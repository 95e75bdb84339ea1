package ai.backend.dbstatus.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

import ai.backend.dbstatus.testsupport.TestProxy.Weather;

/**
 * All that goes wrong with one component.
 */
final class FaultCatalogue {

	/** For what is noticed without waiting. */
	private static final Duration AT_ONCE = Duration.ofSeconds(2);

	/** Connecting and querying may each take a second in these tests; a second more is allowed. */
	private static final Duration IN_TIME = Duration.ofSeconds(3);

	private final Subject subject;

	private final List<Fault> faults = new ArrayList<>();

	FaultCatalogue(Subject subject) {
		this.subject = subject;
	}

	List<Fault> faults() {
		database();
		network();
		versionTable();
		configuration();
		scripts();
		scriptGraph();
		return this.faults;
	}

	private void fault(String name, String reason, Duration bound, Fault.Step begin, Fault.Step end) {
		this.faults.add(new Fault(name, reason, bound, begin, end));
	}

	private void files(String name, String reason, Fault.Step begin) {
		fault(name, reason, AT_ONCE, begin, this.subject::restoreFiles);
	}

	private void url(String name, String reason, Duration bound, String url) {
		fault(name, reason, bound, () -> this.subject.ini(url), this.subject::restoreFiles);
	}

	private void weather(String name, String reason, Duration bound, Weather weather) {
		fault(name, reason, bound, () -> {
			this.subject.ini(this.subject.url(this.subject.network.port()) + "?sslmode=disable");
			this.subject.network.weather(weather);
		}, () -> this.subject.network.weather(Weather.FAIR));
	}

	private void database() {
		Subject it = this.subject;
		fault("server stopped", "CONNECTION_REFUSED", AT_ONCE, it.postgres::stop, it.postgres::startAgain);
		fault("data directory replaced", "AUTHENTICATION_FAILED", AT_ONCE, it.postgres::replaceData,
				it.postgres::bringBackData);
		fault("password changed", "AUTHENTICATION_FAILED", AT_ONCE,
				() -> it.sqlAlone("ALTER ROLE subject PASSWORD 'other'"),
				() -> it.sqlAlone("ALTER ROLE subject PASSWORD '" + Subject.PASSWORD + "'"));
		fault("role dropped", "AUTHENTICATION_FAILED", AT_ONCE, () -> it.sqlAlone("ALTER ROLE subject RENAME TO gone"),
				() -> it.sqlAlone("ALTER ROLE gone RENAME TO subject",
						"ALTER ROLE subject PASSWORD '" + Subject.PASSWORD + "'"));
		fault("database renamed", "DATABASE_NOT_FOUND", AT_ONCE,
				() -> it.sqlAlone("ALTER DATABASE subject RENAME TO gone"),
				() -> it.sqlAlone("ALTER DATABASE gone RENAME TO subject"));
		fault("out of connections", "TOO_MANY_CONNECTIONS", AT_ONCE,
				() -> it.sqlAlone("ALTER ROLE subject CONNECTION LIMIT 0"),
				() -> it.sqlAlone("ALTER ROLE subject CONNECTION LIMIT -1"));
		fault("session ended by an administrator", "AT_HEAD", AT_ONCE, it::sqlAlone, it::sqlAlone);
	}

	private void network() {
		url("port closed", "CONNECTION_REFUSED", AT_ONCE, this.subject.url(1));
		url("host unknown", "HOST_NOT_FOUND", IN_TIME,
				"postgresql://subject:" + Subject.PASSWORD + "@no-such-host.invalid/subject");
		url("TLS wanted and not offered", "TLS_FAILED", AT_ONCE, this.subject.url() + "?sslmode=require");
		url("one of two addresses away", "AT_HEAD", AT_ONCE,
				"postgresql://subject:" + Subject.PASSWORD + "@/subject?host=localhost:1&host=localhost:"
						+ this.subject.postgres.port());
		weather("accepts and says nothing", "CONNECT_TIMEOUT", IN_TIME, Weather.SILENT);
		weather("trickles bytes", "CONNECT_TIMEOUT", IN_TIME, Weather.TRICKLE);
		weather("hangs up", "CONNECTION_LOST", AT_ONCE, Weather.CUT);
		weather("dies in mid-answer", "CONNECTION_LOST", AT_ONCE, Weather.CUT_IN_ANSWER);
		weather("is starting up", "SERVER_STARTING", AT_ONCE, Weather.STARTING);
		weather("is a web server", "CONNECTION_LOST", AT_ONCE, Weather.WEB);
		weather("is slow", "AT_HEAD", AT_ONCE, Weather.SLOW);
	}

	private void versionTable() {
		Subject it = this.subject;
		fault("permission revoked", "PERMISSION_DENIED", AT_ONCE,
				() -> it.sql("REVOKE SELECT ON alembic_version FROM subject"),
				() -> it.sql("GRANT SELECT ON alembic_version TO subject"));
		Lock lock = new Lock();
		fault("version table locked", "LOCK_TIMEOUT", AT_ONCE, lock::take, lock::release);
		fault("version table renamed", "UNSTAMPED_SCHEMA", AT_ONCE,
				() -> it.sql("ALTER TABLE alembic_version RENAME TO gone"),
				() -> it.sql("ALTER TABLE gone RENAME TO alembic_version"));
		fault("query that does not end", "QUERY_TIMEOUT", IN_TIME,
				() -> it.sql("ALTER TABLE alembic_version RENAME TO gone",
						"CREATE VIEW alembic_version AS SELECT version_num FROM gone, (SELECT pg_sleep(30)::text AS d"
								+ " OFFSET 0) AS s WHERE d = ''",
						"GRANT SELECT ON alembic_version TO subject"),
				() -> it.sql("DROP VIEW alembic_version", "ALTER TABLE gone RENAME TO alembic_version"));
		rows("no row", "EMPTY_VERSION_TABLE", "DELETE FROM alembic_version");
		rows("row of other code", "UNKNOWN_REVISION", "UPDATE alembic_version SET version_num = 'zz'");
		rows("row beside its ancestor", "INCONSISTENT_ROWS", "INSERT INTO alembic_version VALUES ('a1')");
	}

	private void rows(String name, String reason, String change) {
		fault(name, reason, AT_ONCE, () -> this.subject.sql(change),
				() -> this.subject.sql("DELETE FROM alembic_version", "INSERT INTO alembic_version VALUES ('b2')"));
	}

	private void configuration() {
		Subject it = this.subject;
		Path ini = it.project.resolve("alembic.ini");
		files("ini file missing", "CONFIG_NOT_FOUND", () -> Files.delete(ini));
		files("ini file half-written", "CONFIG_INVALID", () -> it.write("alembic.ini", "[alembic]\nscript_loc"));
		files("ini file empty", "CONFIG_INVALID", () -> it.write("alembic.ini", ""));
		files("ini file is a directory", "CONFIG_INVALID", () -> {
			Files.delete(ini);
			Files.createDirectory(ini);
		});
		files("ini file is a named pipe", "CONFIG_INVALID", () -> {
			Files.delete(ini);
			pipe(ini);
		});
		files("ini file is not text", "CONFIG_INVALID", () -> it.write("alembic.ini", noise(2000)));
		files("ini file refers to itself", "CONFIG_INVALID",
				() -> it.write("alembic.ini", "[alembic]\nscript_location = %(script_location)s\n"));
		files("no database URL", "DATABASE_URL_MISSING",
				() -> it.write("alembic.ini", "[alembic]\nscript_location = migrations\n"));
		files("database URL is none", "DATABASE_URL_INVALID",
				() -> it.ini("postgresql://subject:" + Subject.PASSWORD + "@localhost:port/subject"));
		files("database not supported", "DATABASE_UNSUPPORTED",
				() -> it.ini("oracle://subject:" + Subject.PASSWORD + "@localhost/subject"));
		files("script_location leads nowhere", "SCRIPTS_NOT_FOUND", () -> it.write("alembic.ini",
				"[alembic]\nscript_location = nowhere\nsqlalchemy.url = " + it.url() + "\n"));
		files("names with spaces and other letters", "AT_HEAD", () -> {
			Files.move(it.project.resolve("migrations"), it.project.resolve("mes migrations \u00e9\u65e5\u672c"));
			it.write("alembic.ini", "[alembic]\nscript_location = mes migrations \u00e9\u65e5\u672c\nsqlalchemy.url = "
					+ it.url() + "\n");
		});
	}

	private void scripts() {
		Subject it = this.subject;
		files("directory of scripts removed", "SCRIPTS_NOT_FOUND", () -> Subject.delete(it.versions()));
		files("directory of scripts empty", "NO_SCRIPTS", () -> {
			Files.delete(it.versions().resolve("a1.py"));
			Files.delete(it.versions().resolve("b2.py"));
		});
		files("directory replaced by a file", "SCRIPTS_NOT_FOUND", () -> {
			Subject.delete(it.versions());
			Files.writeString(it.versions(), "");
		});
		files("directory is a loop of links", "SCRIPTS_NOT_FOUND", () -> {
			Subject.delete(it.versions());
			Files.createSymbolicLink(it.versions(), Path.of("versions"));
		});
		files("script half-written", "SCRIPT_UNREADABLE",
				() -> it.script("c3.py", "revision = \"c3\"\ndown_revision = ("));
		files("script empty", "SCRIPT_UNREADABLE", () -> it.script("c3.py", ""));
		files("script of 50 MB", "SCRIPT_UNREADABLE", () -> {
			try (RandomAccessFile file = new RandomAccessFile(it.versions().resolve("c3.py").toFile(), "rw")) {
				file.setLength(50L << 20);
			}
		});
		files("script is not text", "SCRIPT_UNREADABLE", () -> it.write("migrations/versions/c3.py", noise(5000)));
		files("script is a named pipe", "SCRIPT_UNREADABLE", () -> pipe(it.versions().resolve("c3.py")));
		files("script is a loop of links", "SCRIPT_UNREADABLE",
				() -> Files.createSymbolicLink(it.versions().resolve("c3.py"), Path.of("c3.py")));
		files("script is a link to nothing", "SCRIPT_UNREADABLE",
				() -> Files.createSymbolicLink(it.versions().resolve("c3.py"), Path.of("nothing.py")));
		files("script nests ten thousand deep", "SCRIPT_UNREADABLE",
				() -> it.script("c3.py", "revision = " + "(".repeat(10_000) + "\n"));
		files("script named with spaces and other letters", "PENDING_MIGRATIONS",
				() -> it.script("c 3 \u00e9\u65e5\u672c.py", Subject.text("c3", "\"b2\"")));
		fault("checkout under way", "SCRIPTS_CHANGING", AT_ONCE, () -> {
			Path lock = it.project.resolve(".git/index.lock");
			Files.createDirectories(it.project.resolve(".git"));
			Files.createFile(lock);
			it.script("c3.py", Subject.text("c3", "\"b2\""));
		}, it::restoreFiles);
		fault("ten thousand scripts", "PENDING_MIGRATIONS", Duration.ofSeconds(11), () -> tenThousand(it),
				it::restoreFiles);
	}

	private static void tenThousand(Subject it) throws IOException {
		String down = "b2";
		for (int i = 0; i < 10_000; i++) {
			String revision = "r%05d".formatted(i);
			Files.writeString(it.versions().resolve(revision + ".py"), Subject.text(revision, '"' + down + '"'));
			down = revision;
		}
	}

	private void scriptGraph() {
		Subject it = this.subject;
		files("revision twice", "DUPLICATE_REVISION", () -> it.script("c3.py", Subject.text("b2", "\"a1\"")));
		files("down revision missing", "MISSING_REVISION", () -> it.script("c3.py", Subject.text("c3", "\"x9\"")));
		files("cycle", "CYCLE", () -> it.script("a1.py", Subject.text("a1", "\"b2\"")));
		files("branch label twice", "DUPLICATE_LABEL", () -> {
			it.script("c3.py", Subject.text("c3", "\"b2\"").replace("labels = None", "labels = \"x\""));
			it.script("d4.py", Subject.text("d4", "\"a1\"").replace("labels = None", "labels = \"x\""));
		});
		files("second head", "MULTIPLE_HEADS", () -> it.script("c3.py", Subject.text("c3", "\"a1\"")));
	}

	private static byte[] noise(int length) {
		byte[] bytes = new byte[length];
		new Random(4).nextBytes(bytes);
		return bytes;
	}

	private static void pipe(Path path) throws IOException, InterruptedException {
		if (new ProcessBuilder("mkfifo", path.toString()).start().waitFor() != 0) {
			throw new IOException("mkfifo failed");
		}
	}

	/**
	 * An exclusive lock on the version table, as a migration holds it.
	 */
	private final class Lock {

		private final Deque<Connection> holders = new ArrayDeque<>();

		void take() throws Exception {
			Connection connection = FaultCatalogue.this.subject.postgres.connect("subject");
			this.holders.add(connection);
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement()) {
				statement.execute("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE");
			}
		}

		void release() throws Exception {
			this.holders.remove().close();
		}

	}

}
