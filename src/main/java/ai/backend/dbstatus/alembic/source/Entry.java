package ai.backend.dbstatus.alembic.source;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file or directory as a look at it found it.
 *
 * @param path the path that was looked at
 * @param kind what it is
 * @param fingerprint tells whether it is the same as before: a file whose fingerprint is equal to an earlier one has the
 * content that it had, a directory the same names
 * @param doubtful whether a change may come, or have come, that the fingerprint does not show
 */
public record Entry(Path path, Kind kind, Object fingerprint, boolean doubtful) {

	/**
	 * What a path leads to.
	 */
	public enum Kind {

		/** A regular file. */
		FILE,

		/** A directory. */
		DIRECTORY,

		/** A symbolic link that was not to be followed. */
		LINK,

		/** A pipe, a device or another thing that is not to be opened. */
		OTHER,

		/** There is nothing. */
		MISSING,

		/** It may not be looked at, or links lead in a circle. */
		DENIED,

		/** It lies, links resolved, where this project has no files. */
		OUTSIDE;

		/**
		 * Whether there is something that may be looked at.
		 */
		public boolean isThere() {
			return this != MISSING && this != DENIED && this != OUTSIDE;
		}

	}

	/**
	 * The last name of the path.
	 */
	public String name() {
		return nameOf(this.path);
	}

	/**
	 * The last name of a path; empty if it has none.
	 */
	public static String nameOf(Path path) {
		Path name = path.getFileName();
		return (name != null) ? name.toString() : "";
	}

	/**
	 * What is in a directory, in Alembic's order: Python sorts names by code points, where {@link String#compareTo} puts
	 * characters beyond U+FFFF before U+E000.
	 */
	public static List<Entry> inOrder(Collection<Entry> entries) {
		SortedMap<String, Entry> byName = new TreeMap<>(CodePoints.ORDER);
		entries.forEach((entry) -> byName.put(entry.name(), entry));
		return List.copyOf(byName.values());
	}

	/**
	 * Whether this is what an earlier look found, as far as fingerprints tell.
	 */
	boolean agreesWith(Entry earlier) {
		return this.kind == earlier.kind && this.fingerprint.equals(earlier.fingerprint);
	}

}
