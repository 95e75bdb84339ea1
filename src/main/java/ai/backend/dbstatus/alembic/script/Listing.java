package ai.backend.dbstatus.alembic.script;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The files that count as migration scripts at one moment, in Alembic's load order, and what
 * tells whether they are still the same.
 *
 * @param directories every directory looked at, with its stamp before it was listed
 * @param states what was found there
 * @param entries the scripts
 * @param warnings what is unusual
 * @param takenAt when it was taken
 */
record Listing(Map<Path, FileStamp> directories, List<VersionDirectory> states, List<Entry> entries,
		List<String> warnings, Instant takenAt) {

	/**
	 * A file that counts as a migration script.
	 *
	 * @param file the file as found
	 * @param realFile the file behind symbolic links
	 * @param stamp what tells whether it is still the same
	 * @param compiled whether it is a compiled file, which cannot be read
	 */
	record Entry(Path file, Path realFile, FileStamp stamp, boolean compiled) {}

	/**
	 * Something in a directory that is no directory.
	 *
	 * @param target where it leads to if it is a symbolic link
	 */
	private record Found(Path file, @Nullable Path target, FileStamp stamp) {}

	/** Returns whether both list the same files in the same state. */
	boolean agreesWith(Listing other) {
		return this.entries.equals(other.entries) && this.states.equals(other.states)
				&& this.directories.equals(other.directories);
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

		private static final Comparator<Path> BY_NAME = Comparator.comparing(Taker::name, CodePoints.ORDER);

		private static final Comparator<Found> FOUND_BY_NAME = Comparator.comparing(found -> name(found.file()),
				CodePoints.ORDER);

		private final boolean recursive;

		private final boolean sourceless;

		private final Instant takenAt = Instant.now();

		private final Map<Path, FileStamp> directories = new LinkedHashMap<>();

		private final List<VersionDirectory> states = new ArrayList<>();

		private final List<Entry> entries = new ArrayList<>();

		private final List<String> warnings = new ArrayList<>();

		private final Set<Path> seen = new HashSet<>();

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
			if (name(directory).endsWith("__pycache__")) {
				return;
			}
			FileStamp stamp = FileStamp.ofDirectory(directory);
			this.directories.put(directory, stamp);
			List<Found> files = new ArrayList<>();
			List<Path> below = new ArrayList<>();
			VersionDirectory.State state = list(directory, stamp, files, below);
			this.states.add(new VersionDirectory(directory, state));
			if (state == VersionDirectory.State.MISSING || state == VersionDirectory.State.NOT_A_DIRECTORY) {
				this.warnings.add("The directory of migration scripts " + directory + " " + state.words()
						+ "; Alembic passes over it in silence");
			}
			files.sort(FOUND_BY_NAME);
			below.sort(BY_NAME);
			for (Found file : files) {
				script(file, real);
			}
			if (this.sourceless) {
				cached(directory, files);
			}
			for (Path child : below) {
				if (this.recursive) {
					directory(child, real.resolve(name(child)));
				}
			}
		}

		private VersionDirectory.State list(Path directory, FileStamp stamp, List<Found> files, List<Path> below) {
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
				for (Path child : children) {
					sort(child, files, below);
				}
				return VersionDirectory.State.LISTED;
			}
			catch (IOException | DirectoryIteratorException ex) {
				return Files.exists(directory) ? VersionDirectory.State.NOT_READABLE : VersionDirectory.State.MISSING;
			}
		}

		private void sort(Path child, List<Found> files, List<Path> below) {
			FileStamp stamp = FileStamp.ofEntry(child, LinkOption.NOFOLLOW_LINKS);
			if (stamp.kind() == FileStamp.Kind.DIRECTORY) {
				if (this.recursive) {
					below.add(child);
				}
			}
			else if (stamp.kind() == FileStamp.Kind.LINK) {
				FileStamp target = FileStamp.ofEntry(child);
				// Links to directories are not entered.
				if (target.kind() != FileStamp.Kind.DIRECTORY) {
					files.add(new Found(child, Links.resolve(child), target));
				}
			}
			else {
				files.add(new Found(child, null, stamp));
			}
		}

		private void script(Found found, Path realDirectory) {
			Path file = found.file();
			Path real = (found.target() != null) ? found.target() : realDirectory.resolve(name(file));
			if (!ScriptNames.counts(name(real), this.sourceless)) {
				return;
			}
			if (!this.seen.add(real)) {
				this.warnings.add("The migration script " + file + " is found twice; Alembic reads it once");
				return;
			}
			boolean compiled = !name(real).endsWith(".py");
			if (!compiled || !ScriptNames.hasSource(real)) {
				this.entries.add(new Entry(file, real, found.stamp(), compiled));
			}
		}

		/** Alembic: with {@code sourceless}, also what {@code __pycache__} holds without a source beside it. */
		private void cached(Path directory, List<Found> files) {
			Path cache = directory.resolve("__pycache__");
			if (!Files.isDirectory(cache)) {
				return;
			}
			this.directories.put(cache, FileStamp.ofDirectory(cache));
			Set<String> stems = new HashSet<>();
			files.forEach(file -> stems.add(ScriptNames.stem(name(file.file()))));
			List<Path> compiled = new ArrayList<>();
			try (DirectoryStream<Path> children = Files.newDirectoryStream(cache)) {
				children.forEach(compiled::add);
			}
			catch (IOException | DirectoryIteratorException ex) {
				return;
			}
			compiled.removeIf(file -> stems.contains(ScriptNames.stem(name(file))));
			compiled.sort(BY_NAME);
			compiled.forEach(file -> script(new Found(file, null, FileStamp.ofEntry(file)), cache));
		}

		private static String name(Path path) {
			return String.valueOf(path.getFileName());
		}

	}

}
