package ai.backend.dbstatus.alembic.source.live;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.Entry.Kind;
import ai.backend.dbstatus.alembic.source.FileTooLargeException;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.RealPath;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import org.jspecify.annotations.Nullable;

/**
 * The files of this machine as they are now. The fingerprint of a file or directory is its identity, size, modification time
 * and change time; it is doubtful as long as the clock that these times are from may not have ticked since. The clock is taken
 * for that of this machine.
 */
public final class LiveFiles implements ProjectFiles {

	/** Of one directory: no project has as many in one. */
	private static final int MAXIMUM_ENTRIES = 100_000;

	@Override
	public Entry look(Path path) {
		return entry(path);
	}

	private static Entry entry(Path path, LinkOption... options) {
		long takenAt = System.currentTimeMillis();
		FileStamp stamp = FileStamp.of(path, options);
		return new Entry(path, stamp.kind(), stamp, stamp.isRacy(takenAt));
	}

	@Override
	public List<Entry> list(Entry directory) throws UnreadableFileException {
		List<Entry> entries = new ArrayList<>();
		try (DirectoryStream<Path> children = Files.newDirectoryStream(directory.path())) {
			for (Path child : children) {
				if (entries.size() == MAXIMUM_ENTRIES) {
					throw new UnreadableFileException("it holds more than " + MAXIMUM_ENTRIES + " files");
				}
				entries.add(entry(child, LinkOption.NOFOLLOW_LINKS));
			}
		}
		catch (IOException ex) {
			throw new UnreadableFileException(IoProblems.words(ex));
		}
		catch (DirectoryIteratorException ex) {
			throw new UnreadableFileException("input/output error");
		}
		return Entry.inOrder(entries);
	}

	@Override
	public byte[] read(Entry file, int maximum) throws UnreadableFileException {
		if (file.kind() == Kind.DIRECTORY || file.kind() == Kind.OTHER) {
			// Opening a pipe would wait for somebody to write to it.
			throw new UnreadableFileException("it is not a regular file");
		}
		if (file.fingerprint() instanceof FileStamp stamp && stamp.size() > maximum) {
			throw new FileTooLargeException(maximum);
		}
		try (InputStream in = open(file.path())) {
			byte[] bytes = in.readNBytes(maximum + 1);
			if (bytes.length > maximum) {
				throw new FileTooLargeException(maximum);
			}
			return bytes;
		}
		catch (IOException ex) {
			throw new UnreadableFileException(IoProblems.words(ex));
		}
	}

	/**
	 * Opens a file to be read in any order, where it is too large to be held in memory.
	 * @param file a regular file as {@link #look} found it
	 * @throws UnreadableFileException if it cannot be read, or is no regular file
	 */
	public SeekableByteChannel open(Entry file) throws UnreadableFileException {
		if (file.kind() == Kind.DIRECTORY || file.kind() == Kind.OTHER) {
			throw new UnreadableFileException("it is not a regular file");
		}
		try {
			return Files.newByteChannel(file.path(), StandardOpenOption.READ);
		}
		catch (IOException ex) {
			throw new UnreadableFileException(IoProblems.words(ex));
		}
	}

	/** A stream of the old kind takes a fresh process half the time; what it cannot open, the new kind may, or says why. */
	private static InputStream open(Path file) throws IOException {
		try {
			return new FileInputStream(file.toFile());
		}
		catch (FileNotFoundException ex) {
			return Files.newInputStream(file);
		}
	}

	@Override
	public Path realPath(Path path) {
		try {
			return path.toRealPath();
		}
		catch (IOException ex) {
			return RealPath.of(path, LiveFiles::link);
		}
	}

	private static @Nullable Path link(Path path) {
		try {
			return Files.isSymbolicLink(path) ? Files.readSymbolicLink(path) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	@Override
	public boolean isImmutable() {
		return false;
	}

	@Override
	public boolean isLocal(Collection<Path> paths) {
		return LocalStorage.holds(paths);
	}

}
