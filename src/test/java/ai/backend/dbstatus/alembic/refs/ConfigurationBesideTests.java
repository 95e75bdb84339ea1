package ai.backend.dbstatus.alembic.refs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationBesideTests {

	@TempDir
	Path directory;

	private ConfigLocation location(boolean trusted) throws IOException {
		Path project = Files.createDirectories(this.directory.resolve("project"));
		return new ConfigLocation(project, "alembic.ini", ConfigLocation.DEFAULT_SECTION, List.of(), null, List.of(),
				trusted);
	}

	@Test
	void isTheFileInTheWorkingDirectory() throws IOException {
		Files.writeString(location(false).workdir().resolve("alembic.ini"), "[alembic]");
		assertThat(ConfigurationBeside.of(location(false)).content()).isEqualTo("[alembic]");
	}

	@Test
	void ofAProjectThatIsNotTrustedIsNoLinkToAnotherPlace() throws IOException {
		Files.writeString(this.directory.resolve("secret"), "token");
		Files.createSymbolicLink(location(false).workdir().resolve("alembic.ini"), this.directory.resolve("secret"));
		assertThat(ConfigurationBeside.of(location(true)).content()).isEqualTo("token");
		assertThat(ConfigurationBeside.of(location(false)).content()).isEmpty();
	}

}
