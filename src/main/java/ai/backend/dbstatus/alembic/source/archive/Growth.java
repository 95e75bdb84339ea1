package ai.backend.dbstatus.alembic.source.archive;

import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;

/**
 * How large an archive becomes while it is unpacked, up to a limit; with the archives within it, all together.
 */
final class Growth {

	/** Of all files that are kept in memory, together. */
	private static final long MOST_KEPT = 256L << 20;

	private final long most;

	private final int mostEntries;

	private long count;

	private int entries;

	private long kept;

	Growth(ArchiveLimits limits) {
		this.most = limits.expandedBytes();
		this.mostEntries = limits.entries();
	}

	void add(long bytes) {
		this.count += bytes;
		if (this.count > this.most) {
			throw new ArchiveException(Problem.TOO_LARGE, null,
					"The archive becomes larger than %d bytes when it is unpacked".formatted(this.most));
		}
	}

	/**
	 * Adds what is kept in memory.
	 */
	void keep(long bytes) {
		this.kept += bytes;
		if (this.kept > MOST_KEPT) {
			throw new ArchiveException(Problem.TOO_LARGE, null,
					"The archive has more than %d bytes of files that would be kept in memory".formatted(MOST_KEPT));
		}
	}

	void addEntry(String name) {
		if (++this.entries > this.mostEntries) {
			throw new ArchiveException(Problem.TOO_LARGE, name,
					"The archive has more than %d entries".formatted(this.mostEntries));
		}
	}

}
