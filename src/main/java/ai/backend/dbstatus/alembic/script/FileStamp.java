package ai.backend.dbstatus.alembic.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * What tells whether a file or directory is the same as before without reading it.
 *
 * @param kind whether it is a directory, a regular file, something else, or missing
 * @param size its size
 * @param modified when its content was modified, in nanoseconds since the epoch
 * @param changed when it was changed in any way, likewise; 0 where the file system does not tell: a content that was
 * replaced under an old modification time shows there
 * @param key its identity, where the file system has one
 */
record FileStamp(Kind kind, long size, long modified, long changed, @Nullable Object key) {

	/** Clocks of file systems tick: changes within one tick bear the same time. */
	private static final long TICK = 50_000_000;

	private static final long COARSE_TICK = 2_000_000_000;

	private static final FileStamp MISSING = new FileStamp(Kind.MISSING, 0, 0, 0, null);

	private static final FileStamp DENIED = new FileStamp(Kind.DENIED, 0, 0, 0, null);

	/**
	 * What a path leads to.
	 */
	enum Kind {

		FILE, DIRECTORY, LINK, OTHER, MISSING, DENIED

	}

	/** Looks at a directory, as cheaply as possible: this is what every check costs. */
	static FileStamp ofDirectory(Path path) {
		try {
			return of(Files.readAttributes(path, BasicFileAttributes.class));
		}
		catch (IOException ex) {
			return of(path, ex);
		}
	}

	/** Looks at what is in a directory, more thoroughly. */
	static FileStamp ofEntry(Path path, LinkOption... options) {
		try {
			if (!Unix.SUPPORTED) {
				return of(Files.readAttributes(path, BasicFileAttributes.class, options));
			}
			Map<String, Object> attributes = Files.readAttributes(path, Unix.NAMES, options);
			Kind kind = (attributes.get("mode") instanceof Integer mode) ? Unix.kind(mode) : Kind.OTHER;
			long size = (kind == Kind.FILE && attributes.get("size") instanceof Long length) ? length : 0;
			return new FileStamp(kind, size, nanos(attributes.get("lastModifiedTime")), nanos(attributes.get("ctime")),
					attributes.get("fileKey"));
		}
		catch (IOException ex) {
			return of(path, ex);
		}
	}

	private static FileStamp of(BasicFileAttributes attributes) {
		Kind kind = attributes.isDirectory()
				? Kind.DIRECTORY
				: attributes.isRegularFile() ? Kind.FILE : attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
		return new FileStamp(kind, (kind == Kind.FILE) ? attributes.size() : 0, nanos(attributes.lastModifiedTime()), 0,
				attributes.fileKey());
	}

	private static long nanos(@Nullable Object time) {
		return (time instanceof FileTime fileTime) ? fileTime.to(TimeUnit.NANOSECONDS) : 0;
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
	 * @param takenAt when the stamp was taken, in milliseconds since the epoch
	 */
	boolean isRacy(long takenAt) {
		if (this.kind == Kind.MISSING || this.kind == Kind.DENIED) {
			return false;
		}
		long tick = (this.modified % 1_000_000_000 == 0) ? COARSE_TICK : TICK;
		long age = TimeUnit.MILLISECONDS.toNanos(takenAt) - this.modified;
		return age < tick && age > -COARSE_TICK;
	}

	/** Written out: what the JVM would make at run time takes a fresh process longer than to look at all files. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FileStamp that && this.kind == that.kind && this.size == that.size
				&& this.modified == that.modified && this.changed == that.changed && Objects.equals(this.key, that.key);
	}

	@Override
	public int hashCode() {
		return Long.hashCode(this.modified ^ this.size);
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
