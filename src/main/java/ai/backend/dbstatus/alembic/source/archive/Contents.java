package ai.backend.dbstatus.alembic.source.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import ai.backend.dbstatus.alembic.source.Content;
import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;
import ai.backend.dbstatus.alembic.source.tree.MemoryFiles;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an archive as they come: each is looked at before it counts.
 */
final class Contents {

	private static final int LONGEST_NAME = 4096;

	/** Far more directories within each other than anybody has. */
	private static final int DEEPEST = 250;

	private final Growth growth;

	/** A directory is {@code null}. */
	private final Map<String, @Nullable Object> entries = new TreeMap<>();

	private final Map<String, String> given = new HashMap<>();

	Contents(Growth growth) {
		this.growth = growth;
	}

	/** How many bytes are kept in memory. */
	long kept() {
		return this.growth.kept();
	}

	/**
	 * Counts an entry.
	 * @return its path in the archive, without dots; empty for the topmost directory
	 * @throws ArchiveException if it leads out, or there are too many
	 */
	String enter(String name) {
		this.growth.addEntry(name);
		String path = path(name);
		this.given.put(path, name);
		return path;
	}

	/**
	 * The path of an entry in the archive, without dots.
	 * @throws ArchiveException if it leads out
	 */
	static String path(String name) {
		return path(name, name);
	}

	private static String path(String path, String entry) {
		if (path.length() > LONGEST_NAME || path.indexOf('\0') >= 0) {
			throw new ArchiveException(Problem.DAMAGED, shortened(entry),
					"The name of an entry is none: '%s'".formatted(shortened(entry)));
		}
		// As Windows writes it, which is not read: C:\ and \\host lead out, too.
		boolean drive = path.length() > 1 && path.charAt(1) == ':';
		if (path.startsWith("/") || path.indexOf('\\') >= 0 || drive) {
			throw leadsOut(entry, "has a path that does not begin in the archive");
		}
		List<String> names = new ArrayList<>();
		for (String name : path.split("/", -1)) {
			if (name.equals("..")) {
				throw leadsOut(entry, "has a path that leads out of the archive");
			}
			if (!name.isEmpty() && !name.equals(".")) {
				names.add(name);
			}
		}
		checkDepth(names, entry);
		return String.join("/", names);
	}

	static void checkDepth(List<String> names, String entry) {
		if (names.size() > DEEPEST) {
			throw new ArchiveException(Problem.TOO_LARGE, shortened(entry),
					"The entry '%s' lies in more than %d directories".formatted(shortened(entry), DEEPEST));
		}
	}

	static ArchiveException leadsOut(String entry, String how) {
		return new ArchiveException(Problem.LEADS_OUT, shortened(entry),
				"The entry '%s' %s".formatted(shortened(entry), how));
	}

	static String shortened(String name) {
		return (name.length() > 300) ? name.substring(0, 300) + "…" : name;
	}

	void directory(String path) {
		if (!path.isEmpty() && this.entries.containsKey(path) && this.entries.get(path) != null) {
			throw duplicate(path);
		}
		this.entries.put(path, null);
	}

	void file(String path, byte[] content) {
		this.growth.keep(content.length);
		add(path, content);
	}

	/**
	 * Adds a file that is larger than is read, and so is not kept.
	 */
	void largeFile(String path) {
		add(path, Large.FILE);
	}

	/**
	 * Adds a second name of a file that came before.
	 */
	void hardLink(String path, String target) {
		Object content = this.entries.get(path(target, given(path)));
		if (!(content instanceof byte[]) && content != Large.FILE) {
			throw new ArchiveException(Problem.DAMAGED, given(path),
					"The entry '%s' is a link to '%s', which is no file before it".formatted(given(path), target));
		}
		add(path, content);
	}

	/**
	 * Adds a symbolic link.
	 * @throws ArchiveException if it leads out
	 */
	void link(String path, String target) {
		if (target.startsWith("/") || target.indexOf('\0') >= 0 || target.isEmpty()) {
			throw leadsOut(given(path), "is a link to '%s', which is not in the archive".formatted(shortened(target)));
		}
		int depth = path.split("/", -1).length - 1;
		for (String name : target.split("/", -1)) {
			depth += name.equals("..") ? -1 : name.isEmpty() || name.equals(".") ? 0 : 1;
			if (depth < 0) {
				throw leadsOut(given(path),
						"is a link to '%s', which is not in the archive".formatted(shortened(target)));
			}
		}
		add(path, new Link(target));
	}

	/**
	 * Adds something for which there is room.
	 */
	void add(String path, Object node) {
		if (path.isEmpty() || this.entries.containsKey(path)) {
			throw duplicate(path);
		}
		this.entries.put(path, node);
	}

	private ArchiveException duplicate(String path) {
		return new ArchiveException(Problem.DUPLICATE, given(path),
				"There are two entries '%s' in the archive".formatted(given(path)));
	}

	private String given(String path) {
		return shortened(this.given.getOrDefault(path, path));
	}

	boolean has(String path) {
		return this.entries.containsKey(path);
	}

	List<String> names() {
		return List.copyOf(this.entries.keySet());
	}

	/**
	 * The files.
	 * @param root where the archive's topmost directory is put
	 * @throws ArchiveException if an entry lies below another that is no directory
	 */
	MemoryFiles at(Path root) {
		if (this.entries.isEmpty()) {
			throw new ArchiveException(Problem.NOT_AN_ARCHIVE, null, "There is no entry in the archive");
		}
		MemoryFiles.Builder files = MemoryFiles.at(root);
		this.entries.forEach((path, node) -> {
			try {
				add(files, path, node);
			}
			catch (IllegalArgumentException ex) {
				throw new ArchiveException(Problem.DUPLICATE, given(path),
						"The entry '%s' lies below another that is no directory".formatted(given(path)));
			}
		});
		return files.build();
	}

	private static void add(MemoryFiles.Builder files, String path, @Nullable Object node) {
		switch (node) {
			case byte[] content -> files.file(path, new Content(content));
			case Link(String target) -> files.link(path, target);
			case Large _ ->
				files.unreadable(path, "it is larger than %d bytes".formatted(ArchiveLimits.LARGEST_FILE));
			case null -> {
				if (!path.isEmpty()) {
					files.directory(path);
				}
			}
			default -> throw new IllegalStateException("Neither a file nor a link: " + Arrays.asList(node));
		}
	}

	private record Link(String target) {}

	private enum Large {

		FILE

	}

}
