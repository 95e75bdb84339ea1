package ai.backend.dbstatus.alembic;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What tells whether files have changed since they were last read: for each its identity, size and time, or that it is
 * not there.
 */
record FileStamps(List<Path> files, List<Stamp> stamps) {

	private static final Stamp ABSENT = new Stamp(null, -1, -1);

	static FileStamps of(List<Path> files) {
		return new FileStamps(files, files.stream().map(FileStamps::stamp).toList());
	}

	/**
	 * The stamps of these files and of one more, which is looked at now.
	 */
	FileStamps and(Path file) {
		return new FileStamps(Stream.concat(this.files.stream(), Stream.of(file)).toList(),
				Stream.concat(this.stamps.stream(), Stream.of(stamp(file))).toList());
	}

	/**
	 * Whether the files are as they were.
	 */
	boolean areCurrent() {
		for (int i = 0; i < this.files.size(); i++) {
			if (!stamp(this.files.get(i)).equals(this.stamps.get(i))) {
				return false;
			}
		}
		return true;
	}

	private static Stamp stamp(Path file) {
		try {
			// Not by Files.readAttributes: it throws for each file that is not there, and a pyproject.toml often is not.
			BasicFileAttributes attributes = file.getFileSystem()
					.provider()
					.readAttributesIfExists(file, BasicFileAttributes.class);
			return (attributes != null)
					? new Stamp(attributes.fileKey(), attributes.size(), attributes.lastModifiedTime().toMillis())
					: ABSENT;
		}
		catch (IOException ex) {
			return ABSENT;
		}
	}

	private record Stamp(@Nullable Object key, long size, long modified) {}

}
