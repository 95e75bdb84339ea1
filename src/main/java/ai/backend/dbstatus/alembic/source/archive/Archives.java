package ai.backend.dbstatus.alembic.source.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Reads archives. What is wrong with an entry is wrong with the archive: of one that is read, nothing is missing.
 */
public final class Archives {

	private static final int BUFFER = 1 << 16;

	/** How an entry begins in the directory of a zip. */
	private static final int ZIP_ENTRY = 0x504B0102;

	/** Where a wheel has files that are installed beside those at its top. */
	private static final Pattern INSTALLED = Pattern.compile("[^/]+\\.data/(?:purelib|platlib)/(.+)");

	/** Where a pex has what it depends on, each distribution as it would be installed. */
	private static final Pattern DEPENDENCY = Pattern.compile("\\.deps/[^/]+/(.+)");

	private Archives() {
	}

	/**
	 * The files of an archive that is no image of a container, or of an image.
	 * @param root where the topmost directory of what is no image is put, as an absolute path
	 * @param config the file that is read besides Python's: the last name of its path
	 * @throws ArchiveException if it is none, is damaged, or goes beyond the limits
	 */
	public static ArchivedFiles read(ArchiveData archive, ArchiveFormat format, Path root, String config,
			ArchiveLimits limits) {
		try {
			long size = archive.size();
			if (size > limits.bytes()) {
				throw tooLarge(limits);
			}
			if (size == 0) {
				throw new ArchiveException(Problem.NOT_AN_ARCHIVE, null, "There is nothing where an archive should be");
			}
			if (format == ArchiveFormat.ZIP) {
				Contents contents = readZip(archive, limits);
				return new ArchivedFiles(contents.at(root), null, contents.kept());
			}
			Images.Opener tar = () -> (format == ArchiveFormat.TAR_GZ)
					? new GZIPInputStream(archive.stream(), BUFFER)
					: archive.stream();
			return readTar(tar, root, config, limits);
		}
		catch (EOFException ex) {
			throw truncated();
		}
		catch (IOException | IllegalArgumentException | StackOverflowError ex) {
			// The JDK reads each member of a gzip within the one before.
			throw new ArchiveException(Problem.NOT_AN_ARCHIVE, null,
					"This is not %s, or a damaged one".formatted(format.words()));
		}
	}

	private static ArchivedFiles readTar(Images.Opener tar, Path root, String config, ArchiveLimits limits)
			throws IOException {
		ImageIndex index;
		try (InputStream in = tar.open()) {
			index = ImageIndex.read(in, limits);
		}
		if (index.isImage()) {
			return Images.read(index.image(), tar, limits, (name) -> name.endsWith(".py")
					|| name.equals("pyproject.toml") || name.equals("pyvenv.cfg") || name.equals(config));
		}
		Growth growth = new Growth(limits);
		Contents contents = new Contents(growth);
		try (InputStream in = tar.open()) {
			TarReader.read(in, growth, (stream, entry) -> addTarEntry(stream, entry, contents));
		}
		return new ArchivedFiles(contents.at(root), null, growth.kept());
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

	private static void addTarEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Contents contents)
			throws IOException {
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
		else if (entry.isFile() && entry.getRealSize() > ArchiveLimits.LARGEST_FILE) {
			contents.largeFile(path);
		}
		else if (entry.isFile() && tar.canReadEntryData(entry)) {
			contents.file(path, TarReader.content(tar, entry));
		}
		// A device or a pipe is no file of a project.
	}

	private static Contents readZip(ArchiveData archive, ArchiveLimits limits) throws IOException {
		if (hasMoreEntries(archive, limits.entries())) {
			throw new ArchiveException(Problem.TOO_LARGE, null,
					"The archive has more than %d entries".formatted(limits.entries()));
		}
		Growth growth = new Growth(limits);
		Contents contents = new Contents(growth);
		Map<String, byte[]> dependencies = new LinkedHashMap<>();
		long expanded = 0;
		try (SeekableByteChannel channel = archive.open();
				ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
			for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements();) {
				ZipArchiveEntry entry = all.nextElement();
				String path = contents.enter(entry.getName());
				if (entry.isDirectory()) {
					contents.directory(path);
					continue;
				}
				expanded += entry.getSize();
				if (expanded > limits.expandedBytes()) {
					throw new ArchiveException(Problem.TOO_LARGE, entry.getName(),
							"The archive becomes larger than %d bytes when it is unpacked, with the entry '%s'"
									.formatted(limits.expandedBytes(), entry.getName()));
				}
				if (entry.getSize() > ArchiveLimits.LARGEST_FILE) {
					Matcher installed = INSTALLED.matcher(path);
					contents.largeFile(installed.matches() ? installed.group(1) : path);
					continue;
				}
				byte[] content = readZipEntry(zip, entry);
				if (entry.isUnixSymlink()) {
					contents.link(path, new String(content, StandardCharsets.UTF_8));
				}
				else {
					Matcher installed = INSTALLED.matcher(path);
					Matcher dependency = DEPENDENCY.matcher(path);
					if (dependency.matches()) {
						growth.keep(content.length);
						dependencies.putIfAbsent(dependency.group(1), content);
					}
					else {
						contents.file(installed.matches() ? installed.group(1) : path, content);
					}
				}
			}
		}
		// The pex itself comes first where it looks for packages.
		dependencies.forEach((path, content) -> {
			if (!contents.has(path)) {
				contents.add(path, content);
			}
		});
		return contents;
	}

	/**
	 * Whether the directory of a zip has too many entries. To read it makes an object of each.
	 */
	private static boolean hasMoreEntries(ArchiveData zip, int most) throws IOException {
		int count = 0;
		int last = 0;
		byte[] buffer = new byte[BUFFER];
		try (InputStream in = zip.stream()) {
			for (int n = in.read(buffer); n >= 0 && count <= most; n = in.read(buffer)) {
				for (int i = 0; i < n; i++) {
					last = (last << Byte.SIZE) | (buffer[i] & 0xff);
					if (last == ZIP_ENTRY) {
						count++;
					}
				}
			}
		}
		return count > most;
	}

	private static byte[] readZipEntry(ZipFile zip, ZipArchiveEntry entry) {
		String name = entry.getName();
		if (!zip.canReadEntryData(entry)) {
			throw new ArchiveException(Problem.DAMAGED, name,
					"The entry '%s' is encrypted, or compressed in a way that is not read".formatted(name));
		}
		try (InputStream in = zip.getInputStream(entry)) {
			byte[] content = in.readNBytes((int) entry.getSize() + 1);
			CRC32 sum = new CRC32();
			sum.update(content);
			if (content.length != entry.getSize()) {
				throw TarReader.otherSize(name);
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
