package ai.backend.dbstatus.alembic.source.archive;

import java.util.Map;
import java.util.WeakHashMap;

import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;

/**
 * The memory that archives take together which are kept: a quarter of the heap. Safe for concurrent use.
 */
public final class ArchiveSpace {

	private static final int SHARE_OF_HEAP = 4;

	private final long most;

	/** By whoever holds them, as long as there is somebody. */
	private final Map<Object, Long> taken = new WeakHashMap<>();

	/**
	 * Space in the heap of this JVM.
	 */
	public ArchiveSpace() {
		this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
	}

	ArchiveSpace(long most) {
		this.most = most;
	}

	/**
	 * Takes space for the files of an archive, in place of what the same holder had before.
	 * @param holder who keeps the files; told from others by identity
	 * @throws ArchiveException if there is not enough; the holder then has what it had
	 */
	public synchronized void take(Object holder, ArchivedFiles files) {
		long others = this.taken.entrySet()
				.stream()
				.filter((entry) -> entry.getKey() != holder)
				.mapToLong(Map.Entry::getValue)
				.sum();
		if (others + files.keptBytes() > this.most) {
			throw new ArchiveException(Problem.TOO_LARGE, null,
					"The archive has %d bytes of files that would be kept in memory, beside %d of other archives, and all together may have %d; give the service a larger heap (-Xmx), of which this is a quarter"
							.formatted(files.keptBytes(), others, this.most));
		}
		this.taken.put(holder, files.keptBytes());
	}

}
