package ai.backend.dbstatus.alembic.source.archive;

/**
 * How much of an archive is read.
 *
 * @param bytes the most bytes that it may have as it is
 * @param entries the most entries that it may have
 * @param expandedBytes the most bytes that it may become when it is unpacked
 */
public record ArchiveLimits(long bytes, int entries, long expandedBytes) {

	public ArchiveLimits {
		if (bytes < 1 || entries < 1 || expandedBytes < 1) {
			throw new IllegalArgumentException("Limits are positive");
		}
	}

}
