package ai.backend.dbstatus.alembic.source.live;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import ai.backend.dbstatus.alembic.source.Entry.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What tells whether a file or directory is the same as before without reading it.
 *
 * @param kind what it is
 * @param size the bytes of a regular file, else 0
 * @param modified when its content was modified, in nanoseconds since the epoch
 * @param changed when it was changed in any way, likewise; 0 where the file system does not tell. Nobody can set this time:
 * a content that was replaced under an old modification time shows there, and only there
 * @param key its identity, where the file system has one
 */
record FileStamp(Kind kind, long size, long modified, long changed, @Nullable Object key) {

	/** Clocks of file systems tick: changes within one tick bear the same time. */
	private static final long TICK = 50_000_000;

	private static final long COARSE_TICK = 2_000_000_000;

	private static final FileStamp MISSING = new FileStamp(Kind.MISSING, 0, 0, 0, null);

	private static final FileStamp DENIED = new FileStamp(Kind.DENIED, 0, 0, 0, null);

	static FileStamp of(Path path, LinkOption... options) {
		try {
			return Unix.SUPPORTED
					? of(Files.readAttributes(path, Unix.NAMES, options))
					: of(Files.readAttributes(path, BasicFileAttributes.class, options));
		}
		catch (IOException ex) {
			return (ex instanceof NoSuchFileException || Files.notExists(path, LinkOption.NOFOLLOW_LINKS))
					? MISSING
					: DENIED;
		}
	}

	private static FileStamp of(Map<String, Object> attributes) {
		Kind kind = (attributes.get("mode") instanceof Integer mode) ? Unix.kind(mode) : Kind.OTHER;
		long size = (kind == Kind.FILE && attributes.get("size") instanceof Long length) ? length : 0;
		return new FileStamp(kind, size, nanos(attributes.get("lastModifiedTime")), nanos(attributes.get("ctime")),
				attributes.get("fileKey"));
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

	/**
	 * Whether a change may follow, or have followed, that this stamp does not show: it was taken within a tick of the last
	 * change. Times without fractions of a second are taken for those of a file system whose clock ticks in seconds.
	 * @param takenAt when the stamp was taken at the earliest, in milliseconds since the epoch
	 */
	boolean isRacy(long takenAt) {
		if (this.kind == Kind.MISSING || this.kind == Kind.DENIED) {
			return false;
		}
		long now = TimeUnit.MILLISECONDS.toNanos(takenAt);
		return isWithinTick(this.modified, now) || isWithinTick(this.changed, now);
	}

	private static boolean isWithinTick(long time, long now) {
		long tick = (time % 1_000_000_000 == 0) ? COARSE_TICK : TICK;
		long age = now - time;
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

		static final boolean SUPPORTED = FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

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
