package ai.backend.dbstatus.alembic.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What tells whether a file or directory is the same as before without reading it.
 *
 * @param kind whether it is a directory, a regular file, something else, or missing
 * @param size its size
 * @param modified when its content was modified
 * @param changed when it was changed in any way, where the file system tells: a content that
 * was replaced under an old modification time shows there
 * @param key its identity, where the file system has one
 */
record FileStamp(Kind kind, long size, @Nullable FileTime modified, @Nullable FileTime changed,
		@Nullable Object key) {

	/** Clocks of file systems tick: changes within one tick bear the same time. */
	private static final long TICK_MILLIS = 50;

	private static final long COARSE_TICK_MILLIS = 2_000;

	private static final FileStamp MISSING = new FileStamp(Kind.MISSING, 0, null, null, null);

	private static final FileStamp DENIED = new FileStamp(Kind.DENIED, 0, null, null, null);

	/**
	 * What a path leads to.
	 */
	enum Kind {

		FILE, DIRECTORY, LINK, OTHER, MISSING, DENIED

	}

	/** Looks at a directory, as cheaply as possible: this is what every check costs. */
	static FileStamp ofDirectory(Path path) {
		try {
			return of(Files.readAttributes(path, BasicFileAttributes.class), null);
		}
		catch (IOException ex) {
			return of(path, ex);
		}
	}

	/** Looks at what is in a directory, more thoroughly. */
	static FileStamp ofEntry(Path path, LinkOption... options) {
		try {
			if (!Unix.SUPPORTED) {
				return of(Files.readAttributes(path, BasicFileAttributes.class, options), null);
			}
			Map<String, Object> attributes = Files.readAttributes(path, Unix.NAMES, options);
			Kind kind = (attributes.get("mode") instanceof Integer mode) ? Unix.kind(mode) : Kind.OTHER;
			long size = (kind == Kind.FILE && attributes.get("size") instanceof Long length) ? length : 0;
			return new FileStamp(kind, size, (FileTime) attributes.get("lastModifiedTime"),
					(FileTime) attributes.get("ctime"), attributes.get("fileKey"));
		}
		catch (IOException ex) {
			return of(path, ex);
		}
	}

	private static FileStamp of(BasicFileAttributes attributes, @Nullable FileTime changed) {
		Kind kind = attributes.isDirectory()
				? Kind.DIRECTORY
				: attributes.isRegularFile() ? Kind.FILE : attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
		return new FileStamp(kind, (kind == Kind.FILE) ? attributes.size() : 0, attributes.lastModifiedTime(), changed,
				attributes.fileKey());
	}

	private static FileStamp of(Path path, IOException ex) {
		return (ex instanceof java.nio.file.NoSuchFileException || Files.notExists(path, LinkOption.NOFOLLOW_LINKS))
				? MISSING
				: DENIED;
	}

	/**
	 * Returns whether a change may follow, or have followed, that this stamp does not show: it
	 * was taken within a tick of the last change. Times without fractions of a second are taken
	 * for those of a file system whose clock ticks in seconds.
	 * @param takenAt when the stamp was taken
	 */
	boolean isRacy(Instant takenAt) {
		if (this.modified == null) {
			return false;
		}
		Instant modified = this.modified.toInstant();
		long tick = (modified.getNano() == 0) ? COARSE_TICK_MILLIS : TICK_MILLIS;
		long age = takenAt.toEpochMilli() - modified.toEpochMilli();
		return age < tick && age > -COARSE_TICK_MILLIS;
	}

	/** Known once: whether the default file system has Unix attributes. */
	private static final class Unix {

		/** As few as will do: each of them costs, for each file. */
		static final String NAMES = "unix:mode,size,lastModifiedTime,ctime,fileKey";

		static final boolean SUPPORTED = java.nio.file.FileSystems.getDefault()
				.supportedFileAttributeViews()
				.contains("unix");

		/** POSIX: the type of a file in the upper bits of its mode. */
		static Kind kind(int mode) {
			return switch (mode & 0170000) {
				case 0100000 -> Kind.FILE;
				case 0040000 -> Kind.DIRECTORY;
				case 0120000 -> Kind.LINK;
				default -> Kind.OTHER;
			};
		}

	}

}
