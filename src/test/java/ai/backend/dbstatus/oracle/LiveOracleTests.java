package ai.backend.dbstatus.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Compares this service with the Alembic that is installed, on generated projects: heads, history, docstrings and labels;
 * and from several states of a SQLite database the current revisions, the order of an upgrade, its errors, and the rows
 * it leaves behind. A disagreement is shown with the smallest project that still has it.
 * <p>
 * More of them, others, and with another Alembic than the {@code alembic} on the {@code PATH}:
 * {@code ALEMBIC="/opt/venv/bin/python -m alembic" ./mvnw test -Dtest=LiveOracleTests -Ddbstatus.oracle.projects=2000
 * -Ddbstatus.oracle.seed=7}. Without any Alembic, the tests are skipped.
 */
class LiveOracleTests {

	@TempDir
	private static Path directory;

	private static Optional<RealAlembic> found = Optional.empty();

	private static final Service service = new Service();

	private int written;

	@BeforeAll
	static void startAlembic() {
		found = RealAlembic.start();
	}

	@AfterAll
	static void stopAlembic() {
		found.ifPresent(RealAlembic::close);
		service.close();
	}

	@Test
	void saysWhatAlembicSays() throws Exception {
		RealAlembic alembic = alembic();
		int count = Integer.getInteger("dbstatus.oracle.projects", 40);
		long seed = Long.getLong("dbstatus.oracle.seed", 1L);
		ProjectGenerator generator = new ProjectGenerator(seed, alembic.number());
		Counts counts = new Counts();
		for (int index = 0; index < count; index++) {
			GeneratedProject project = generator.next();
			List<String> differences = differences(alembic, project, counts);
			if (!differences.isEmpty()) {
				GeneratedProject smallest = shrink(alembic, project, kind(differences));
				fail("Project %d of seed %d, Alembic %s:%n%s%n%s".formatted(index, seed, alembic.version(), smallest,
						String.join("\n", differences(alembic, smallest, new Counts()))));
			}
		}
		System.out.printf("As Alembic %s says: %s.%n", alembic.version(), counts);
		assertThat(counts.of("orders")).isGreaterThan(count);
	}

	/** The driver is a shortcut: this goes the long way, for a few. */
	@Test
	void saysWhatTheCommandPrints() throws Exception {
		RealAlembic alembic = alembic();
		ProjectGenerator generator = new ProjectGenerator(5, alembic.number());
		int compared = 0;
		while (compared < 3) {
			GeneratedProject project = generator.next();
			Path place = Files.createDirectory(directory.resolve("p" + this.written++));
			if (new Comparison(alembic, service, project, place, new Counts()).compareWithCommand()) {
				compared++;
			}
			delete(place);
		}
	}

	private static RealAlembic alembic() {
		assumeTrue(found.isPresent(), "There is no Alembic to compare with.");
		return found.orElseThrow();
	}

	private List<String> differences(RealAlembic alembic, GeneratedProject project, Counts counts)
			throws IOException, SQLException {
		Path place = Files.createDirectory(directory.resolve("p" + this.written++));
		List<String> differences = new Comparison(alembic, service, project, place, counts).differences();
		delete(place);
		return differences;
	}

	private GeneratedProject shrink(RealAlembic alembic, GeneratedProject project, String kind)
			throws IOException, SQLException {
		for (GeneratedProject smaller : project.smaller().toList()) {
			List<String> differences = differences(alembic, smaller, new Counts());
			if (!differences.isEmpty() && kind(differences).equals(kind)) {
				return shrink(alembic, smaller, kind);
			}
		}
		return project;
	}

	/** What the first difference is about, without the state. */
	private static String kind(List<String> differences) {
		String first = differences.getFirst().lines().findFirst().orElse("");
		return first.substring(first.lastIndexOf(": ") + 1);
	}

	private static void delete(Path place) throws IOException {
		try (Stream<Path> files = Files.walk(place)) {
			for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
				Files.delete(file);
			}
		}
	}

}
