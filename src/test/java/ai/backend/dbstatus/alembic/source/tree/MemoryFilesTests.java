package ai.backend.dbstatus.alembic.source.tree;

import java.nio.file.Path;
import java.util.List;

import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.Entry.Kind;
import ai.backend.dbstatus.alembic.source.FileTooLargeException;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MemoryFilesTests {

	private static final Path ROOT = Path.of("/srv/project");

	private final MemoryFiles files = MemoryFiles.at(ROOT)
			.file("alembic.ini", "[alembic]")
			.file("migrations/versions/a.py", "a")
			.directory("empty")
			.link("versions", "migrations/versions")
			.link("migrations/up", "../alembic.ini")
			.link("absolute", "/srv/project/migrations")
			.link("around", "../project/empty/../alembic.ini")
			.link("out", "../../etc/passwd")
			.link("elsewhere", "/etc")
			.link("broken", "gone")
			.link("one", "two")
			.link("two", "one")
			.build();

	@ParameterizedTest
	@CsvSource({ "/srv/project, DIRECTORY", "/srv/project/alembic.ini, FILE", "/srv/project/empty, DIRECTORY",
			"/srv/project/gone, MISSING", "/srv/project/alembic.ini/x, MISSING",
			"/srv/project/versions/a.py, FILE", "/srv/project/migrations/up, FILE",
			"/srv/project/absolute/versions/a.py, FILE", "/srv/project/around, FILE",
			"/srv/project/versions/../../alembic.ini, FILE", "/srv/project/versions/../alembic.ini, MISSING",
			"/srv/project/../project/./alembic.ini, FILE", "/../srv/project, DIRECTORY",
			"/srv/project/broken, MISSING", "/srv/project/one, DENIED", "/srv/project/one/x, DENIED" })
	void findsWhatIsInTheTree(Path path, Kind kind) {
		assertThat(this.files.kind(path)).isEqualTo(kind);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/srv", "/srv/other", "/etc/passwd", "/srv/project/..", "/srv/project/out",
			"/srv/project/elsewhere", "/srv/project/elsewhere/passwd", "/srv/project/../../etc/passwd",
			"/srv/projects" })
	void neverLeavesTheTree(Path path) {
		assertThat(this.files.kind(path)).isEqualTo(Kind.OUTSIDE);
		assertThat(this.files.exists(path)).isFalse();
		assertThatExceptionOfType(UnreadableFileException.class)
				.isThrownBy(() -> this.files.read(this.files.look(path), 100))
				.withMessage("it lies outside of the project");
	}

	@Test
	void readsAndLists() throws UnreadableFileException {
		Entry directory = this.files.look(ROOT.resolve("versions"));
		List<Entry> entries = this.files.list(directory);
		assertThat(entries).extracting(Entry::path).containsExactly(ROOT.resolve("versions/a.py"));
		assertThat(this.files.read(entries.getFirst(), 1)).asString().isEqualTo("a");
		assertThat(this.files.list(this.files.look(ROOT))).extracting(Entry::name)
				.containsExactly("absolute", "alembic.ini", "around", "broken", "elsewhere", "empty", "migrations",
						"one", "out", "two", "versions");
	}

	@Test
	void saysWhyItCannotRead() {
		assertReason("migrations", "it is not a regular file");
		assertReason("broken", "it does not exist; a symbolic link that leads nowhere, perhaps");
		assertReason("one", "symbolic links lead in a circle");
		assertThatExceptionOfType(FileTooLargeException.class)
				.isThrownBy(() -> this.files.read(this.files.look(ROOT.resolve("alembic.ini")), 8));
		assertThatExceptionOfType(UnreadableFileException.class)
				.isThrownBy(() -> this.files.list(this.files.look(ROOT.resolve("alembic.ini"))))
				.withMessage("it is not a directory");
	}

	private void assertReason(String file, String reason) {
		assertThatExceptionOfType(UnreadableFileException.class)
				.isThrownBy(() -> this.files.read(this.files.look(ROOT.resolve(file)), 100))
				.withMessage(reason);
	}

	@Test
	void aTreeMayBeAtTheTopOfAll() {
		MemoryFiles image = MemoryFiles.at(Path.of("/")).file("app/alembic.ini", "x").link("link", "/app").build();
		assertThat(image.isFile(Path.of("/link/../app/alembic.ini"))).isTrue();
		assertThat(image.isFile(Path.of("/../../app/alembic.ini"))).isTrue();
		assertThat(image.kind(Path.of("/etc"))).isEqualTo(Kind.MISSING);
	}

	@Test
	void theSameContentHasTheSameFingerprint() {
		MemoryFiles same = MemoryFiles.at(ROOT).file("alembic.ini", "[alembic]").file("other/a.py", "b").build();
		Path ini = ROOT.resolve("alembic.ini");
		assertThat(same.look(ini).fingerprint()).isEqualTo(this.files.look(ini).fingerprint())
				.isNotEqualTo(same.look(ROOT.resolve("other/a.py")).fingerprint());
		assertThat(same.look(ROOT).fingerprint()).isNotEqualTo(this.files.look(ROOT).fingerprint());
	}

	@Test
	void linksWithoutEndTakeNoTime() {
		MemoryFiles.Builder builder = MemoryFiles.at(ROOT);
		// Each leads twice through the next: two to the power of 60 steps for whoever follows them all.
		for (int i = 0; i < 60; i++) {
			builder.link("l" + i, "l%1$d/../l%1$d".formatted(i + 1));
		}
		MemoryFiles many = builder.directory("l60").build();
		assertThat(many.kind(ROOT.resolve("l0"))).isEqualTo(Kind.DENIED);
		assertThat(many.realPath(ROOT.resolve("l0"))).hasParentRaw(ROOT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/etc/passwd", "../x", "a/../../x", "a//b", "./x", "a/", "a/b/c", "a\0" })
	void takesNoNameThatLeadsElsewhere(String name) {
		MemoryFiles.Builder builder = MemoryFiles.at(ROOT).file("a/b", "");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.file(name, ""));
	}

	@Test
	void takesEachNameOnce() {
		MemoryFiles.Builder builder = MemoryFiles.at(ROOT).file("a", "").directory("b").directory("b");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.file("a", ""));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.link("b", "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.directory("a"));
		assertThatIllegalArgumentException().isThrownBy(() -> MemoryFiles.at(Path.of("relative")).build());
	}

	@Test
	void staysAsItIs() throws UnreadableFileException {
		byte[] content = { 'a' };
		MemoryFiles.Builder builder = MemoryFiles.at(ROOT).file("a", content);
		MemoryFiles built = builder.build();
		content[0] = 'b';
		Entry entry = built.look(ROOT.resolve("a"));
		built.read(entry, 1)[0] = 'c';
		builder.file("late", "");
		assertThat(built.read(entry, 1)).asString().isEqualTo("a");
		assertThat(built.exists(ROOT.resolve("late"))).isFalse();
		assertThat(built.isImmutable()).isTrue();
	}

}
