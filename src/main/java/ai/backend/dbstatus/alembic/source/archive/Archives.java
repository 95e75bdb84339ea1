package ai.backend.dbstatus.alembic.source.archive;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Reads archives that are wholly in memory. What is wrong with an entry is wrong with the archive: of one that is read, nothing
 * is missing.
 */
public final class Archives {

	/** A tar ends with two records of zeros; a file that ends before them ends too early. */
	private static final int RECORD = 512;

	/** Where a wheel has files that are installed beside those at its top. */
	private static final Pattern INSTALLED = Pattern.compile("[^/]+\\.data/(?:purelib|platlib)/(.+)");

	private Archives() {
	}

	/**
	 * The files of an archive.
	 * @param root where its topmost directory is put, as an absolute path
	 * @throws ArchiveException if it is none, is damaged, or goes beyond the limits
	 */
	public static ProjectFiles read(byte[] archive, ArchiveFormat format, Path root, ArchiveLimits limits) {
		if (archive.length > limits.bytes()) {
			throw tooLarge(limits);
		}
		if (archive.length == 0) {
			throw new ArchiveException(Problem.NOT_AN_ARCHIVE, null, "There is nothing where an archive should be");
		}
		Contents contents = new Contents(limits);
		try {
			switch (format) {
				case TAR -> readTar(new ByteArrayInputStream(archive), limits, contents);
				case TAR_GZ -> readTar(new GZIPInputStream(new ByteArrayInputStream(archive)), limits, contents);
				case ZIP -> readZip(archive, limits, contents);
			}
		}
		catch (EOFException ex) {
			throw truncated();
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new ArchiveException(Problem.NOT_AN_ARCHIVE, null,
					"This is not %s, or a damaged one".formatted(format.words()));
		}
		return contents.at(root);
	}

	/**
	 * That an archive is larger than is read.
	 */
	public static ArchiveException tooLarge(ArchiveLimits limits) {
		return new ArchiveException(Problem.TOO_LARGE, null,
				"The archive is larger than %d bytes".formatted(limits.bytes()));
	}

	private static ArchiveException truncated() {
		return new ArchiveException(Problem.DAMAGED, null, "The archive ends too early");
	}

	private static void readTar(InputStream in, ArchiveLimits limits, Contents contents) throws IOException {
		Bounded bounded = new Bounded(in, limits.expandedBytes());
		TarArchiveInputStream tar = new TarArchiveInputStream(bounded, StandardCharsets.UTF_8.name());
		String last = null;
		try {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				if (last == null && !entry.isCheckSumOK()) {
					throw new IOException("Not a tar");
				}
				last = entry.getName();
				addTarEntry(tar, entry, contents);
			}
			bounded.skip(Long.MAX_VALUE);
		}
		catch (EOFException ex) {
			throw new ArchiveException(Problem.DAMAGED, last, endsIn(last));
		}
		catch (IOException ex) {
			if (last == null) {
				throw ex;
			}
			throw new ArchiveException(Problem.DAMAGED, last,
					String.valueOf(ex.getMessage()).contains("runcated")
							? endsIn(last)
							: "The archive is damaged at or behind the entry '%s'".formatted(last));
		}
		if (bounded.trailingZeros() < RECORD) {
			throw new ArchiveException(Problem.DAMAGED, last, endsIn(last));
		}
	}

	private static String endsIn(@Nullable String entry) {
		return (entry == null)
				? "The archive ends too early"
				: "The archive ends too early, at or behind the entry '%s'".formatted(entry);
	}

	private static void addTarEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Contents contents)
			throws IOException {
		if (entry.isGlobalPaxHeader() || entry.isPaxHeader()) {
			return;
		}
		String path = contents.enter(entry.getName());
		if (entry.isDirectory()) {
			contents.directory(path);
		}
		else if (entry.isSymbolicLink()) {
			contents.link(path, entry.getLinkName());
		}
		else if (entry.isLink()) {
			contents.hardLink(path, entry.getLinkName());
		}
		else if (entry.isFile() && tar.canReadEntryData(entry)) {
			byte[] content = tar.readAllBytes();
			if (content.length != entry.getRealSize()) {
				throw otherSize(entry.getName());
			}
			contents.file(path, content);
		}
		// A device or a pipe is no file of a project.
	}

	private static ArchiveException otherSize(String entry) {
		return new ArchiveException(Problem.DAMAGED, entry,
				"The entry '%s' has another size than the archive says".formatted(entry));
	}

	private static void readZip(byte[] archive, ArchiveLimits limits, Contents contents) throws IOException {
		long expanded = 0;
		try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(archive)).get()) {
			for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements();) {
				ZipArchiveEntry entry = all.nextElement();
				String path = contents.enter(entry.getName());
				if (entry.isDirectory()) {
					contents.directory(path);
					continue;
				}
				byte[] content = readZipEntry(zip, entry, limits.expandedBytes() - expanded, limits);
				expanded += content.length;
				if (entry.isUnixSymlink()) {
					contents.link(path, new String(content, StandardCharsets.UTF_8));
				}
				else {
					Matcher installed = INSTALLED.matcher(path);
					contents.file(installed.matches() ? installed.group(1) : path, content);
				}
			}
		}
	}

	private static byte[] readZipEntry(ZipFile zip, ZipArchiveEntry entry, long most, ArchiveLimits limits) {
		String name = entry.getName();
		if (!zip.canReadEntryData(entry)) {
			throw new ArchiveException(Problem.DAMAGED, name,
					"The entry '%s' is encrypted, or compressed in a way that is not read".formatted(name));
		}
		try (InputStream in = zip.getInputStream(entry)) {
			byte[] content = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, most + 1));
			if (content.length > most) {
				throw new ArchiveException(Problem.TOO_LARGE, name,
						"The archive becomes larger than %d bytes when it is unpacked, with the entry '%s'"
								.formatted(limits.expandedBytes(), name));
			}
			CRC32 sum = new CRC32();
			sum.update(content);
			if (content.length != entry.getSize()) {
				throw otherSize(name);
			}
			if (sum.getValue() != entry.getCrc()) {
				throw damaged(name);
			}
			return content;
		}
		catch (EOFException | ZipException ex) {
			throw damaged(name);
		}
		catch (IOException ex) {
			throw damaged(name);
		}
	}

	private static ArchiveException damaged(String entry) {
		return new ArchiveException(Problem.DAMAGED, entry, "The entry '%s' is damaged".formatted(entry));
	}

}
