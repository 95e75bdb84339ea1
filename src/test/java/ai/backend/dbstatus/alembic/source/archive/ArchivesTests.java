package ai.backend.dbstatus.alembic.source.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

import ai.backend.dbstatus.alembic.source.Entry.Kind;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;
import ai.backend.dbstatus.testsupport.GitCommands;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArchivesTests {

	private static final Path ROOT = Path.of("/upload");

	private static final ArchiveLimits LIMITS = new ArchiveLimits(1_000_000, 20, 100_000);

	@TempDir
	Path temp;

	private static ProjectFiles read(byte[] archive) {
		return read(archive, ArchiveFormat.of(archive));
	}

	private static ProjectFiles read(byte[] archive, ArchiveFormat format) {
		return Archives.read(ArchiveData.of(archive), format, ROOT, "alembic.ini", LIMITS).files();
	}

	private static String text(ProjectFiles files, String name) {
		try {
			return new String(files.read(files.look(ROOT.resolve(name)), 1000), StandardCharsets.UTF_8);
		}
		catch (UnreadableFileException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void refuses(byte[] archive, Problem problem, @Nullable String entry, String sentence) {
		assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> read(archive))
				.withMessage(sentence)
				.satisfies((ex) -> assertThat(ex.problem()).isEqualTo(problem))
				.satisfies((ex) -> assertThat(ex.entry()).isEqualTo(entry));
	}

	@ParameterizedTest
	@CsvSource({ "tar, TAR", "tar.gz, TAR_GZ", "zip, ZIP" })
	void readsWhatGitMakes(String format, ArchiveFormat expected) throws IOException {
		GitCommands git = GitCommands.init(this.temp.resolve("repository"));
		git.write("alembic.ini", "[alembic]").write("versions/a.py", "a").write("empty", "");
		Files.createSymbolicLink(git.directory().resolve("scripts"), Path.of("versions"));
		git.commit("First");
		git.run("archive", "--format=" + format, "-o", "../archive", "HEAD");
		byte[] archive = Files.readAllBytes(this.temp.resolve("archive"));
		assertThat(ArchiveFormat.of(archive)).isEqualTo(expected);
		ProjectFiles files = read(archive);
		assertThat(text(files, "alembic.ini")).isEqualTo("[alembic]");
		assertThat(text(files, "scripts/a.py")).isEqualTo("a");
		assertThat(text(files, "empty")).isEmpty();
		assertThat(files.kind(ROOT.resolve("versions"))).isEqualTo(Kind.DIRECTORY);
		assertThat(files.kind(ROOT.resolve("gone"))).isEqualTo(Kind.MISSING);
		assertThat(files.kind(Path.of("/etc/passwd"))).isEqualTo(Kind.OUTSIDE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "--format=ustar", "--format=gnu", "--format=posix", "--format=v7" })
	void readsWhatTarMakesOfADirectoryWithADot(String format) throws Exception {
		Path project = Files.createDirectory(this.temp.resolve("project"));
		Files.createDirectory(project.resolve("versions"));
		Files.writeString(project.resolve("versions/" + "long".repeat(18) + ".py"), "long");
		Files.writeString(project.resolve("a.py"), "a");
		Files.createLink(project.resolve("b.py"), project.resolve("a.py"));
		run("tar", "-C", project.toString(), format, "--sort=name", "-czf", this.temp.resolve("t").toString(), ".");
		ProjectFiles files = read(Files.readAllBytes(this.temp.resolve("t")));
		assertThat(text(files, "versions/" + "long".repeat(18) + ".py")).isEqualTo("long");
		assertThat(text(files, "a.py")).isEqualTo("a");
		assertThat(text(files, "b.py")).isEqualTo("a");
	}

	private static void run(String... command) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
	}

	@Test
	void readsAZipWithALineBeforeItAsAPexHas() {
		ByteArrayOutputStream pex = new ByteArrayOutputStream();
		pex.writeBytes("#!/usr/bin/env python3\n".getBytes(StandardCharsets.UTF_8));
		pex.writeBytes(zip((zip) -> add(zip, "a.py", "a")));
		assertThat(text(read(pex.toByteArray()), "a.py")).isEqualTo("a");
	}

	@Test
	void putsTheFilesOfAWheelWhereTheyAreInstalled() {
		ProjectFiles files = read(zip((zip) -> {
			add(zip, "app/__init__.py", "");
			add(zip, "app-1.0.data/purelib/app/migrations/env.py", "env");
			add(zip, "app-1.0.dist-info/WHEEL", "Wheel-Version: 1.0");
		}));
		assertThat(text(files, "app/migrations/env.py")).isEqualTo("env");
	}

	@Test
	void putsWhatAPexDependsOnWhereItIsImported() {
		ProjectFiles files = read(zip((zip) -> {
			add(zip, ".deps/app-1.0-py3-none-any.whl/app/migrations/env.py", "env");
			add(zip, ".deps/app-1.0-py3-none-any.whl/main.py", "theirs");
			add(zip, ".deps/other-2.0-py3-none-any.whl/app/migrations/env.py", "other");
			add(zip, "main.py", "own");
			add(zip, "PEX-INFO", "{}");
		}));
		assertThat(text(files, "app/migrations/env.py")).isEqualTo("env");
		assertThat(text(files, "main.py")).isEqualTo("own");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			../a.py         | has a path that leads out of the archive
			a/../../b.py    | has a path that leads out of the archive
			/etc/passwd     | has a path that does not begin in the archive
			C:/a.py         | has a path that does not begin in the archive
			""")
	void refusesPathsThatLeadOut(String name, String how) {
		String sentence = "The entry '%s' %s".formatted(name, how);
		refuses(zip((zip) -> add(zip, name, "x")), Problem.LEADS_OUT, name, sentence);
		if (!name.startsWith("/") && !name.contains(":")) {
			refuses(tar((tar) -> add(tar, name, "x")), Problem.LEADS_OUT, name, sentence);
		}
	}

	@Test
	void refusesAnAbsolutePathInATar() {
		refuses(tar((tar) -> {
			TarArchiveEntry entry = new TarArchiveEntry("/etc/passwd", true);
			entry.setSize(1);
			put(tar, entry, "x");
		}), Problem.LEADS_OUT, "/etc/passwd",
				"The entry '/etc/passwd' has a path that does not begin in the archive");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/etc/passwd", "../../outside", "..", "../project/../../x" })
	void refusesLinksThatLeadOut(String target) {
		String sentence = "The entry 'a' is a link to '%s', which is not in the archive".formatted(target);
		refuses(tar((tar) -> link(tar, "a", target)), Problem.LEADS_OUT, "a", sentence);
		refuses(zip((zip) -> {
			ZipArchiveEntry entry = new ZipArchiveEntry("a");
			entry.setUnixMode(0120777);
			put(zip, entry, target);
		}), Problem.LEADS_OUT, "a", sentence);
	}

	@Test
	void readsLinksThatStayInside() {
		ProjectFiles files = read(tar((tar) -> {
			add(tar, "a/b.py", "b");
			link(tar, "c/d", "../a");
		}));
		assertThat(text(files, "c/d/b.py")).isEqualTo("b");
	}

	@Test
	void refusesTwoEntriesOfOneName() {
		refuses(tar((tar) -> {
			add(tar, "a.py", "1");
			add(tar, "./a.py", "2");
		}), Problem.DUPLICATE, "./a.py", "There are two entries './a.py' in the archive");
		refuses(tar((tar) -> {
			add(tar, "a", "1");
			add(tar, "a/b.py", "2");
		}), Problem.DUPLICATE, "a/b.py", "The entry 'a/b.py' lies below another that is no directory");
	}

	@Test
	void refusesTwoEntriesOfOneNameInAZip() {
		byte[] archive = zip((zip) -> {
			add(zip, "a.py", "1");
			add(zip, "b.py", "2");
		});
		// In the central directory and before the content.
		replace(archive, "b.py", "a.py");
		refuses(archive, Problem.DUPLICATE, "a.py", "There are two entries 'a.py' in the archive");
	}

	private static void replace(byte[] bytes, String what, String with) {
		byte[] from = what.getBytes(StandardCharsets.UTF_8);
		byte[] to = with.getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i + from.length <= bytes.length; i++) {
			if (Arrays.equals(bytes, i, i + from.length, from, 0, from.length)) {
				System.arraycopy(to, 0, bytes, i, to.length);
			}
		}
	}

	@Test
	void refusesWhatGrowsBeyondTheLimit() {
		String zeros = "\0".repeat(90_000);
		byte[] bomb = tar((tar) -> {
			add(tar, "a", zeros);
			add(tar, "b", zeros);
		});
		refuses(gzip(bomb), Problem.TOO_LARGE, null,
				"The archive becomes larger than 100000 bytes when it is unpacked");
		refuses(zip((zip) -> {
			add(zip, "a", zeros);
			add(zip, "b", zeros);
		}), Problem.TOO_LARGE, "b",
				"The archive becomes larger than 100000 bytes when it is unpacked, with the entry 'b'");
		refuses(gzip(new byte[200_000]), Problem.TOO_LARGE, null,
				"The archive becomes larger than 100000 bytes when it is unpacked");
	}

	@Test
	void refusesMoreEntriesThanAllowed() {
		refuses(tar((tar) -> {
			for (int i = 0; i < 21; i++) {
				add(tar, "e" + i, "");
			}
		}), Problem.TOO_LARGE, "e20", "The archive has more than 20 entries");
	}

	@Test
	void refusesMoreBytesThanAllowed() {
		refuses(new byte[1_000_001], Problem.TOO_LARGE, null, "The archive is larger than 1000000 bytes");
	}

	@Test
	void refusesEveryTruncationOfATar() {
		byte[] archive = tar((tar) -> {
			add(tar, "a.py", "x".repeat(700));
			add(tar, "b.py", "y");
		});
		// Whether it ends within an entry, between two, or just before the end.
		for (int length = 1; length <= 512 * 5; length += 37) {
			byte[] truncated = Arrays.copyOf(archive, length);
			assertThatExceptionOfType(ArchiveException.class).as("%d bytes", length).isThrownBy(() -> read(truncated));
		}
		byte[] between = Arrays.copyOf(archive, 512 * 3);
		refuses(between, Problem.DAMAGED, "a.py", "The archive ends too early, at or behind the entry 'a.py'");
	}

	@ParameterizedTest
	@EnumSource(names = { "TAR_GZ", "ZIP" })
	void refusesEveryTruncationOfWhatIsCompressed(ArchiveFormat format) {
		byte[] archive = (format == ArchiveFormat.ZIP)
				? zip((zip) -> add(zip, "a.py", "x"))
				: gzip(tar((tar) -> add(tar, "a.py", "x")));
		for (int length = 2; length < archive.length; length++) {
			byte[] truncated = Arrays.copyOf(archive, length);
			assertThatExceptionOfType(ArchiveException.class).as("%d bytes", length)
					.isThrownBy(() -> read(truncated, format));
		}
	}

	@Test
	void refusesAnEntryThatClaimsAnotherSize() {
		byte[] archive = zip((zip) -> add(zip, "a.py", "x".repeat(300)));
		// The size in the central directory, which is 24 bytes into its header.
		for (int i = 0; i < archive.length - 4; i++) {
			if (archive[i] == 'P' && archive[i + 1] == 'K' && archive[i + 2] == 1 && archive[i + 3] == 2) {
				archive[i + 24] = 1;
			}
		}
		refuses(archive, Problem.DAMAGED, "a.py", "The entry 'a.py' has another size than the archive says");
	}

	@Test
	void refusesWhatIsNoArchive() {
		byte[] text = "This is not an archive. ".repeat(100).getBytes(StandardCharsets.UTF_8);
		refuses(text, Problem.NOT_AN_ARCHIVE, null, "This is not a tar, or a damaged one");
		refuses(new byte[0], Problem.NOT_AN_ARCHIVE, null, "There is nothing where an archive should be");
		refuses(new byte[10_240], Problem.NOT_AN_ARCHIVE, null, "There is no entry in the archive");
		refuses("PK and so on".getBytes(StandardCharsets.UTF_8), Problem.NOT_AN_ARCHIVE, null,
				"This is not a zip, or a damaged one");
	}

	private static byte[] tar(Consumer<TarArchiveOutputStream> entries) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
			entries.accept(tar);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static void add(TarArchiveOutputStream tar, String name, String text) {
		TarArchiveEntry entry = new TarArchiveEntry(name);
		entry.setSize(text.length());
		put(tar, entry, text);
	}

	private static void link(TarArchiveOutputStream tar, String name, String target) {
		TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
		entry.setLinkName(target);
		put(tar, entry, "");
	}

	private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, String text) {
		try {
			tar.putArchiveEntry(entry);
			tar.write(text.getBytes(StandardCharsets.UTF_8));
			tar.closeArchiveEntry();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] zip(Consumer<ZipArchiveOutputStream> entries) {
		SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
		try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
			entries.accept(zip);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return Arrays.copyOf(channel.array(), (int) channel.size());
	}

	private static void add(ZipArchiveOutputStream zip, String name, String text) {
		put(zip, new ZipArchiveEntry(name), text);
	}

	private static void put(ZipArchiveOutputStream zip, ZipArchiveEntry entry, String text) {
		try {
			zip.putArchiveEntry(entry);
			zip.write(text.getBytes(StandardCharsets.UTF_8));
			zip.closeArchiveEntry();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] gzip(byte[] content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

}
