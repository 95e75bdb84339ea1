package ai.backend.dbstatus.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a small Alembic project for a test: {@code alembic.ini}, and scripts below {@code migrations/versions}.
 */
public final class AlembicProjectFiles {

	private final Path directory;

	/**
	 * A project in a directory, which is made where it is not there, without a script yet.
	 */
	public AlembicProjectFiles(Path directory) {
		this.directory = directory;
		createDirectories(versions());
		write("alembic.ini", """
				[alembic]
				script_location = migrations
				""");
	}

	public Path directory() {
		return this.directory;
	}

	public Path versions() {
		return this.directory.resolve("migrations").resolve("versions");
	}

	/**
	 * Adds a script named after its revision, or replaces it as a checkout does.
	 */
	public AlembicProjectFiles script(String revision, String description, String... downRevisions) {
		String down = switch (downRevisions.length) {
			case 0 -> "None";
			case 1 -> quote(downRevisions[0]);
			default -> Arrays.stream(downRevisions)
					.map(AlembicProjectFiles::quote)
					.collect(Collectors.joining(", ", "(", ")"));
		};
		return rawScript(revision + ".py", """
				\"""%s\"""

				revision = %s
				down_revision = %s
				branch_labels = None
				depends_on = None


				def upgrade():
				    pass
				""".formatted(description, quote(revision), down));
	}

	/**
	 * Adds a file to the scripts, or replaces it as a checkout does.
	 */
	public AlembicProjectFiles rawScript(String fileName, String text) {
		try {
			Path temporary = Files.writeString(Files.createTempFile(this.directory, "script", ".new"), text);
			Files.move(temporary, versions().resolve(fileName), StandardCopyOption.ATOMIC_MOVE);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Removes all scripts.
	 */
	public AlembicProjectFiles clear() {
		try (Stream<Path> files = Files.list(versions())) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Writes a file, relative to the project.
	 */
	public AlembicProjectFiles write(String file, String text) {
		try {
			Files.writeString(this.directory.resolve(file), text);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void createDirectories(Path directory) {
		try {
			Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String quote(String text) {
		return '"' + text + '"';
	}

}
