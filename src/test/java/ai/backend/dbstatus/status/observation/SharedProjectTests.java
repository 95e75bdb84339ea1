package ai.backend.dbstatus.status.observation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.status.observation.SharedProject.ProjectSettings;
import ai.backend.dbstatus.status.report.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SharedProjectTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	@TempDir
	private Path directory;

	private SharedProject project;

	@BeforeEach
	void makeProject() throws Exception {
		Files.createDirectories(this.directory.resolve("migrations/versions"));
		Files.writeString(this.directory.resolve("migrations/versions/a.py"), "revision = 'a'\ndown_revision = None\n");
		configure("script_location = migrations");
		this.project = new SharedProject(ConfigLocation.of(this.directory, "alembic.ini"));
	}

	@Test
	void seesTheSameWhoeverLooks() throws Exception {
		// The first time a thread of the project looks; then, on a disk of this machine, the caller does.
		ProjectSettings first = this.project.settings(LONG);
		assertThat(first.problem()).isNull();
		RevisionHistory history = this.project.history(first, LONG);
		assertThat(history.scripts()).containsOnlyKeys("a");
		assertThat(this.project.settings(LONG)).isEqualTo(first);
		assertThat(this.project.history(first, LONG)).isSameAs(history);
	}

	@Test
	void aConfigurationThatIsWrongIsAProblemWhoeverLooks() throws Exception {
		configure("sqlalchemy.url = postgresql://db/one");
		assertWrong(this.project.settings(LONG));
		configure("script_location = migrations");
		assertThat(this.project.settings(LONG).problem()).isNull();
		configure("sqlalchemy.url = postgresql://db/one");
		assertWrong(this.project.settings(LONG));
	}

	private void assertWrong(ProjectSettings settings) {
		assertThat(requireNonNull(settings.problem()).reason()).isEqualTo(Reason.CONFIG_INVALID);
		assertThat(settings.project()).isNull();
		assertThat(settings.options().sqlalchemyUrl().orNull()).isEqualTo("postgresql://db/one");
		assertThatExceptionOfType(AlembicConfigException.class).isThrownBy(() -> this.project.history(settings, LONG))
				.withMessageContaining("script_location");
	}

	@Test
	void aConfigurationThatWasWrongMayBeRightByNow() throws Exception {
		configure("");
		ProjectSettings wrong = this.project.settings(LONG);
		configure("script_location = migrations");
		assertThat(this.project.history(wrong, LONG).scripts()).containsOnlyKeys("a");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void whereFilesMayHangSettingsAndRevisionsFitTogetherAsWell() throws Exception {
		configure("script_location = %(here)s/migrations");
		// A working directory that is on no disk.
		SharedProject elsewhere = new SharedProject(
				ConfigLocation.of(Path.of("/proc"), this.directory.resolve("alembic.ini").toString()));
		ProjectSettings first = elsewhere.settings(LONG);
		assertThat(requireNonNull(first.project()).isLocal()).isFalse();
		RevisionHistory history = elsewhere.history(first, LONG);
		assertThat(history.scripts()).containsOnlyKeys("a");
		assertThat(elsewhere.settings(LONG)).isEqualTo(first);
		configure("script_location = %(here)s/others");
		Files.createDirectories(this.directory.resolve("others/versions"));
		Files.writeString(this.directory.resolve("others/versions/b.py"), "revision = 'b'\ndown_revision = None\n");
		assertThat(elsewhere.history(first, LONG)).isSameAs(history);
		assertThat(elsewhere.history(elsewhere.settings(LONG), LONG).scripts()).containsOnlyKeys("b");
	}

	private void configure(String line) throws Exception {
		Files.writeString(this.directory.resolve("alembic.ini"), "[alembic]\n" + line + "\n");
	}

}
