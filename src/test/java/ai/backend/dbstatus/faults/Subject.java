package ai.backend.dbstatus.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestProxy;

/**
 * The component that everything happens to: a server of its own, a network, an Alembic project of two revisions, of which
 * both are applied.
 */
final class Subject {

	static final String PASSWORD = "S3cr3tM4rker";

	private static final String ROLE = "subject";

	private static final String DATABASE = "subject";

	final TestPostgres postgres = TestPostgres.start();

	final TestProxy network = new TestProxy(this.postgres.port());

	final Path project;

	private Subject(Path project) {
		this.project = project;
		this.postgres.createStampedDatabase(DATABASE, "b2");
		this.postgres.execute(DATABASE, "CREATE ROLE subject LOGIN PASSWORD '" + PASSWORD + "'",
				"GRANT SELECT ON alembic_version TO subject");
	}

	static Subject create() {
		try {
			Subject subject = new Subject(Files.createTempDirectory("subject"));
			subject.restoreFiles();
			Runtime.getRuntime().addShutdownHook(new Thread(subject::close));
			return subject;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void sql(String... statements) {
		this.postgres.execute(DATABASE, statements);
	}

	/** Runs statements from outside the database, after everybody has been thrown out of it. */
	void sqlAlone(String... statements) {
		this.postgres.execute("postgres",
				"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '"
						+ DATABASE + "'");
		this.postgres.execute("postgres", statements);
	}

	/** The URL that is right, straight to the server. */
	String url() {
		return url(this.postgres.port());
	}

	String url(int port) {
		return "postgresql+asyncpg://" + ROLE + ":" + PASSWORD + "@localhost:" + port + "/" + DATABASE;
	}

	void ini(String url) throws IOException {
		write("alembic.ini", "[alembic]\nscript_location = migrations\nsqlalchemy.url = " + url + "\n");
	}

	void script(String file, String text) throws IOException {
		write("migrations/versions/" + file, text);
	}

	static String text(String revision, String down) {
		return "\"\"\"Revision " + revision + "\"\"\"\n\nrevision = \"" + revision + "\"\ndown_revision = " + down
				+ "\nbranch_labels = None\ndepends_on = None\n\n\ndef upgrade():\n    pass\n";
	}

	/** Replaces a file, as an editor or a checkout does. */
	void write(String file, String text) throws IOException {
		write(file, text.getBytes(StandardCharsets.UTF_8));
	}

	void write(String file, byte[] content) throws IOException {
		Path temporary = Files.createTempFile(this.project, "new", null);
		Files.write(temporary, content);
		Files.move(temporary, this.project.resolve(file), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
	}

	Path versions() {
		return this.project.resolve("migrations/versions");
	}

	/** All files as they were at the beginning. */
	void restoreFiles() throws IOException {
		try (Stream<Path> files = Files.list(this.project)) {
			for (Path file : files.toList()) {
				delete(file);
			}
		}
		Files.createDirectories(versions());
		Files.writeString(this.project.resolve("migrations/env.py"), "");
		script("a1.py", text("a1", "None"));
		script("b2.py", text("b2", "\"a1\""));
		ini(url());
	}

	static void delete(Path path) throws IOException {
		if (!Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
			Files.deleteIfExists(path);
			return;
		}
		try (Stream<Path> files = Files.walk(path)) {
			List<Path> bottomUp = files.sorted(Comparator.reverseOrder()).toList();
			for (Path file : bottomUp) {
				Files.delete(file);
			}
		}
	}

	private void close() {
		try {
			this.network.close();
			this.postgres.close();
			delete(this.project);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
