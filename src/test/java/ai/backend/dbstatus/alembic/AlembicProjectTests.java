package ai.backend.dbstatus.alembic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.script.UnreadableScriptException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AlembicProject}.
 */
class AlembicProjectTests {

	@TempDir
	private Path directory;

	@BeforeEach
	void writeConfiguration() throws IOException {
		Files.createDirectories(this.directory.resolve("migrations/versions"));
		Files.writeString(this.directory.resolve("alembic.ini"), "[alembic]\nscript_location = migrations\n");
	}

	@Test
	void doesNotCallALabelMissingThatCannotBeKnown() throws IOException {
		script("a", "None", "None", "(elsewhere.LABEL,)");
		script("b", "None", "'expand'", "None");
		assertThatExceptionOfType(UnreadableScriptException.class).isThrownBy(this::history)
				.withMessageContainingAll("a.py, line 5", "`(elsewhere.LABEL,)`", "Revision b depends on 'expand'")
				.satisfies((ex) -> assertThat(ex.line()).isEqualTo(5));
	}

	@Test
	void labelsThatCannotBeKnownDoNoHarmWhereNobodyNeedsThem() throws IOException {
		script("a", "None", "None", "(elsewhere.LABEL,)");
		script("b", "'a'", "None", "None");
		assertThat(history().warnings()).singleElement().asString().contains("`(elsewhere.LABEL,)`");
	}

	@Test
	void aDownRevisionIsNeverALabelSoThatItIsMissingAllTheSame() throws IOException {
		script("a", "None", "None", "(elsewhere.LABEL,)");
		script("b", "'expand'", "None", "None");
		assertThatExceptionOfType(BrokenHistoryException.class).isThrownBy(this::history)
				.withMessageContaining("'expand'");
	}

	@Test
	void thoseWhoAskAtOnceShareWhatOneReads() throws Exception {
		script("a", "None", "None", "None");
		AlembicProject project = new AlembicProject(ConfigLocation.of(this.directory, "alembic.ini"));
		CyclicBarrier barrier = new CyclicBarrier(16);
		Set<ConfiguredProject> read = ConcurrentHashMap.newKeySet();
		try (ExecutorService executor = Executors.newCachedThreadPool()) {
			List<Future<?>> callers = new ArrayList<>();
			for (int i = 0; i < barrier.getParties(); i++) {
				callers.add(executor.submit(() -> {
					barrier.await(30, TimeUnit.SECONDS);
					return read.add(project.current());
				}));
			}
			for (Future<?> caller : callers) {
				caller.get(30, TimeUnit.SECONDS);
			}
		}
		assertThat(read).hasSize(1);
		Files.writeString(this.directory.resolve("alembic.ini"),
				"# changed\n[alembic]\nscript_location = migrations\n");
		assertThat(project.current()).isNotIn(read);
	}

	private RevisionHistory history() {
		return new AlembicProject(ConfigLocation.of(this.directory, "alembic.ini")).history();
	}

	private void script(String revision, String down, String depends, String labels) throws IOException {
		Files.writeString(this.directory.resolve("migrations/versions/%s.py".formatted(revision)), """
				import elsewhere
				revision = '%s'
				down_revision = %s
				depends_on = %s
				branch_labels = %s
				""".formatted(revision, down, depends, labels));
	}

}
