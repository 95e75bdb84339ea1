package ai.backend.dbstatus.alembic.source.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar from its first entry to its last, and notices when it ends too early.
 */
final class TarReader {

	/** A tar ends with two records of zeros; a file that ends before them ends too early. */
	private static final int RECORD = 512;

	/** Of an entry: its names and attributes, which are held in memory. */
	private static final int LARGEST_HEADER = 256 * 1024;

	/** Of an entry, those of all entries among them. */
	private static final int MOST_ATTRIBUTES = 1000;

	private TarReader() {
	}

	/**
	 * Reads a tar to its end.
	 * @throws IOException if it is none
	 * @throws ArchiveException if it is damaged
	 */
	static void read(InputStream in, Growth growth, Action action) throws IOException {
		Bounded bounded = new Bounded(in, growth);
		TarArchiveInputStream tar = new TarArchiveInputStream(bounded, StandardCharsets.UTF_8.name());
		String last = null;
		try {
			for (TarArchiveEntry entry = next(tar, bounded); entry != null; entry = next(tar, bounded)) {
				if (last == null && !entry.isCheckSumOK()) {
					throw new IOException("Not a tar");
				}
				last = entry.getName();
				if (!entry.isGlobalPaxHeader() && !entry.isPaxHeader()) {
					action.entry(tar, entry);
				}
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

	private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar, Bounded bounded) throws IOException {
		if (tar.getCurrentEntry() != null) {
			// Content that nobody wanted is no header.
			tar.transferTo(OutputStream.nullOutputStream());
		}
		bounded.expectHeader(LARGEST_HEADER);
		TarArchiveEntry entry = tar.getNextEntry();
		bounded.expectHeader(Long.MAX_VALUE);
		if (entry != null && entry.getExtraPaxHeaders().size() > MOST_ATTRIBUTES) {
			throw new ArchiveException(Problem.TOO_LARGE, entry.getName(),
					"The entry '%s' has more than %d attributes".formatted(entry.getName(), MOST_ATTRIBUTES));
		}
		if (entry != null && entry.isSparse()) {
			// A few bytes of it are as many zeros as it likes.
			throw new ArchiveException(Problem.DAMAGED, entry.getName(),
					"The entry '%s' is a sparse file, which is not read".formatted(entry.getName()));
		}
		return entry;
	}

	private static String endsIn(@Nullable String entry) {
		return (entry == null)
				? "The archive ends too early"
				: "The archive ends too early, at or behind the entry '%s'".formatted(entry);
	}

	/**
	 * The whole content of the entry that is being read.
	 */
	static byte[] content(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
		byte[] content = tar.readAllBytes();
		if (content.length != entry.getRealSize()) {
			throw otherSize(entry.getName());
		}
		return content;
	}

	static ArchiveException otherSize(String entry) {
		return new ArchiveException(Problem.DAMAGED, entry,
				"The entry '%s' has another size than the archive says".formatted(entry));
	}

	/**
	 * Does something with each entry.
	 */
	interface Action {

		/**
		 * @param tar at the content of the entry, of which nothing needs to be read
		 */
		void entry(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException;

	}

}
