package ai.backend.dbstatus.alembic.source.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import ai.backend.dbstatus.alembic.source.Entry.Kind;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Archives that want more than they are worth.
 */
class HostileArchiveTests {

	private static final Path ROOT = Path.of("/upload");

	private static final ArchiveLimits LIMITS = new ArchiveLimits(16 << 20, 1000, 64 << 20);

	private static final int BLOCK = 512;

	private static ProjectFiles read(byte[] archive) {
		return Archives.read(ArchiveData.of(archive), ArchiveFormat.of(archive), ROOT, "alembic.ini", LIMITS).files();
	}

	private static void refuses(byte[] archive, String sentence) {
		assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> read(archive)).withMessage(sentence);
	}

	/** As GNU tar writes it: eight gigabytes, of which one block is there. */
	@Test
	void refusesAFileThatIsMostlyHoles() {
		byte[] archive = tar((tar) -> add(tar, entry("a.py", BLOCK), "x".repeat(BLOCK)));
		archive[156] = TarConstants.LF_GNUTYPE_SPARSE;
		write(archive, 257, "ustar  \0");
		write(archive, 386, "77777776000");
		write(archive, 398, "00000001000");
		write(archive, 483, "77777777000");
		write(archive, 148, "        ");
		int sum = 0;
		for (int i = 0; i < BLOCK; i++) {
			sum += archive[i] & 0xff;
		}
		write(archive, 148, "%06o".formatted(sum));
		refuses(archive, "The entry 'a.py' is a sparse file, which is not read");
	}

	private static void write(byte[] bytes, int at, String text) {
		System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bytes, at, text.length());
	}

	@Test
	void refusesANameThatIsAsLongAsAFile() {
		byte[] archive = tar((tar) -> {
			TarArchiveEntry name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
			name.setSize(300_000);
			add(tar, name, "n".repeat(300_000));
			add(tar, entry("n", 0), "");
		});
		refuses(archive, "The archive has an entry with too large a header");
	}

	@Test
	void refusesAttributesThatAddUp() {
		byte[] archive = tar((tar) -> {
			for (int part = 0; part < 3; part++) {
				TarArchiveEntry global = new TarArchiveEntry("global", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER);
				for (int i = 0; i < 500; i++) {
					global.addPaxHeader("k%d.%d".formatted(part, i), "v");
				}
				put(tar, global);
				add(tar, entry("f" + part, 0), "");
			}
		});
		refuses(archive, "The entry 'f2' has more than 1000 attributes");
	}

	@Test
	void readsTheAttributesThatRealArchivesHave() {
		byte[] archive = tar((tar) -> {
			TarArchiveEntry entry = entry("a.py", 1);
			Map.of("comment", "c".repeat(40), "SCHILY.xattr.user.x", "x".repeat(1000))
					.forEach(entry::addPaxHeader);
			add(tar, entry, "a");
		});
		assertThat(read(archive).kind(ROOT.resolve("a.py"))).isEqualTo(Kind.FILE);
	}

	@Test
	void knowsALargeFileAndDoesNotKeepIt() {
		String large = "x".repeat(ArchiveLimits.LARGEST_FILE + 1);
		for (byte[] archive : new byte[][]{ tar((tar) -> {
			add(tar, entry("data", large.length()), large);
			add(tar, new TarArchiveEntry("link", TarConstants.LF_LINK), "data", "");
			add(tar, entry("a.py", 1), "a");
		}), zip((zip) -> {
			add(zip, "data", large);
			add(zip, "link", large);
			add(zip, "a.py", "a");
		}) }) {
			ProjectFiles files = read(archive);
			assertThat(files.kind(ROOT.resolve("data"))).isEqualTo(Kind.FILE);
			assertThat(files.kind(ROOT.resolve("link"))).isEqualTo(Kind.FILE);
			assertThat(files.kind(ROOT.resolve("a.py"))).isEqualTo(Kind.FILE);
			assertThatExceptionOfType(UnreadableFileException.class)
					.isThrownBy(() -> files.read(files.look(ROOT.resolve("data")), Integer.MAX_VALUE))
					.withMessage("it is larger than 1048576 bytes");
		}
	}

	@Test
	void refusesDirectoriesWithoutEnd() {
		String name = "d/".repeat(251) + "a.py";
		refuses(tar((tar) -> {
			tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
			add(tar, entry(name, 0), "");
		}), "The entry '%s…' lies in more than 250 directories".formatted(name.substring(0, 300)));
	}

	/** Which the JDK reads one within the other. */
	@Test
	void refusesOrReadsAGzipOfManyMembers() {
		ByteArrayOutputStream members = new ByteArrayOutputStream();
		byte[] empty = gzip(new byte[0]);
		for (int i = 0; i < 300_000; i++) {
			members.writeBytes(empty);
		}
		assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> read(members.toByteArray()));
	}

	@Test
	void countsTheEntriesOfAZipBeforeItIsRead() {
		refuses(zip((zip) -> {
			for (int i = 0; i < 1001; i++) {
				add(zip, "f" + i, "");
			}
		}), "The archive has more than 1000 entries");
	}

	private static TarArchiveEntry entry(String name, int size) {
		TarArchiveEntry entry = new TarArchiveEntry(name);
		entry.setSize(size);
		return entry;
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

	private static void add(TarArchiveOutputStream tar, TarArchiveEntry entry, String target, String content) {
		entry.setLinkName(target);
		add(tar, entry, content);
	}

	private static void add(TarArchiveOutputStream tar, TarArchiveEntry entry, String content) {
		try {
			tar.putArchiveEntry(entry);
			tar.write(content.getBytes(StandardCharsets.UTF_8));
			tar.closeArchiveEntry();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry) {
		try {
			tar.putArchiveEntry(entry);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] zip(Consumer<ZipOutputStream> entries) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			entries.accept(zip);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static void add(ZipOutputStream zip, String name, String content) {
		try {
			zip.putNextEntry(new ZipEntry(name));
			zip.write(content.getBytes(StandardCharsets.UTF_8));
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
