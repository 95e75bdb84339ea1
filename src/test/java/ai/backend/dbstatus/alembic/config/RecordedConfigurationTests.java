package ai.backend.dbstatus.alembic.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.alembic.source.tree.MemoryFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Reads small projects whose configuration Alembic 1.19 (Python 3.11) was asked to read, and finds the same directories and
 * switches, or a fault of the same kind. In {@code alembic-configurations.jsonl}, {@code error} is the class that Alembic
 * raised and {@code reason} the name of it here.
 */
class RecordedConfigurationTests {

	@TempDir
	Path workdir;

	@ParameterizedTest(name = "{0}")
	@MethodSource("recorded")
	void readsWhatAlembicReads(Recorded recorded) throws IOException {
		recorded.create(this.workdir);
		readsWhatAlembicReads(recorded, new LiveFiles());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("recorded")
	void readsItFromElsewhereToo(Recorded recorded) {
		ProjectFiles files = recorded.inMemory(this.workdir);
		if (recorded.leavesTheProject()) {
			assertThatExceptionOfType(ScriptsNotFoundException.class)
					.isThrownBy(() -> AlembicConfigReader.read(files, recorded.location(this.workdir)));
		}
		else {
			readsWhatAlembicReads(recorded, files);
		}
	}

	private void readsWhatAlembicReads(Recorded recorded, ProjectFiles files) {
		ConfigLocation location = recorded.location(this.workdir);
		if (recorded.reason != null) {
			assertThat(reason(catchThrowableOfType(AlembicConfigException.class,
					() -> AlembicConfigReader.read(files, location)))).isEqualTo(recorded.reason);
			return;
		}
		AlembicConfig config = AlembicConfigReader.read(files, location);
		assertThat(recorded.relative(config.scriptDirectory(), this.workdir)).isEqualTo(recorded.scriptDirectory);
		assertThat(config.versionLocations()).map((path) -> recorded.relative(path, this.workdir))
				.isEqualTo(recorded.versionLocations);
		assertThat(config.recursiveVersionLocations()).isEqualTo(recorded.recursive);
		assertThat(config.sourceless()).isEqualTo(recorded.sourceless);
	}

	private static @Nullable String reason(@Nullable AlembicConfigException ex) {
		return switch (ex) {
			case null -> null;
			case ConfigNotFoundException _ -> "CONFIG_NOT_FOUND";
			case InvalidConfigException invalid -> invalid.problem().name();
			case ScriptsNotFoundException _ -> "SCRIPTS_NOT_FOUND";
		};
	}

	static List<Recorded> recorded() throws IOException {
		try (InputStream resource = Objects.requireNonNull(
				RecordedConfigurationTests.class.getResourceAsStream("alembic-configurations.jsonl"))) {
			JsonMapper json = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
			return new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8)).lines()
					.map((line) -> json.readValue(line, Recorded.class))
					.toList();
		}
	}

	/**
	 * A project and what Alembic makes of it.
	 */
	record Recorded(String name, Map<String, String> files, List<String> directories, String config, String section,
			@Nullable String scriptDirectory, @Nullable List<String> versionLocations, boolean recursive,
			boolean sourceless, @Nullable String error, @Nullable String reason) {

		void create(Path root) throws IOException {
			for (String directory : this.directories) {
				Files.createDirectories(root.resolve(directory));
			}
			for (Map.Entry<String, String> file : this.files.entrySet()) {
				Path path = root.resolve(file.getKey());
				Files.createDirectories(Objects.requireNonNull(path.getParent()));
				Files.writeString(path, file.getValue());
			}
		}

		ConfigLocation location(Path root) {
			return new ConfigLocation(root, this.config, this.section, ConfigLocation.DEFAULT_PYTHON_PATH, null,
					List.of());
		}

		/** Whether the scripts are where only a disk has something. */
		boolean leavesTheProject() {
			return this.scriptDirectory != null && !this.scriptDirectory.startsWith("{root}");
		}

		ProjectFiles inMemory(Path root) {
			MemoryFiles.Builder builder = MemoryFiles.at(root);
			this.directories.forEach(builder::directory);
			this.files.forEach(builder::file);
			return builder.build();
		}

		String relative(Path path, Path root) {
			return path.toString().replace(root.toString(), "{root}");
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
