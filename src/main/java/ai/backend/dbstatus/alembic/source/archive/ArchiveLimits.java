package ai.backend.dbstatus.alembic.source.archive;

/**
 * How much of an archive is read.
 *
 * @param bytes the most bytes that it may have as it is
 * @param entries the most entries that it may have
 * @param expandedBytes the most bytes that it may become when it is unpacked
 */
public record ArchiveLimits(long bytes, int entries, long expandedBytes) {

	/** The heap that the image gives has room for a few archives beside all else. */
	private static final int SHARE_OF_HEAP = 8;

	/** No file is read that is larger: it is known to be there, and not kept. */
	static final int LARGEST_FILE = 1024 * 1024;

	public ArchiveLimits {
		if (bytes < 1 || entries < 1 || expandedBytes < 1) {
			throw new IllegalArgumentException("Limits are positive");
		}
	}

	/**
	 * The most bytes that its files may have together which are kept in memory: they fit the heap.
	 */
	public long keptBytes() {
		return Math.min(this.expandedBytes, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
	}

}
