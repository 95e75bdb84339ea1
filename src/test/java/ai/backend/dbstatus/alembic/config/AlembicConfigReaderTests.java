package ai.backend.dbstatus.alembic.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/**
 * Reads small projects. What Alembic does with each of them was observed by running it.
 */
class AlembicConfigReaderTests {

	@TempDir
	Path workdir;

	@BeforeEach
	void makeScriptDirectory() throws IOException {
		Files.createDirectory(this.workdir.resolve("migrations"));
	}

	@Test
	void aFileBesideEnvPyWithoutALocationIsOneOfFlaskMigrate() {
		write("migrations/alembic.ini", "[alembic]\n");
		assertThatExceptionOfType(InvalidConfigException.class).isThrownBy(() -> read("migrations/alembic.ini"))
				.extracting(InvalidConfigException::problem)
				.isEqualTo(Problem.MISSING_SCRIPT_LOCATION);
		write("migrations/env.py", "");
		AlembicConfig config = read("migrations/alembic.ini");
		assertThat(config.scriptDirectory()).isEqualTo(this.workdir.resolve("migrations"));
		assertThat(config.launch()).isEqualTo(Launch.FLASK_MIGRATE);
	}

	@Test
	void aPackageIsFoundFromWithinItself() throws IOException {
		Path inside = Files.createDirectories(this.workdir.resolve("shop/db"));
		Files.createDirectory(inside.resolve("migrations"));
		write("shop/__init__.py", "");
		write("shop/db/__init__.py", "");
		write("shop/db/alembic.ini", "[alembic]\nscript_location = shop.db:migrations\n");
		AlembicConfig config = AlembicConfigReader.read(new LiveFiles(), ConfigLocation.of(inside, "alembic.ini"));
		assertThat(config.scriptDirectory()).isEqualTo(inside.resolve("migrations"));
		assertThat(config.pythonPath()).containsExactly(inside.resolve("src"), inside, this.workdir);
	}

	@Test
	void readsTheUsualIni() {
		write("alembic.ini", """
				[alembic]
				script_location = %(here)s/migrations
				prepend_sys_path = .
				sqlalchemy.url = postgresql://user:p%%40ss@localhost/db
				version_table = versions
				""");
		AlembicConfig config = read("alembic.ini");
		assertThat(config.scriptDirectory()).isEqualTo(this.workdir.resolve("migrations"));
		assertThat(config.versionLocations()).containsExactly(this.workdir.resolve("migrations/versions"));
		assertThat(config.recursiveVersionLocations()).isFalse();
		assertThat(config.sourceless()).isFalse();
		assertThat(config.pythonPath()).containsExactly(this.workdir, this.workdir.resolve("src"));
		assertThat(config.files()).containsExactly(this.workdir.resolve("alembic.ini"),
				this.workdir.resolve("pyproject.toml"));
		assertThat(config.environment().sqlalchemyUrl().orNull()).isEqualTo("postgresql://user:p%40ss@localhost/db");
		assertThat(config.environment().sqlalchemyUrl()).asInstanceOf(type(ConfigValue.Present.class))
				.extracting(ConfigValue.Present::origin)
				.isEqualTo(new ConfigOrigin("alembic.ini", 4, "sqlalchemy.url"));
		assertThat(config.environment().versionTable().orNull()).isEqualTo("versions");
		assertThat(config.environment().versionTableSchema().orNull()).isNull();
		assertThat(config.warnings()).isEmpty();
	}

	@Test
	void readsPyprojectInPlaceOfTheUsualIni() {
		write("pyproject.toml", """
				[tool.alembic]
				script_location = "%(here)s/migrations"
				version_locations = ["%(here)s/a", "b"]
				prepend_sys_path = ["lib"]
				recursive_version_locations = true
				""");
		for (String file : List.of("alembic.ini", "pyproject.toml")) {
			AlembicConfig config = read(file);
			assertThat(config.scriptDirectory()).isEqualTo(this.workdir.resolve("migrations"));
			assertThat(config.versionLocations()).containsExactly(this.workdir.resolve("a"), this.workdir.resolve("b"));
			assertThat(config.pythonPath()).containsExactly(this.workdir.resolve("lib"), this.workdir.resolve("src"),
					this.workdir);
			assertThat(config.recursiveVersionLocations()).isTrue();
			assertThat(config.environment().sqlalchemyUrl().orNull()).isNull();
		}
	}

	@Test
	void takesEachOptionFromTheIniFirst() {
		write("alembic.ini", """
				[alembic]
				script_location = migrations
				version_locations =
				recursive_version_locations = false
				""");
		write("pyproject.toml", """
				[tool.alembic]
				script_location = "elsewhere"
				version_locations = ["x"]
				recursive_version_locations = true
				sourceless = true
				""");
		AlembicConfig config = read("alembic.ini");
		assertThat(config.scriptDirectory()).isEqualTo(this.workdir.resolve("migrations"));
		assertThat(config.versionLocations()).containsExactly(this.workdir.resolve("x"));
		assertThat(config.recursiveVersionLocations()).isFalse();
		assertThat(config.sourceless()).isTrue();
	}

	@Test
	void letsAFileInAnotherDirectoryNameItsOwnDirectoryOnlyAsHere() throws IOException {
		Files.createDirectories(this.workdir.resolve("conf/scripts"));
		write("conf/other.ini", "[alembic]\nscript_location = migrations\nversion_locations = %(here)s/scripts\n");
		AlembicConfig config = read("conf/other.ini");
		assertThat(config.scriptDirectory()).isEqualTo(this.workdir.resolve("migrations"));
		assertThat(config.versionLocations()).containsExactly(this.workdir.resolve("conf/scripts"));
		assertThat(config.files()).containsExactly(this.workdir.resolve("conf/other.ini"),
				this.workdir.resolve("pyproject.toml"));
	}

	@Test
	void readsAnotherSection() {
		write("alembic.ini",
				"[DEFAULT]\nversion_table = v\n[one]\nscript_location = migrations\nsqlalchemy.url = sqlite://\n");
		AlembicConfig config = AlembicConfigReader.read(new LiveFiles(),
				new ConfigLocation(this.workdir, "alembic.ini", "one",
						ConfigLocation.DEFAULT_PYTHON_PATH, null, List.of()));
		assertThat(config.environment().sqlalchemyUrl().orNull()).isEqualTo("sqlite://");
		assertThat(config.environment().versionTable().orNull()).isEqualTo("v");
	}

	@Test
	void prefersWhatTheCallerSays() throws IOException {
		Files.createDirectories(this.workdir.resolve("src/pkg/scripts"));
		write("alembic.ini", "[alembic]\nversion_locations = a\nsqlalchemy.url = sqlite://\n");
		AlembicConfig config = AlembicConfigReader.read(new LiveFiles(),
				new ConfigLocation(this.workdir, "alembic.ini", "alembic",
						List.of("src"), "pkg:scripts", List.of("b", "pkg:scripts/more")));
		assertThat(config.scriptDirectory()).isEqualTo(this.workdir.resolve("src/pkg/scripts"));
		assertThat(config.versionLocations()).containsExactly(this.workdir.resolve("b"),
				this.workdir.resolve("src/pkg/scripts/more"));
		assertThat(config.environment().sqlalchemyUrl().orNull()).isEqualTo("sqlite://");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
			                                 | a b,c, d      | a b c d
			                                 | a,,b          | a . b
			                                 | a:b           | error
			path_separator = os              | a:b c: d ::e  | a b_c d e
			path_separator = :               | a:b           | a b
			path_separator = ;               | a;;b          | a b
			path_separator = ;               | a; ;b         | a . b
			path_separator = space           | a b  c        | a b c
			version_path_separator = ;       | a;b           | a b
			path_separator : space           | a b           | a b
			path_separator = space\\nversion_path_separator = wrong | a b | a b
			""")
	void splitsVersionLocations(String separator, String value, String expected) throws IOException {
		write("alembic.ini", "[alembic]\nscript_location = migrations\nversion_locations = %s\n%s\n".formatted(value,
				separator == null ? "" : separator.replace("\\n", "\n")));
		if (expected.equals("error")) {
			assertThatExceptionOfType(ScriptsNotFoundException.class).isThrownBy(() -> read("alembic.ini"))
					.withMessageContaining("there is no package 'a'");
		}
		else {
			assertThat(read("alembic.ini").versionLocations()).containsExactlyElementsOf(
					List.of(expected.split(" "))
							.stream()
							.map((name) -> name.equals(".")
									? this.workdir
									: this.workdir.resolve(name.replace('_', ' ')))
							.toList());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Os", "os  # note", ",", "tab" })
	void refusesAnUnknownPathSeparatorOnlyWhereItIsNeeded(String separator) {
		write("alembic.ini", "[alembic]\nscript_location = migrations\npath_separator = %s\n".formatted(separator));
		assertThat(read("alembic.ini").versionLocations()).hasSize(1);
		write("alembic.ini", "[alembic]\nscript_location = migrations\npath_separator = %s\nprepend_sys_path = .\n"
				.formatted(separator));
		assertThatExceptionOfType(InvalidConfigException.class).isThrownBy(() -> read("alembic.ini"))
				.withMessageStartingWith("alembic.ini, line 3, path_separator: '%s' is none of".formatted(separator));
	}

	@Test
	void reportsAFaultOfTheUrlOnlyToThoseWhoAskForIt() {
		write("alembic.ini", "[alembic]\nscript_location = migrations\nsqlalchemy.url = postgresql://u:secret%@h/d\n");
		ConfigValue url = read("alembic.ini").environment().sqlalchemyUrl();
		assertThatExceptionOfType(InvalidConfigException.class).isThrownBy(url::orNull)
				.withMessageStartingWith("alembic.ini, line 3, sqlalchemy.url: ")
				.withMessageNotContaining("secret")
				.satisfies((ex) -> assertThat(ex.problem()).isEqualTo(Problem.INTERPOLATION_SYNTAX));
	}

	@Test
	void saysThatTheFileIsMissing() {
		assertThatExceptionOfType(ConfigNotFoundException.class).isThrownBy(() -> read("alembic.ini"))
				.withMessage("There is no Alembic configuration file alembic.ini in %s.".formatted(this.workdir));
	}

	@Test
	void doesNotLetPyprojectAnswerForAnotherIni() {
		write("pyproject.toml", "[tool.alembic]\nscript_location = \"migrations\"\n");
		assertThatExceptionOfType(ConfigNotFoundException.class).isThrownBy(() -> read("alembic-accountmgr.ini"));
	}

	@Test
	void reportsThatTheNamedFileIsMissingRatherThanAFaultOfTheOther() {
		write("pyproject.toml", "x");
		assertThatExceptionOfType(ConfigNotFoundException.class).isThrownBy(() -> read("alembic-accountmgr.ini"));
	}

	@Test
	void doesWithoutTheFileIfTheCallerSaysWhereTheScriptsAre() {
		AlembicConfig config = AlembicConfigReader.read(new LiveFiles(),
				new ConfigLocation(this.workdir, "no.ini", "alembic", List.of(),
						"migrations", List.of()));
		assertThat(config.scriptDirectory()).isEqualTo(this.workdir.resolve("migrations"));
		assertThat(config.files()).containsExactly(this.workdir.resolve("no.ini"),
				this.workdir.resolve("pyproject.toml"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			[alembic]  | alembic.ini, script_location: the option is missing: it is not in section [alembic], and there is no pyproject.toml.
			[other]    | alembic.ini, script_location: the option is missing: there is no section [alembic], and there is no pyproject.toml.
			""")
	void saysWhereScriptLocationIsMissing(String text, String message) {
		write("alembic.ini", text);
		assertThatExceptionOfType(InvalidConfigException.class).isThrownBy(() -> read("alembic.ini"))
				.withMessage(message);
	}

	@Test
	void namesTheRootsInWhichAPackageWasSearched() {
		write("alembic.ini", "[alembic]\nscript_location = no.such:alembic\nprepend_sys_path = lib\n");
		assertThatExceptionOfType(ScriptsNotFoundException.class).isThrownBy(() -> read("alembic.ini"))
				.withMessage("alembic.ini, line 2, script_location: there is no package 'no.such' for the location "
						+ "'no.such:alembic'; looked in %1$s/lib, %1$s/src, %1$s.".formatted(this.workdir))
				.satisfies((ex) -> assertThat(ex.searched()).containsExactly(this.workdir.resolve("lib"),
						this.workdir.resolve("src"), this.workdir));
	}

	@Test
	void namesTheScriptDirectoryThatIsMissing() {
		write("alembic.ini", "[alembic]\n\nscript_location = nowhere\n");
		assertThatExceptionOfType(ScriptsNotFoundException.class).isThrownBy(() -> read("alembic.ini"))
				.withMessage("alembic.ini, line 3, script_location: the script directory 'nowhere' does not exist "
						+ "(looked for %s).".formatted(this.workdir.resolve("nowhere")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			recursive_version_locations = True      | alembic.ini, line 3, recursive_version_locations: 'True' counts as false
			sourceless = true ; compiled            | alembic.ini, line 3, sourceless: 'true ; compiled' counts as false
			version_locations = a b                 | alembic.ini, line 3, version_locations: without path_separator
			prepend_sys_path = a:b                  | alembic.ini, line 3, prepend_sys_path: without path_separator
			foo = 100%                              | alembic.ini, line 3, foo: a '%' must be followed by
			""")
	void warnsOfWhatIsProbablyNotMeant(String line, String warning) {
		write("alembic.ini", "[alembic]\nscript_location = migrations\n" + line + "\n");
		assertThat(read("alembic.ini").warnings()).singleElement().asString().startsWith(warning);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			version_locations = "ab"               | pyproject.toml, line 3, version_locations: a string is taken for
			"sqlalchemy.url" = "sqlite://"         | pyproject.toml, sqlalchemy.url: the usual env.py does not look here
			sqlalchemy.url = "sqlite://"           | pyproject.toml, line 3, sqlalchemy.url: the usual env.py does not look here
			""")
	void warnsOfWhatIsProbablyNotMeantInPyproject(String line, String warning) {
		write("pyproject.toml", "[tool.alembic]\nscript_location = \"migrations\"\n" + line + "\n");
		assertThat(read("pyproject.toml").warnings()).singleElement().asString().startsWith(warning);
	}

	private void write(String name, String text) {
		try {
			Files.writeString(this.workdir.resolve(name), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private AlembicConfig read(String file) {
		return AlembicConfigReader.read(new LiveFiles(), ConfigLocation.of(this.workdir, file));
	}

}
