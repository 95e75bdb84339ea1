package ai.backend.dbstatus.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.config.ConfigLocation;

/**
 * The Alembic project to measure with: the one in the directory that the system property {@code benchmark.project} names
 * (a Backend.AI checkout, say), else a generated one of the same size.
 *
 * @param directory where {@code alembic.ini} is
 * @param generated whether it was made for the measurement
 */
record BenchmarkProject(Path directory, boolean generated) implements AutoCloseable {

	private static final String PROPERTY = "benchmark.project";

	private static final int REVISIONS = 484;

	private static final int MERGES = 29;

	static BenchmarkProject open() {
		String given = System.getProperty(PROPERTY, "");
		return given.isEmpty() ? generate(REVISIONS, MERGES) : new BenchmarkProject(Path.of(given), false);
	}

	static BenchmarkProject generate(int revisions, int merges) {
		try {
			Path directory = Files.createTempDirectory("benchmark-project");
			GeneratedProject.write(directory, revisions, merges);
			return new BenchmarkProject(directory, true);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	ConfigLocation location() {
		return ConfigLocation.of(this.directory, "alembic.ini");
	}

	/**
	 * The id of its first head.
	 */
	String head() {
		return new AlembicProject(location()).history().map().heads().getFirst().id();
	}

	@Override
	public void close() {
		if (!this.generated) {
			return;
		}
		try (Stream<Path> files = Files.walk(this.directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
