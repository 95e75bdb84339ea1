package ai.backend.dbstatus.alembic.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.Entry.Kind;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import org.jspecify.annotations.Nullable;

/**
 * The files that count as migration scripts, in Alembic's load order.
 *
 * @param directories every directory looked at
 * @param files the scripts
 * @param warnings what is unusual
 */
record Listing(List<VersionDirectory> directories, List<ScriptFile> files, List<String> warnings) {

	/**
	 * A file that counts as a migration script.
	 *
	 * @param entry the file as found: a symbolic link, if it is one
	 * @param name the name of the file behind symbolic links
	 */
	record ScriptFile(Entry entry, String name) {

		Path path() {
			return this.entry.path();
		}

		/** Whether it is a compiled file, which cannot be read. */
		boolean isCompiled() {
			return !this.name.endsWith(".py");
		}

	}

	/** Whether it was given up. */
	boolean isTooLarge() {
		return this.directories.stream()
				.anyMatch((directory) -> directory.state() == VersionDirectory.State.TOO_LARGE);
	}

	/** The directories, of which those that hold scripts are not read to their end. */
	List<VersionDirectory> givenUp(VersionDirectory.State state) {
		Set<Path> parents = new HashSet<>();
		this.files.forEach((file) -> parents.add(file.path().getParent()));
		return this.directories.stream()
				.map((directory) -> parents.contains(directory.path())
						? new VersionDirectory(directory.path(), state)
						: directory)
				.toList();
	}

	static Listing take(ProjectFiles files, List<Path> locations, boolean recursive, boolean sourceless) {
		Taker taker = new Taker(files, recursive, sourceless);
		for (Path location : locations) {
			taker.directory(location, files.realPath(location), 0);
		}
		return new Listing(taker.directories, taker.found, taker.warnings);
	}

	/**
	 * Walks the version locations as Alembic does.
	 */
	private static final class Taker {

		private static final int MAXIMUM_ENTRIES = 50_000;

		/** To look at what lies deep takes longer with each directory, and nobody has as many within each other. */
		private static final int MAXIMUM_DEPTH = 250;

		private final ProjectFiles files;

		private final boolean recursive;

		private final boolean sourceless;

		private final List<VersionDirectory> directories = new ArrayList<>();

		private final List<ScriptFile> found = new ArrayList<>();

		private final List<String> warnings = new ArrayList<>();

		/** The names of the files that were seen, by the directories in which they really are. */
		private final Map<Path, Set<String>> seen = new HashMap<>();

		private int entries;

		Taker(ProjectFiles files, boolean recursive, boolean sourceless) {
			this.files = files;
			this.recursive = recursive;
			this.sourceless = sourceless;
		}

		/**
		 * @param real the directory without symbolic links
		 * @param depth how many directories it lies below the version location
		 */
		void directory(Path directory, Path real, int depth) {
			if (Entry.nameOf(directory).endsWith("__pycache__") || this.entries > MAXIMUM_ENTRIES) {
				return;
			}
			if (depth > MAXIMUM_DEPTH) {
				this.directories.add(new VersionDirectory(directory, VersionDirectory.State.TOO_DEEP));
				return;
			}
			List<Entry> entries = new ArrayList<>();
			VersionDirectory.State state = list(directory, entries);
			this.directories.add(new VersionDirectory(directory, state));
			if (state == VersionDirectory.State.MISSING || state == VersionDirectory.State.NOT_A_DIRECTORY) {
				this.warnings.add("The directory of migration scripts " + directory + " " + state.words()
						+ "; Alembic passes over it in silence");
			}
			if (state == VersionDirectory.State.TOO_LARGE) {
				return;
			}
			for (Entry entry : entries) {
				script(entry, real);
			}
			if (this.sourceless) {
				cached(directory, entries);
			}
			if (this.recursive) {
				for (Entry entry : entries) {
					// Links to directories are not entered.
					if (entry.kind() == Kind.DIRECTORY) {
						directory(entry.path(), real.resolve(entry.name()), depth + 1);
					}
				}
			}
		}

		private VersionDirectory.State list(Path path, List<Entry> into) {
			Entry directory = this.files.look(path);
			switch (directory.kind()) {
				case MISSING -> {
					return VersionDirectory.State.MISSING;
				}
				case DENIED -> {
					return VersionDirectory.State.NOT_READABLE;
				}
				case OUTSIDE -> {
					return VersionDirectory.State.OUTSIDE;
				}
				case FILE, LINK, OTHER -> {
					return VersionDirectory.State.NOT_A_DIRECTORY;
				}
				case DIRECTORY -> {
				}
			}
			try {
				into.addAll(this.files.list(directory));
				this.entries += into.size();
				return (this.entries > MAXIMUM_ENTRIES)
						? VersionDirectory.State.TOO_LARGE
						: VersionDirectory.State.LISTED;
			}
			catch (UnreadableFileException ex) {
				// If it has gone meanwhile, the next look tells.
				return VersionDirectory.State.NOT_READABLE;
			}
		}

		private void script(Entry entry, Path realDirectory) {
			Path target = (entry.kind() == Kind.LINK) ? target(entry) : null;
			if (entry.kind() == Kind.DIRECTORY || (entry.kind() == Kind.LINK && target == null)) {
				return;
			}
			String name = (target != null) ? Entry.nameOf(target) : entry.name();
			if (!ScriptNames.counts(name, this.sourceless)) {
				return;
			}
			Path parent = (target != null) ? target.getParent() : null;
			Path directory = (parent != null) ? parent : realDirectory;
			if (!this.seen.computeIfAbsent(directory, (_) -> new HashSet<>()).add(name)) {
				this.warnings.add("The migration script " + entry.path() + " is found twice; Alembic reads it once");
				return;
			}
			ScriptFile file = new ScriptFile(entry, name);
			if (!file.isCompiled() || !ScriptNames.hasSource(this.files, directory.resolve(name))) {
				this.found.add(file);
			}
		}

		/** Where a symbolic link leads; {@code null} if to a directory. */
		private @Nullable Path target(Entry link) {
			return this.files.isDirectory(link.path()) ? null : this.files.realPath(link.path());
		}

		/** Alembic: with {@code sourceless}, also what {@code __pycache__} holds without a source beside it. */
		private void cached(Path directory, List<Entry> entries) {
			Path cache = directory.resolve("__pycache__");
			if (!this.files.isDirectory(cache)) {
				return;
			}
			Set<String> stems = new HashSet<>();
			for (Entry entry : entries) {
				if (entry.kind() != Kind.DIRECTORY
						&& !(entry.kind() == Kind.LINK && this.files.isDirectory(entry.path()))) {
					stems.add(ScriptNames.stem(entry.name()));
				}
			}
			try {
				for (Entry entry : this.files.list(this.files.look(cache))) {
					if (!stems.contains(ScriptNames.stem(entry.name()))) {
						script(entry, cache);
					}
				}
			}
			catch (UnreadableFileException ex) {
				// Nor can Alembic list it.
			}
		}

	}

}
