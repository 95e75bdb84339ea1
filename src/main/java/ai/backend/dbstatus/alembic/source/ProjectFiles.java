package ai.backend.dbstatus.alembic.source;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Where the files of an Alembic project come from. All paths are absolute, and pure names; names that are {@code ..} mean
 * what they mean to POSIX, behind a symbolic link the directory above its target. Safe for concurrent use.
 */
public interface ProjectFiles {

	/**
	 * What is at a path now, symbolic links followed. Never fails: what cannot be looked at has a
	 * {@linkplain Entry.Kind kind} of its own.
	 */
	Entry look(Path path);

	/**
	 * What is in a directory, in Alembic's order: by the code points of the names. Symbolic links are not followed, so that
	 * they are {@link Entry.Kind#LINK}.
	 * @param directory a directory as {@link #look} found it
	 * @throws UnreadableFileException if it may not be listed, or is gone or no directory by now
	 */
	List<Entry> list(Entry directory) throws UnreadableFileException;

	/**
	 * The content of a file.
	 * @param file a file as {@link #look} or {@link #list} found it
	 * @param maximum the most bytes that it may have
	 * @throws FileTooLargeException if it has more
	 * @throws UnreadableFileException if it cannot be read, or is no regular file
	 */
	byte[] read(Entry file, int maximum) throws UnreadableFileException;

	/**
	 * A path without symbolic links. Python: {@code os.path.realpath}, which does not fail either; where a link leads nowhere,
	 * the path is resolved as far as it goes.
	 */
	Path realPath(Path path);

	/**
	 * Whether the files never change: what was read once need not be looked at again.
	 */
	boolean isImmutable();

	/**
	 * Whether looking at these files and directories always ends: they are in memory, or on a disk of this machine. Those on
	 * file systems that ask others can hang in a system call that nothing can interrupt. Where it is not known, it is not.
	 * May itself hang where it is not.
	 */
	boolean isLocal(Collection<Path> paths);

	/**
	 * What {@link #look} finds, for those who need no more: nothing else of it counts as what they depend on.
	 */
	default Entry.Kind kind(Path path) {
		return look(path).kind();
	}

	/**
	 * Whether there is anything at a path, as far as it may be known.
	 */
	default boolean exists(Path path) {
		return kind(path).isThere();
	}

	/**
	 * Whether there is a regular file at a path.
	 */
	default boolean isFile(Path path) {
		return kind(path) == Entry.Kind.FILE;
	}

	/**
	 * Whether there is a directory at a path.
	 */
	default boolean isDirectory(Path path) {
		return kind(path) == Entry.Kind.DIRECTORY;
	}

}
