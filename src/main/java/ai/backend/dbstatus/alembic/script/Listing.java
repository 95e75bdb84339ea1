package ai.backend.dbstatus.alembic.script;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

import org.jspecify.annotations.Nullable;

/**
 * The files that count as migration scripts at one moment, in Alembic's load order, and what
 * tells whether they are still the same.
 *
 * @param directories every directory looked at, with its stamp before it was listed
 * @param states what was found there
 * @param entries the scripts
 * @param warnings what is unusual
 * @param takenAt when it was taken, in milliseconds since the epoch
 */
record Listing(Map<Path, FileStamp> directories, List<VersionDirectory> states, List<Entry> entries,
		List<String> warnings, long takenAt) {

	/**
	 * A file that counts as a migration script.
	 *
	 * @param file the file as found
	 * @param found its own name
	 * @param name the name of the file behind symbolic links
	 * @param stamp what tells whether it is still the same
	 * @param compiled whether it is a compiled file, which cannot be read
	 */
	record Entry(Path file, String found, String name, FileStamp stamp, boolean compiled) {

		/** Returns whether a file that is found in the same directory is the same in the same state. */
		boolean agreesWith(Entry other) {
			return this.stamp.equals(other.stamp) && this.found.equals(other.found) && this.name.equals(other.name);
		}

	}

	/**
	 * Something in a directory.
	 *
	 * @param name its own name
	 * @param target where it leads to if it is a symbolic link
	 */
	private record Found(Path file, String name, @Nullable Path target, FileStamp stamp) {

		static final Comparator<Found> BY_NAME = (left, right) -> CodePoints.ORDER.compare(left.name, right.name);

		static Found at(Path file) {
			String name = nameOf(file);
			FileStamp stamp = FileStamp.ofEntry(file, LinkOption.NOFOLLOW_LINKS);
			if (stamp.kind() != FileStamp.Kind.LINK) {
				return new Found(file, name, null, stamp);
			}
			FileStamp target = FileStamp.ofEntry(file);
			// Links to directories are not entered.
			return new Found(file, name, Links.resolve(file),
					(target.kind() != FileStamp.Kind.DIRECTORY) ? target : stamp);
		}

		boolean isDirectory() {
			return this.stamp.kind() == FileStamp.Kind.DIRECTORY;
		}

		boolean isFile() {
			return !isDirectory() && this.stamp.kind() != FileStamp.Kind.LINK;
		}

	}

	/** Returns whether both list the same files in the same state. */
	boolean agreesWith(Listing other) {
		return this.directories.equals(other.directories)
				&& agree(this.states, other.states, (state, another) -> state.state() == another.state())
				&& agree(this.entries, other.entries, Entry::agreesWith);
	}

	private static <T> boolean agree(List<T> list, List<T> other, BiPredicate<T, T> test) {
		boolean agree = list.size() == other.size();
		for (int i = 0; agree && i < list.size(); i++) {
			agree = test.test(list.get(i), other.get(i));
		}
		return agree;
	}

	/** Returns whether something might change, or have changed, without a trace in a directory's stamp. */
	boolean isRacy() {
		for (VersionDirectory directory : this.states) {
			if (directory.state() == VersionDirectory.State.NOT_READABLE) {
				return true;
			}
		}
		for (FileStamp stamp : this.directories.values()) {
			if (stamp.isRacy(this.takenAt)) {
				return true;
			}
		}
		return false;
	}

	/** Returns whether the directories bear the same stamps now. */
	boolean isCurrent() {
		for (Map.Entry<Path, FileStamp> directory : this.directories.entrySet()) {
			if (!FileStamp.ofDirectory(directory.getKey()).equals(directory.getValue())) {
				return false;
			}
		}
		return true;
	}

	static Listing take(List<Path> locations, boolean recursive, boolean sourceless) {
		Taker taker = new Taker(recursive, sourceless);
		for (Path location : locations) {
			taker.location(location);
		}
		return taker.listing();
	}

	/**
	 * Walks the version locations as Alembic does.
	 */
	private static final class Taker {

		private final boolean recursive;

		private final boolean sourceless;

		private final long takenAt = System.currentTimeMillis();

		private final Map<Path, FileStamp> directories = new LinkedHashMap<>();

		private final List<VersionDirectory> states = new ArrayList<>();

		private final List<Entry> entries = new ArrayList<>();

		private final List<String> warnings = new ArrayList<>();

		/** The names of the files that were seen, by the directories in which they really are. */
		private final Map<Path, Set<String>> seen = new HashMap<>();

		Taker(boolean recursive, boolean sourceless) {
			this.recursive = recursive;
			this.sourceless = sourceless;
		}

		Listing listing() {
			return new Listing(this.directories, this.states, this.entries, this.warnings, this.takenAt);
		}

		void location(Path location) {
			Path real = location;
			try {
				real = location.toRealPath();
			}
			catch (IOException ex) {
				// The listing itself says what is wrong.
			}
			directory(location, real);
		}

		private void directory(Path directory, Path real) {
			if (nameOf(directory).endsWith("__pycache__")) {
				return;
			}
			FileStamp stamp = FileStamp.ofDirectory(directory);
			this.directories.put(directory, stamp);
			List<Path> children = new ArrayList<>();
			VersionDirectory.State state = list(directory, stamp, children);
			this.states.add(new VersionDirectory(directory, state));
			if (state == VersionDirectory.State.MISSING || state == VersionDirectory.State.NOT_A_DIRECTORY) {
				this.warnings.add("The directory of migration scripts " + directory + " " + state.words()
						+ "; Alembic passes over it in silence");
			}
			List<Found> found = look(children);
			for (Found file : found) {
				script(file, real);
			}
			if (this.sourceless) {
				cached(directory, found);
			}
			if (this.recursive) {
				for (Found child : found) {
					if (child.isDirectory()) {
						directory(child.file(), real.resolve(child.name()));
					}
				}
			}
		}

		/** Looks at files and directories, in the order of their names. */
		private static List<Found> look(List<Path> children) {
			List<Found> found = new ArrayList<>(children.size());
			children.forEach((child) -> found.add(Found.at(child)));
			found.sort(Found.BY_NAME);
			return found;
		}

		private static VersionDirectory.State list(Path directory, FileStamp stamp, List<Path> into) {
			switch (stamp.kind()) {
				case MISSING -> {
					return VersionDirectory.State.MISSING;
				}
				case DENIED -> {
					return VersionDirectory.State.NOT_READABLE;
				}
				case FILE, LINK, OTHER -> {
					return VersionDirectory.State.NOT_A_DIRECTORY;
				}
				case DIRECTORY -> {
				}
			}
			try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
				children.forEach(into::add);
				return VersionDirectory.State.LISTED;
			}
			catch (IOException | DirectoryIteratorException ex) {
				return Files.exists(directory) ? VersionDirectory.State.NOT_READABLE : VersionDirectory.State.MISSING;
			}
		}

		private void script(Found found, Path realDirectory) {
			if (!found.isFile()) {
				return;
			}
			String name = (found.target() != null) ? nameOf(found.target()) : found.name();
			if (!ScriptNames.counts(name, this.sourceless)) {
				return;
			}
			Path file = found.file();
			Path parent = (found.target() != null) ? found.target().getParent() : null;
			Path directory = (parent != null) ? parent : realDirectory;
			if (!this.seen.computeIfAbsent(directory, (_) -> new HashSet<>()).add(name)) {
				this.warnings.add("The migration script " + file + " is found twice; Alembic reads it once");
				return;
			}
			boolean compiled = !name.endsWith(".py");
			if (!compiled || !ScriptNames.hasSource(directory.resolve(name))) {
				this.entries.add(new Entry(file, found.name(), name, found.stamp(), compiled));
			}
		}

		/** Alembic: with {@code sourceless}, also what {@code __pycache__} holds without a source beside it. */
		private void cached(Path directory, List<Found> found) {
			Path cache = directory.resolve("__pycache__");
			if (!Files.isDirectory(cache)) {
				return;
			}
			this.directories.put(cache, FileStamp.ofDirectory(cache));
			Set<String> stems = new HashSet<>();
			found.stream()
					.filter(Found::isFile)
					.forEach((file) -> stems.add(ScriptNames.stem(file.name())));
			List<Path> compiled = new ArrayList<>();
			try (DirectoryStream<Path> children = Files.newDirectoryStream(cache)) {
				children.forEach(compiled::add);
			}
			catch (IOException | DirectoryIteratorException ex) {
				return;
			}
			compiled.removeIf((file) -> stems.contains(ScriptNames.stem(nameOf(file))));
			look(compiled).forEach((file) -> script(file, cache));
		}

	}

	private static String nameOf(Path path) {
		return String.valueOf(path.getFileName());
	}

}
