package ai.backend.dbstatus.alembic.source.archive;

import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;

/**
 * How large an archive becomes while it is unpacked, up to a limit; with the archives within it, all together.
 */
final class Growth {

	/** What an entry takes besides its name. */
	private static final int ENTRY = 64;

	private final long most;

	private final long mostKept;

	private final int mostEntries;

	private long count;

	private int entries;

	private long kept;

	Growth(ArchiveLimits limits) {
		this.most = limits.expandedBytes();
		this.mostEntries = limits.entries();
		this.mostKept = limits.keptBytes();
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
		if (this.kept > this.mostKept) {
			throw new ArchiveException(Problem.TOO_LARGE, null,
					"The archive has more than %d bytes of files that would be kept in memory"
							.formatted(this.mostKept));
		}
	}

	/**
	 * How much is kept in memory.
	 */
	long kept() {
		return this.kept;
	}

	void addEntry(String name) {
		keep((long) ENTRY + name.length());
		if (++this.entries > this.mostEntries) {
			throw new ArchiveException(Problem.TOO_LARGE, name,
					"The archive has more than %d entries".formatted(this.mostEntries));
		}
	}

}
