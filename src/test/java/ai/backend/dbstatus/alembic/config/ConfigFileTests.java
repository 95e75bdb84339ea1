package ai.backend.dbstatus.alembic.config;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files that are no configuration end in a clear error, whatever they hold.
 */
class ConfigFileTests {

	@TempDir
	Path workdir;

	@Test
	void refusesAHugeFile() throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(this.workdir.resolve("alembic.ini").toFile(), "rw")) {
			file.setLength(50L << 20);
		}
		assertProblem("alembic.ini", Problem.TOO_LARGE, "alembic.ini: the file is larger than 1024 KiB");
	}

	@Test
	void refusesADirectory() throws IOException {
		Files.createDirectory(this.workdir.resolve("alembic.ini"));
		assertProblem("alembic.ini", Problem.UNREADABLE, "alembic.ini: this is not a regular file.");
	}

	@Test
	void refusesBytesThatAreNoText() throws IOException {
		Files.write(this.workdir.resolve("alembic.ini"),
				"[alembic]\nx = \u00FC\n".getBytes(StandardCharsets.ISO_8859_1));
		assertProblem("alembic.ini", Problem.NOT_UTF8, "alembic.ini: the file is not UTF-8 text.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[[tool.alembic", "a = ", "a = 99:99:99", "a = 1\na = 2", "\uFEFFa = 1" })
	void refusesWhatIsNoToml(String text) throws IOException {
		Files.writeString(this.workdir.resolve("pyproject.toml"), text);
		assertProblem("pyproject.toml", Problem.PARSING, "pyproject.toml");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{a=", "a." })
	void refusesTomlThatNestsWithoutEnd(String nesting) throws IOException {
		Files.writeString(this.workdir.resolve("pyproject.toml"), "a = " + nesting.repeat(100_000));
		assertProblem("pyproject.toml", Problem.PARSING, "pyproject.toml");
	}

	@Test
	void saysWhichOptionOfPyprojectIsWrong() throws IOException {
		Files.writeString(this.workdir.resolve("pyproject.toml"), """
				[project]
				version_locations = 1

				[tool.alembic]
				script_location = "."
				version_locations = ["100%"]
				""");
		assertProblem("pyproject.toml", Problem.INTERPOLATION_SYNTAX,
				"pyproject.toml, line 6, version_locations: a '%'");
	}

	private void assertProblem(String file, Problem problem, String message) {
		assertThatExceptionOfType(InvalidConfigException.class)
				.isThrownBy(() -> AlembicConfigReader.read(new LiveFiles(), ConfigLocation.of(this.workdir, file)))
				.withMessageStartingWith(message)
				.satisfies((ex) -> assertThat(ex.problem()).isEqualTo(problem));
	}

}
