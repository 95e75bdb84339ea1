package ai.backend.dbstatus.alembic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
