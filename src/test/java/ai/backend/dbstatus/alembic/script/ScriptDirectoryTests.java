package ai.backend.dbstatus.alembic.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import ai.backend.dbstatus.alembic.source.ChangingFilesException;
import ai.backend.dbstatus.alembic.source.Memoized;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.testsupport.Pause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ScriptDirectory}.
 */
@Timeout(60)
class ScriptDirectoryTests {

	@TempDir
	Path base;

	private Path versions;

	@BeforeEach
	void createDirectory() throws IOException {
		this.versions = Files.createDirectory(this.base.resolve("versions"));
	}

	@Test
	void doesNotFollowDirectoriesWithoutEnd() throws IOException {
		script(this.versions.resolve("a.py"), "a");
		Path deep = this.versions;
		for (int i = 0; i < 260; i++) {
			deep = Files.createDirectory(deep.resolve("d"));
		}
		assertThat(directory(true).read().directories()).last()
				.extracting(VersionDirectory::state)
				.isEqualTo(VersionDirectory.State.TOO_DEEP);
	}

	@Test
	void allScriptsTogetherHaveABoundThatIsToldOfTheirDirectory() throws IOException {
		String megabyte = "#".repeat(1023 * 1024) + "\n";
		for (int i = 0; i < 66; i++) {
			Files.writeString(this.versions.resolve("s%02d.py".formatted(i)),
					megabyte + "revision = 's%d'\ndown_revision = None\n".formatted(i));
		}
		LiveScripts directory = directory(false);
		for (int i = 0; i < 2; i++) {
			assertThat(directory.read().failure()).isInstanceOf(ScriptsNotFoundException.class)
					.hasMessage("The directory of migration scripts " + this.versions
							+ " has migration scripts that are, "
							+ "together with those of all version locations, larger than 64 MiB, so that not all of them are"
							+ " read; check script_location and version_locations");
		}
		for (int i = 60; i < 66; i++) {
			script(this.versions.resolve("s%02d.py".formatted(i)), "s" + i);
		}
		assertThat(directory.read().failure()).isNull();
		assertThat(directory.read().scripts()).hasSize(66);
	}

	@Test
	void aDirectoryOfOtherFilesIsToldAsWhatItIs() throws IOException {
		for (int i = 0; i < 900; i++) {
			Files.writeString(this.versions.resolve("m%03d.py".formatted(i)), "x = 1\n");
		}
		LiveScripts directory = directory(false);
		assertThat(directory.read().failure()).isInstanceOf(ScriptsNotFoundException.class)
				.hasMessage("The directory of migration scripts " + this.versions
						+ " has more than 500 files, together with"
						+ " those of all version locations, that cannot be read as migration scripts, so that not all of them"
						+ " are tried; check script_location and version_locations");
		for (int i = 100; i < 900; i++) {
			script(this.versions.resolve("m%03d.py".formatted(i)), "r" + i);
		}
		assertThat(directory.read().failure()).isInstanceOf(UnreadableScriptException.class)
				.hasMessageContaining("m000.py does not define `revision`");
	}

	@Test
	void theNamesThatCount() throws IOException {
		for (String name : List.of("b.py", "a.py", ".hidden.py", "_x.py", "é ü.py", "__init__.py", "__init__x.py",
				".#b.py", "c.py~", "#c.py#", "c.PY", "c.py.bak", "c.pyc", "py", "𝒳.py", "\uffee.py")) {
			script(this.versions.resolve(name), "r-" + name);
		}
		Files.createDirectory(this.versions.resolve("folder.py"));
		script(Files.createDirectory(this.versions.resolve("sub")).resolve("s.py"), "sub");
		assertThat(revisions(directory(false).read())).containsExactly("r-.hidden.py", "r-_x.py", "r-a.py", "r-b.py",
				"r-é ü.py", "r-\uffee.py", "r-𝒳.py");
	}

	@Test
	void directoriesBelowInAlembicsOrder() throws IOException {
		for (String name : List.of("z.py", "b/z.py", "b/a.py", "a/x.py", "b/.h/y.py", "b/a/q.py", "__pycache__/c.py",
				"x__pycache__/c.py", "c.py/d.py")) {
			Path file = this.versions.resolve(name);
			Files.createDirectories(file.getParent());
			script(file, name);
		}
		Files.createSymbolicLink(this.versions.resolve("link"), this.versions.resolve("b"));
		Files.createSymbolicLink(this.versions.resolve("b/loop"), this.versions);
		assertThat(revisions(directory(true).read())).containsExactly("z.py", "a/x.py", "b/a.py", "b/z.py", "b/.h/y.py",
				"b/a/q.py", "c.py/d.py");
		assertThat(revisions(directory(false).read())).containsExactly("z.py");
	}

	@Test
	void symbolicLinksCountByTheNameOfWhatTheyLeadTo() throws IOException {
		Path elsewhere = Files.createDirectory(this.base.resolve("elsewhere"));
		script(elsewhere.resolve("real.py"), "real");
		script(elsewhere.resolve("text.txt"), "text");
		script(elsewhere.resolve("__init__.py"), "init");
		Files.createSymbolicLink(this.versions.resolve("odd.txt"), elsewhere.resolve("real.py"));
		Files.createSymbolicLink(this.versions.resolve("a.py"), elsewhere.resolve("text.txt"));
		Files.createSymbolicLink(this.versions.resolve("b.py"), elsewhere.resolve("__init__.py"));
		Files.createSymbolicLink(this.versions.resolve("gone.py"), elsewhere.resolve("gone.txt"));
		ScriptsSnapshot snapshot = directory(false).read();
		assertThat(revisions(snapshot)).containsExactly("real");
		assertThat(snapshot.scripts().getFirst().fileName()).isEqualTo("real.py");
		assertThat(snapshot.problems()).isEmpty();
	}

	@Test
	void linksThatLeadNowhereOrInCirclesAreReported() throws IOException {
		Files.createSymbolicLink(this.versions.resolve("a.py"), this.versions.resolve("b.py"));
		Files.createSymbolicLink(this.versions.resolve("b.py"), this.versions.resolve("a.py"));
		Files.createSymbolicLink(this.versions.resolve("c.py"), this.versions.resolve("gone.py"));
		script(this.versions.resolve("d.py"), "d");
		ScriptsSnapshot snapshot = directory(true).read();
		assertThat(revisions(snapshot)).containsExactly("d");
		assertThat(snapshot.problems()).isNotEmpty()
				.allSatisfy((problem) -> assertThat(problem).hasMessageContaining("cannot be read"));
	}

	@Test
	void aFileFoundTwiceIsReadOnce() throws IOException {
		Path other = Files.createDirectory(this.base.resolve("other"));
		script(this.versions.resolve("a.py"), "a");
		Files.createSymbolicLink(other.resolve("b.py"), this.versions.resolve("a.py"));
		Files.createSymbolicLink(this.base.resolve("again"), this.versions);
		ScriptsSnapshot snapshot = new LiveScripts(List.of(this.versions, other, this.base.resolve("again")), false,
				false,
				List.of(), this.base)
				.read();
		assertThat(revisions(snapshot)).containsExactly("a");
		assertThat(snapshot.warnings()).hasSize(2).allSatisfy((warning) -> assertThat(warning).contains("found twice"));
	}

	@Test
	void oneBrokenScriptHidesNoOther() throws IOException {
		script(this.versions.resolve("a.py"), "a");
		Files.writeString(this.versions.resolve("b.py"), "revision = (\n");
		Files.writeString(this.versions.resolve("c.py"), "import os\n");
		script(this.versions.resolve("d.py"), "d");
		ScriptsSnapshot snapshot = directory(false).read();
		assertThat(revisions(snapshot)).containsExactly("a", "d");
		assertThat(snapshot.problems()).extracting((problem) -> problem.file().getFileName().toString())
				.containsExactly("b.py", "c.py");
		assertThat(snapshot.failure()).isSameAs(snapshot.problems().getFirst())
				.hasMessageContaining("versions/b.py, line 1,");
	}

	@Test
	void aDirectoryWithoutScripts() throws IOException {
		script(this.versions.resolve("__init__.py"), "x");
		assertThat(directory(false).read().failure()).isInstanceOf(NoScriptsException.class)
				.hasMessageContaining(this.versions.toString());
	}

	@Test
	void aMissingDirectoryMattersWhereThereIsNoOther() throws IOException {
		Path missing = this.base.resolve("missing");
		LiveScripts alone = directory(List.of(missing));
		assertThat(alone.read().failure()).isInstanceOf(ScriptsNotFoundException.class)
				.hasMessageContaining("does not exist");
		script(this.versions.resolve("a.py"), "a");
		ScriptsSnapshot both = directory(List.of(missing, this.versions)).read();
		assertThat(both.failure()).isNull();
		assertThat(both.warnings()).singleElement().asString().contains("does not exist");
		Files.createDirectory(missing);
		script(missing.resolve("b.py"), "b");
		assertThat(revisions(alone.read())).containsExactly("b");
		assertThat(directory(List.of(this.versions.resolve("a.py"))).read().failure())
				.isInstanceOf(ScriptsNotFoundException.class)
				.hasMessageContaining("is not a directory");
	}

	@Test
	void aDirectoryThatMayNotBeRead() throws IOException {
		assumeThat(System.getProperty("user.name")).isNotEqualTo("root");
		script(this.versions.resolve("a.py"), "a");
		Files.setPosixFilePermissions(this.versions, PosixFilePermissions.fromString("---------"));
		LiveScripts directory = directory(false);
		assertThat(directory.read().failure()).isInstanceOf(ScriptsNotFoundException.class)
				.hasMessageContaining("cannot be read");
		Files.setPosixFilePermissions(this.versions, PosixFilePermissions.fromString("rwx------"));
		assertThat(directory.read().failure()).isNull();
	}

	@Test
	void compiledScriptsAreReportedWhereTheyCount() throws IOException {
		script(this.versions.resolve("a.py"), "a");
		Files.createFile(this.versions.resolve("a.pyc"));
		Files.createFile(this.versions.resolve("b.pyc"));
		Files.createFile(this.versions.resolve("b.pyo"));
		Path cache = Files.createDirectory(this.versions.resolve("__pycache__"));
		Files.createFile(cache.resolve("a.cpython-311.pyc"));
		Files.createFile(cache.resolve("c.cpython-311.pyc"));
		ScriptsSnapshot sourceless = new LiveScripts(List.of(this.versions), false, true, List.of(), this.base)
				.read();
		assertThat(revisions(sourceless)).containsExactly("a");
		assertThat(sourceless.problems()).extracting((problem) -> problem.file().getFileName().toString())
				.containsExactly("b.pyc", "c.cpython-311.pyc");
		assertThat(directory(false).read().problems()).isEmpty();
	}

	@Test
	void nothingIsReadAgainWhereNothingHasChanged() throws IOException {
		script(this.versions.resolve("a.py"), "a");
		age(this.versions.resolve("a.py"));
		age(this.versions);
		LiveScripts directory = directory(false);
		ScriptsSnapshot first = directory.read();
		// Not even the access that would find out that it may not be read.
		Files.setPosixFilePermissions(this.versions.resolve("a.py"), PosixFilePermissions.fromString("---------"));
		for (int i = 0; i < 100; i++) {
			assertThat(directory.read()).isSameAs(first);
		}
	}

	@Test
	void aFreshDirectoryGivesTheSameSnapshotToo() throws IOException {
		script(this.versions.resolve("a.py"), "a");
		LiveScripts directory = directory(false);
		ScriptsSnapshot first = directory.read();
		assertThat(directory.read()).isSameAs(first);
	}

	@Test
	void filesAddedRemovedOrReplacedCountAtOnce() throws IOException {
		LiveScripts directory = directory(true);
		Path sub = Files.createDirectory(this.versions.resolve("sub"));
		for (int i = 0; i < 300; i++) {
			Path file = ((i % 2 == 0) ? this.versions : sub).resolve("f" + i % 7 + ".py");
			Path fresh = this.base.resolve("fresh.py");
			script(fresh, "r" + (1000 + i));
			Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
			assertThat(revisions(directory.read())).contains("r" + (1000 + i));
			if (i % 3 == 0) {
				Files.delete(file);
				assertThat(revisions(directory.read())).doesNotContain("r" + (1000 + i));
			}
		}
	}

	@Test
	void aFileReplacedInADirectoryThatHasBeenQuietCountsAtOnce() throws IOException {
		Path file = this.versions.resolve("a.py");
		script(file, "one");
		age(file);
		age(this.versions);
		LiveScripts directory = directory(false);
		assertThat(revisions(directory.read())).containsExactly("one");
		Path fresh = this.base.resolve("fresh.py");
		script(fresh, "two");
		Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
		assertThat(revisions(directory.read())).containsExactly("two");
	}

	@Test
	void aFileOverwrittenInPlaceCountsWithinASecond() throws IOException {
		Path file = this.versions.resolve("a.py");
		script(file, "one");
		FileTime time = age(file);
		age(this.versions);
		LiveScripts directory = directory(false);
		directory.read();
		script(file, "two");
		// The same size and even the same modification time.
		Files.setLastModifiedTime(file, time);
		await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(revisions(directory.read())).containsExactly("two"));
	}

	@Test
	void aConstantElsewhereCountsWithinASecond() throws IOException {
		Path constants = this.base.resolve("constants.py");
		Files.writeString(constants, "NAME = 'one'\n");
		Files.writeString(this.versions.resolve("a.py"),
				"from constants import NAME as revision\ndown_revision = None\n");
		LiveScripts directory = new LiveScripts(List.of(this.versions), false, false, List.of(this.base),
				this.base);
		assertThat(revisions(directory.read())).containsExactly("one");
		Files.writeString(constants, "NAME = 'two'\n");
		await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(revisions(directory.read())).containsExactly("two"));
	}

	@Test
	void aDirectoryExchangedByALinkCountsAtOnce() throws IOException {
		Path other = Files.createDirectory(this.base.resolve("other"));
		script(this.versions.resolve("a.py"), "one");
		script(other.resolve("a.py"), "two");
		age(this.versions);
		age(other);
		Path link = Files.createSymbolicLink(this.base.resolve("current"), this.versions);
		LiveScripts directory = directory(List.of(link));
		assertThat(revisions(directory.read())).containsExactly("one");
		Files.move(Files.createSymbolicLink(this.base.resolve("next"), other), link, StandardCopyOption.ATOMIC_MOVE);
		assertThat(revisions(directory.read())).containsExactly("two");
	}

	@Test
	void whatIsReportedWasTrueAtOneTime() throws Exception {
		// A writer moves all files from one generation to the next, one by one and downwards, so that in every state
		// of the directory generations fall with the file's number, by one at most.
		int files = 20;
		for (int i = 0; i < files; i++) {
			script(this.versions.resolve("f" + (10 + i) + ".py"), "1000");
		}
		LiveScripts directory = directory(false);
		AtomicBoolean stop = new AtomicBoolean();
		try (var executor = Executors.newFixedThreadPool(3)) {
			Future<?> writer = executor.submit((Callable<Void>) () -> {
				for (int generation = 1001; !stop.get(); generation++) {
					for (int i = 0; i < files; i++) {
						Path fresh = this.base.resolve("fresh.py");
						script(fresh, String.valueOf(generation));
						Files.move(fresh, this.versions.resolve("f" + (10 + i) + ".py"),
								StandardCopyOption.ATOMIC_MOVE);
					}
					Pause.ofMillis(1);
				}
				return null;
			});
			try {
				List<Future<Integer>> readers = IntStream.range(0, 2)
						.mapToObj((_) -> executor.submit(() -> consistentReads(directory, files)))
						.toList();
				int consistent = 0;
				for (Future<Integer> reader : readers) {
					consistent += reader.get();
				}
				assertThat(consistent).isPositive();
			}
			finally {
				stop.set(true);
			}
			writer.get();
		}
		assertThat(directory.read().scripts()).hasSize(files);
	}

	private static int consistentReads(LiveScripts directory, int files) {
		int consistent = 0;
		for (int i = 0; i < 300; i++) {
			try {
				ScriptsSnapshot snapshot = directory.read();
				consistent++;
				assertThat(snapshot.scripts()).hasSize(files);
				List<Integer> generations = revisions(snapshot).stream().map(Integer::valueOf).toList();
				assertThat(generations).isSortedAccordingTo((a, b) -> Integer.compare(b, a));
				assertThat(generations.getFirst() - generations.getLast()).isBetween(0, 1);
			}
			catch (ChangingFilesException ex) {
				// The writer was faster.
			}
		}
		return consistent;
	}

	@Test
	void tenThousandScripts() throws IOException {
		for (int i = 0; i < 10_000; i++) {
			script(this.versions.resolve("s" + i + ".py"), "r" + i);
		}
		assertThat(directory(false).read().scripts()).hasSize(10_000);
	}

	private LiveScripts directory(boolean recursive) {
		return new LiveScripts(List.of(this.versions), recursive, false, List.of(), this.base);
	}

	private LiveScripts directory(List<Path> locations) {
		return new LiveScripts(locations, false, false, List.of(), this.base);
	}

	private static List<String> revisions(ScriptsSnapshot snapshot) {
		List<String> revisions = new ArrayList<>();
		snapshot.scripts().forEach((script) -> revisions.add(script.revision()));
		return revisions;
	}

	private static void script(Path file, String revision) throws IOException {
		Files.writeString(file, "revision = '" + revision + "'\ndown_revision = None\n");
	}

	private static FileTime age(Path path) throws IOException {
		FileTime time = FileTime.from(Instant.now().minus(Duration.ofMinutes(1)).plusNanos(1));
		Files.setLastModifiedTime(path, time);
		return Files.getLastModifiedTime(path);
	}

	/**
	 * A script directory on disk, read as a project reads it.
	 */
	private record LiveScripts(Memoized<ScriptsReading, ScriptsSnapshot> scripts) {

		LiveScripts(List<Path> versionLocations, boolean recursive, boolean sourceless, List<Path> pythonPath,
				Path base) {
			this(new Memoized<>(new LiveFiles(), versionLocations,
					new ScriptDirectory(versionLocations, recursive, sourceless, pythonPath, base)::read,
					ScriptsReading::snapshot));
		}

		ScriptsSnapshot read() {
			return this.scripts.get();
		}

	}

}
