package ai.backend.dbstatus.alembic.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.source.Entry.Kind;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a project that is not trusted can see.
 */
class ConfinedFilesTests {

	@TempDir
	private Path directory = Path.of("");

	private Path project = Path.of("");

	private ProjectFiles files = new LiveFiles();

	@BeforeEach
	void make() throws IOException {
		this.project = Files.createDirectories(this.directory.resolve("project"));
		write("secret/secrets.py", "SECRET = 'S3cr3tMarker'\n");
		this.files = new ConfinedFiles(new LiveFiles(), this.project);
	}

	private void write(String file, String text) throws IOException {
		Path path = this.directory.resolve(file);
		Files.createDirectories(path.resolveSibling("."));
		Files.writeString(path, text);
	}

	@Test
	void whatLiesInsideIsThere() throws Exception {
		write("project/a/b.py", "x");
		Files.createSymbolicLink(this.project.resolve("link"), Path.of("a"));
		Entry file = this.files.look(this.project.resolve("link/b.py"));
		assertThat(file.kind()).isEqualTo(Kind.FILE);
		assertThat(new String(this.files.read(file, 10), StandardCharsets.UTF_8)).isEqualTo("x");
		assertThat(this.files.look(this.project.resolve("nothing")).kind()).isEqualTo(Kind.MISSING);
	}

	@Test
	void whatLeadsOutIsNotThere() throws IOException {
		Files.createSymbolicLink(this.project.resolve("file.py"), this.directory.resolve("secret/secrets.py"));
		Files.createSymbolicLink(this.project.resolve("directory"), Path.of("../secret"));
		for (String path : new String[]{ "file.py", "directory", "directory/secrets.py", "../secret", "../nothing",
				"/etc",
				"directory/../../secret" }) {
			Path there = this.project.resolve(path);
			assertThat(this.files.look(there).kind()).as(path).isEqualTo(Kind.OUTSIDE);
			assertThat(this.files.exists(there)).as(path).isFalse();
			assertThatExceptionOfType(UnreadableFileException.class)
					.isThrownBy(() -> this.files.read(new LiveFiles().look(there), 100))
					.withMessageContaining("outside of the project");
			assertThatExceptionOfType(UnreadableFileException.class)
					.isThrownBy(() -> this.files.list(new LiveFiles().look(there)))
					.withMessageContaining("outside of the project");
		}
	}

	@Test
	void aProjectThatIsNotTrustedImportsNothingFromElsewhere() throws IOException {
		write("project/alembic.ini", "[alembic]\nscript_location = m\nprepend_sys_path = ../secret\n");
		write("project/m/versions/a.py", "from secrets import SECRET as revision\ndown_revision = None\n");
		assertThat(new AlembicProject(location(true)).history().scripts()).containsOnlyKeys("S3cr3tMarker");
		assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> new AlembicProject(location(false)).history())
				.satisfies((ex) -> assertThat(ex.getMessage()).contains("only running it would tell")
						.doesNotContain("S3cr3tMarker"));
	}

	private ConfigLocation location(boolean trusted) {
		ConfigLocation usual = ConfigLocation.of(this.project, "alembic.ini");
		return new ConfigLocation(usual.workdir(), usual.alembicConfig(), usual.section(), usual.pythonPath(), null,
				usual.versionLocations(), trusted);
	}

}
