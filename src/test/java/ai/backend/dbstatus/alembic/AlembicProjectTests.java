package ai.backend.dbstatus.alembic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
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
import ai.backend.dbstatus.alembic.environment.Given;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.script.ScriptException;
import ai.backend.dbstatus.alembic.script.ScriptsNotFoundException;
import ai.backend.dbstatus.alembic.script.UnreadableScriptException;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.alembic.source.tree.MemoryFiles;
import ai.backend.dbstatus.testsupport.WatchedFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

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

	@ParameterizedTest
	@ValueSource(strings = { "alembic.ini", "pyproject.toml", "migrations/env.py" })
	@EnabledOnOs(OS.LINUX)
	void aFileRewrittenInPlaceWithTheSameSizeAndTimeCountsAtOnce(String name) throws IOException {
		Path file = this.directory.resolve(name);
		Files.writeString(this.directory.resolve("pyproject.toml"), "");
		Files.writeString(file, (Files.exists(file) ? Files.readString(file) : "") + "# one\n");
		awaitCertainty(file);
		AlembicProject project = project();
		ConfiguredProject before = project.current();
		assertThat(project.current()).isSameAs(before);
		FileTime time = Files.getLastModifiedTime(file);
		Files.writeString(file, Files.readString(file).replace("one", "two"));
		Files.setLastModifiedTime(file, time);
		assertThat(project.current()).isNotSameAs(before);
	}

	@Test
	void aConfigurationRewrittenWhileTheClockStandsStillCounts() throws IOException {
		Path env = this.directory.resolve("migrations/env.py");
		AlembicProject project = project();
		for (int i = 10; i < 99; i++) {
			Files.writeString(env, "context.configure(version_table='" + i + "')\n");
			assertThat(versionTable(project)).isEqualTo(String.valueOf(i));
		}
	}

	@Test
	void aConfigurationThatAppearsOrGoesCountsAtOnce() throws IOException {
		script("a", "None", "None", "None");
		AlembicProject project = project();
		assertThat(project.current().configuration().recursiveVersionLocations()).isFalse();
		Path toml = Files.writeString(this.directory.resolve("pyproject.toml"),
				"[tool.alembic]\nrecursive_version_locations = true\n");
		assertThat(project.current().configuration().recursiveVersionLocations()).isTrue();
		Files.delete(toml);
		assertThat(project.current().configuration().recursiveVersionLocations()).isFalse();
	}

	@Test
	void aModuleThatTheEnvironmentImportsCountsAtOnce() throws IOException {
		Files.writeString(this.directory.resolve("migrations/env.py"),
				"from names import PREFIX\nTABLE = PREFIX + '_version'\ncontext.configure(version_table=TABLE)\n");
		AlembicProject project = project();
		assertThat(versionTable(project)).isNull();
		Path names = Files.writeString(this.directory.resolve("names.py"), "PREFIX = 'a'\n");
		await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(versionTable(project)).isEqualTo("a_version"));
		Files.writeString(names, "PREFIX = 'b'\n");
		assertThat(versionTable(project)).isEqualTo("b_version");
	}

	@Test
	void aPackageThatPythonWouldFindFirstCountsAfterAWhile() throws IOException {
		Files.createDirectories(this.directory.resolve("app/migrations/versions"));
		Files.writeString(this.directory.resolve("alembic.ini"), "[alembic]\nscript_location = app:migrations\n");
		AlembicProject project = project();
		assertThat(project.current().configuration().scriptDirectory())
				.isEqualTo(this.directory.resolve("app/migrations"));
		Files.createDirectories(this.directory.resolve("src/app/migrations/versions"));
		Files.createFile(this.directory.resolve("src/app/__init__.py"));
		await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(project.current().configuration().scriptDirectory())
						.isEqualTo(this.directory.resolve("src/app/migrations")));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aScriptReplacedUnderTheDirectorysOldTimeCountsAtOnce() throws IOException {
		script("a", "None", "None", "None");
		Path versions = this.directory.resolve("migrations/versions");
		awaitCertainty(versions);
		AlembicProject project = project();
		assertThat(project.history().scripts()).containsOnlyKeys("a");
		FileTime time = Files.getLastModifiedTime(versions);
		Files.move(versions.resolve("a.py"), this.directory.resolve("a.py"));
		script("b", "None", "None", "None");
		Files.setLastModifiedTime(versions, time);
		assertThat(project.history().scripts()).containsOnlyKeys("b");
	}

	@Test
	void aChangeOfTheDatabaseAloneLeavesTheRevisionsAsTheyAre() throws IOException {
		script("a", "None", "None", "None");
		AlembicProject project = project();
		ConfiguredProject before = project.current();
		RevisionHistory history = before.history();
		Files.writeString(this.directory.resolve("alembic.ini"),
				"[alembic]\nscript_location = migrations\nsqlalchemy.url = sqlite:///new\n");
		assertThat(project.current()).isNotSameAs(before);
		assertThat(project.history()).isSameAs(history);
	}

	@Test
	void aProjectWhoseFilesNeverChangeIsReadOnce() {
		Path root = Path.of("/srv/project");
		WatchedFiles files = new WatchedFiles(MemoryFiles.at(root)
				.file("alembic.ini", "[alembic]\nscript_location = app:migrations\n"
						+ "path_separator = space\nversion_locations = %(here)s/versions linked\n")
				.file("src/app/migrations/env.py", "context.configure(version_table='v')\n")
				.file("versions/a.py", "revision = 'a'\ndown_revision = None\n")
				.file("versions/b.py", "from names import A\nrevision = 'b'\ndown_revision = A\n")
				.file("more/c.py", "revision = 'c'\ndown_revision = 'b'\n")
				.file("src/names.py", "A = 'a'\n")
				.link("linked", "more")
				.build());
		AlembicProject project = new AlembicProject(files, ConfigLocation.of(root, "alembic.ini"));
		RevisionHistory history = project.history();
		assertThat(history.map().heads()).extracting(Revision::id).containsExactly("c");
		assertThat(history.warnings()).isEmpty();
		assertThat(versionTable(project)).isEqualTo("v");
		assertThat(project.isLocal()).isTrue();
		assertThat(files.read()).doesNotHaveDuplicates().hasSize(6);
		files.forget();
		assertThat(project.history()).isSameAs(history);
		assertThat(files.looks()).isEmpty();
	}

	@Test
	void nothingOutsideOfATreeIsRead() {
		Path root = Path.of("/srv/project");
		MemoryFiles.Builder files = MemoryFiles.at(root)
				.file("alembic.ini", "[alembic]\nscript_location = migrations\nversion_locations = /etc\n")
				.file("migrations/env.py", "")
				.link("migrations/versions/passwd.py", "/etc/passwd");
		ConfigLocation location = ConfigLocation.of(root, "alembic.ini");
		assertThatExceptionOfType(ScriptsNotFoundException.class)
				.isThrownBy(() -> new AlembicProject(files.build(), location).history())
				.withMessageContaining("/etc lies outside of the project");
		ConfigLocation other = new ConfigLocation(root, "alembic.ini", "alembic", List.of(), null,
				List.of("migrations/versions"));
		assertThatExceptionOfType(ScriptException.class)
				.isThrownBy(() -> new AlembicProject(files.build(), other).history());
	}

	private AlembicProject project() {
		return new AlembicProject(ConfigLocation.of(this.directory, "alembic.ini"));
	}

	private static @Nullable String versionTable(AlembicProject project) {
		return (project.current().environment().versionTable() instanceof Given.Known(String table, var _))
				? table
				: null;
	}

	private static void awaitCertainty(Path file) {
		await().atMost(Duration.ofSeconds(30)).until(() -> !new LiveFiles().look(file).doubtful());
	}

	private RevisionHistory history() {
		return project().history();
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
