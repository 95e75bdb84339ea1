package ai.backend.dbstatus.alembic.source.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import ai.backend.dbstatus.alembic.source.FileTooLargeException;
import ai.backend.dbstatus.alembic.source.UnavailableFilesException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/**
 * The trees and blobs of a repository. Those that were read last are kept: those of one commit are for the most part those of
 * another. Safe for concurrent use.
 */
final class GitObjects implements AutoCloseable {

	/** A larger one is not read. */
	static final int LARGEST_TREE = 16 * 1024 * 1024;

	/** As Linux: the longest path. */
	private static final int LONGEST_LINK = 4096;

	/** Of all trees that are kept, together: some ten megabytes. */
	private static final int MOST_KEPT_ENTRIES = 100_000;

	/** A blob as small as this is kept for a while. */
	private static final int SMALL_BLOB = 256 * 1024;

	/** Of all blobs that are kept, together. */
	private static final int MOST_KEPT_BYTES = 16 * 1024 * 1024;

	private final Opener opener;

	private final LongAdder blobsRead = new LongAdder();

	private final Map<ObjectId, Map<String, GitNode>> trees = new LinkedHashMap<>(16, 0.75f, true);

	private int keptEntries;

	private final Map<ObjectId, byte[]> blobs = new LinkedHashMap<>(16, 0.75f, true);

	private int keptBytes;

	private Repository repository;

	/**
	 * The objects of a repository.
	 * @param opener opens it; done again where an object is missing, since packs may have been replaced by others
	 */
	GitObjects(Opener opener) throws IOException {
		this.opener = opener;
		this.repository = opener.open();
	}

	/**
	 * How many blobs have been read.
	 */
	long blobsRead() {
		return this.blobsRead.sum();
	}

	synchronized Repository repository() {
		return this.repository;
	}

	/**
	 * Does something with the repository, and once more with one that was newly opened if an object is missing: whoever packs
	 * a repository meanwhile takes packs away when others have what was in them.
	 * @throws MissingObjectException if it is missing then, too
	 */
	<T> T with(Action<T> action) throws IOException {
		Repository open = repository();
		try {
			return action.apply(open);
		}
		catch (MissingObjectException ex) {
			return action.apply(reopened(open));
		}
	}

	@SuppressWarnings("ReferenceEquality") // Whether somebody else has opened it meanwhile.
	private synchronized Repository reopened(Repository stale) throws IOException {
		if (this.repository == stale) {
			this.repository = this.opener.open();
			stale.close();
		}
		return this.repository;
	}

	/**
	 * The entries of a tree.
	 * @throws UnavailableFilesException if it cannot be had
	 */
	Map<String, GitNode> tree(GitNode tree) {
		Map<String, GitNode> known = kept(tree.id());
		if (known != null) {
			return known;
		}
		if (tree.isSubmodule()) {
			throw new UnavailableFilesException(
					"Commit %s is of a submodule, whose files are in another repository; they cannot be read from this one"
							.formatted(tree.id().name()));
		}
		Map<String, GitNode> entries = parse(tree.id(), bytes(tree.id(), Constants.OBJ_TREE, LARGEST_TREE));
		keep(tree.id(), entries);
		return entries;
	}

	private @Nullable Map<String, GitNode> kept(ObjectId tree) {
		synchronized (this.trees) {
			return this.trees.get(tree);
		}
	}

	private void keep(ObjectId tree, Map<String, GitNode> entries) {
		synchronized (this.trees) {
			if (this.trees.put(tree, entries) == null) {
				this.keptEntries += entries.size() + 1;
			}
			Iterator<Map<String, GitNode>> eldest = this.trees.values().iterator();
			while (this.keptEntries > MOST_KEPT_ENTRIES && this.trees.size() > 1) {
				this.keptEntries -= eldest.next().size() + 1;
				eldest.remove();
			}
		}
	}

	private static Map<String, GitNode> parse(ObjectId id, byte[] raw) {
		Map<String, GitNode> entries = new HashMap<>();
		try {
			CanonicalTreeParser parser = new CanonicalTreeParser();
			for (parser.reset(raw); !parser.eof(); parser.next()) {
				String name = parser.getEntryPathString();
				if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0
						|| entries.put(name,
								new GitNode(parser.getEntryObjectId(), parser.getEntryRawMode())) != null) {
					throw damaged(id, "has the entry '%s', which no directory can have, or twice".formatted(name));
				}
			}
		}
		catch (ArrayIndexOutOfBoundsException ex) {
			throw damaged(id, "ends in the middle");
		}
		return Map.copyOf(entries);
	}

	/**
	 * Where a symbolic link leads.
	 */
	String link(GitNode link) {
		return new String(bytes(link.id(), Constants.OBJ_BLOB, LONGEST_LINK), StandardCharsets.UTF_8);
	}

	/**
	 * The content of a file, as it is in the repository.
	 */
	byte[] blob(GitNode file, int maximum) throws FileTooLargeException {
		byte[] bytes = keptBlob(file.id());
		if (bytes == null) {
			this.blobsRead.increment();
			bytes = bytesOrNull(file.id(), Constants.OBJ_BLOB, maximum);
			if (bytes != null && bytes.length <= SMALL_BLOB) {
				keepBlob(file.id(), bytes);
			}
		}
		if (bytes == null || bytes.length > maximum) {
			throw new FileTooLargeException(maximum);
		}
		return bytes.clone();
	}

	private byte @Nullable [] keptBlob(ObjectId blob) {
		synchronized (this.blobs) {
			return this.blobs.get(blob);
		}
	}

	private void keepBlob(ObjectId blob, byte[] bytes) {
		synchronized (this.blobs) {
			if (this.blobs.put(blob, bytes) == null) {
				this.keptBytes += bytes.length;
			}
			Iterator<byte[]> eldest = this.blobs.values().iterator();
			while (this.keptBytes > MOST_KEPT_BYTES) {
				this.keptBytes -= eldest.next().length;
				eldest.remove();
			}
		}
	}

	private byte[] bytes(ObjectId id, int type, int maximum) {
		byte[] bytes = bytesOrNull(id, type, maximum);
		if (bytes == null) {
			throw damaged(id, "is larger than %d bytes, which is not read".formatted(maximum));
		}
		return bytes;
	}

	private byte @Nullable [] bytesOrNull(ObjectId id, int type, int maximum) {
		try {
			return with((repository) -> {
				try (ObjectReader reader = repository.newObjectReader()) {
					// Not unpacked before its size is known.
					if (reader.getObjectSize(id, type) > maximum) {
						throw new LargeObjectException(id);
					}
					return reader.open(id, type).getCachedBytes(maximum);
				}
			});
		}
		catch (MissingObjectException ex) {
			throw new UnavailableFilesException(
					"Object %s is missing in %s, which is incomplete: a partial clone, or a copy that has not ended; fetch it, or clone the repository anew"
							.formatted(id.name(), this.opener));
		}
		catch (LargeObjectException ex) {
			return null;
		}
		catch (IOException ex) {
			throw unreadable(id, ex);
		}
	}

	private UnavailableFilesException unreadable(AnyObjectId id, IOException ex) {
		String why = (ex instanceof CorruptObjectException) ? "is damaged" : "cannot be read";
		return new UnavailableFilesException(
				"Object %s in %s %s; run git fsck there".formatted(id.name(), this.opener, why));
	}

	private static UnavailableFilesException damaged(AnyObjectId tree, String how) {
		return new UnavailableFilesException("The tree %s of the git repository %s".formatted(tree.name(), how));
	}

	@Override
	public synchronized void close() {
		this.repository.close();
	}

	/**
	 * Opens a repository; its {@code toString} names it.
	 */
	interface Opener {

		Repository open() throws IOException;

	}

	/**
	 * Reads something of a repository.
	 */
	interface Action<T> {

		T apply(Repository repository) throws IOException;

	}

}
