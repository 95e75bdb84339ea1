package ai.backend.dbstatus.alembic.source.live;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.Entry.Kind;
import ai.backend.dbstatus.alembic.source.FileTooLargeException;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

class LiveFilesTests {

	private final LiveFiles files = new LiveFiles();

	@TempDir
	private Path directory;

	@Test
	void tellsWhatIsThere() throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "text");
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), file);
		Path broken = Files.createSymbolicLink(this.directory.resolve("broken"), Path.of("gone"));
		Path circle = Files.createSymbolicLink(this.directory.resolve("circle"), Path.of("circle"));
		assertThat(this.files.kind(file)).isEqualTo(Kind.FILE);
		assertThat(this.files.kind(link)).isEqualTo(Kind.FILE);
		assertThat(this.files.kind(this.directory)).isEqualTo(Kind.DIRECTORY);
		assertThat(this.files.kind(broken)).isEqualTo(Kind.MISSING);
		assertThat(this.files.kind(circle)).isEqualTo(Kind.DENIED);
		assertThat(this.files.kind(file.resolve("below"))).isEqualTo(Kind.MISSING);
	}

	@Test
	void listsByCodePointsAndFollowsNoLink() throws Exception {
		for (String name : List.of("b.py", "a.py", "𝒳.py", "\uffee.py", "é.py", "B.py")) {
			Files.createFile(this.directory.resolve(name));
		}
		Files.createSymbolicLink(this.directory.resolve("link"), Path.of("a.py"));
		Files.createDirectory(this.directory.resolve("c"));
		List<Entry> entries = this.files.list(this.files.look(this.directory));
		assertThat(entries).extracting(Entry::name)
				.containsExactly("B.py", "a.py", "b.py", "c", "link", "é.py", "\uffee.py", "𝒳.py");
		assertThat(entries).extracting(Entry::kind)
				.containsExactly(Kind.FILE, Kind.FILE, Kind.FILE, Kind.DIRECTORY, Kind.LINK, Kind.FILE, Kind.FILE,
						Kind.FILE);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aContentUnderAnOldTimeHasAnotherFingerprint() throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "one");
		Entry before = whenCertain(file);
		FileTime time = Files.getLastModifiedTime(file);
		Files.writeString(file, "two");
		Files.setLastModifiedTime(file, time);
		assertThat(this.files.look(file).fingerprint()).isNotEqualTo(before.fingerprint());
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aDirectoryWithAnOldTimeHasAnotherFingerprint() throws IOException {
		Files.createFile(this.directory.resolve("file"));
		Entry before = whenCertain(this.directory);
		FileTime time = Files.getLastModifiedTime(this.directory);
		Files.move(this.directory.resolve("file"), this.directory.resolve("other"));
		Files.setLastModifiedTime(this.directory, time);
		assertThat(this.files.look(this.directory).fingerprint()).isNotEqualTo(before.fingerprint());
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void whatHasJustBeenWrittenIsInDoubtWhateverItsModificationTime() throws IOException {
		Path file = this.directory.resolve("file");
		// Whoever is held up between the two for longer than a tick sees no doubt.
		await().until(() -> {
			Files.writeString(file, "text");
			Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_123L));
			return this.files.look(file).doubtful();
		});
		assertThat(whenCertain(file).kind()).isEqualTo(Kind.FILE);
	}

	@Test
	void whatIsNotThereIsInNoDoubt() {
		assertThat(this.files.look(this.directory.resolve("nowhere")).doubtful()).isFalse();
	}

	@Test
	void readsNoMoreThanIsAllowed() throws Exception {
		Path file = Files.writeString(this.directory.resolve("file"), "1234");
		assertThat(this.files.read(this.files.look(file), 4)).asString().isEqualTo("1234");
		assertThatExceptionOfType(FileTooLargeException.class)
				.isThrownBy(() -> this.files.read(this.files.look(file), 3));
		Entry small = this.files.look(file);
		Files.writeString(file, "12345");
		assertThatExceptionOfType(FileTooLargeException.class).isThrownBy(() -> this.files.read(small, 4));
		try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
			huge.setLength(1L << 40);
		}
		assertThatExceptionOfType(FileTooLargeException.class)
				.isThrownBy(() -> this.files.read(this.files.look(file), Integer.MAX_VALUE - 8));
	}

	@Test
	void saysWhyItCannotRead() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), Path.of("gone"));
		Path circle = Files.createSymbolicLink(this.directory.resolve("circle"), Path.of("circle"));
		assertReason(link, "it does not exist; a symbolic link that leads nowhere, perhaps");
		assertReason(circle, "Too many levels of symbolic links or unable to access attributes of symbolic link");
		assertReason(this.directory, "it is not a regular file");
		Path file = Files.createFile(this.directory.resolve("file"));
		assertThatExceptionOfType(UnreadableFileException.class)
				.isThrownBy(() -> this.files.list(this.files.look(file)));
	}

	@Test
	void saysThatItMayNotRead() throws IOException {
		assumeThat(System.getProperty("user.name")).isNotEqualTo("root");
		Path file = Files.createFile(this.directory.resolve("file"));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
		assertReason(file, "permission denied");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	@Timeout(30)
	void neverWaitsAtAPipe() throws Exception {
		Path pipe = this.directory.resolve("pipe");
		assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
		assertThat(this.files.kind(pipe)).isEqualTo(Kind.OTHER);
		assertReason(pipe, "it is not a regular file");
	}

	private void assertReason(Path file, String reason) {
		assertThatExceptionOfType(UnreadableFileException.class)
				.isThrownBy(() -> this.files.read(this.files.look(file), 100))
				.withMessage(reason);
	}

	private Entry whenCertain(Path path) {
		return await().atMost(Duration.ofSeconds(30)).until(() -> this.files.look(path), (entry) -> !entry.doubtful());
	}

}
