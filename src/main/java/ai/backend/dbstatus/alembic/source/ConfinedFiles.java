package ai.backend.dbstatus.alembic.source;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Files of a project that is not trusted: only those are there that lie, symbolic links resolved, in one directory. All
 * others are {@link Entry.Kind#OUTSIDE}, whether there is something or not.
 */
public final class ConfinedFiles implements ProjectFiles {

	private final ProjectFiles files;

	private final Path directory;

	/**
	 * Files in a directory.
	 * @param files all files
	 * @param directory may itself be reached by symbolic links, which may change
	 */
	public ConfinedFiles(ProjectFiles files, Path directory) {
		this.files = files;
		this.directory = directory;
	}

	private boolean isInside(Path path) {
		return this.files.realPath(path).startsWith(this.files.realPath(this.directory));
	}

	@Override
	public Entry look(Path path) {
		return isInside(path) ? this.files.look(path) : new Entry(path, Entry.Kind.OUTSIDE, Entry.Kind.OUTSIDE, false);
	}

	@Override
	public List<Entry> list(Entry directory) throws UnreadableFileException {
		requireInside(directory);
		return this.files.list(directory);
	}

	@Override
	public byte[] read(Entry file, int maximum) throws UnreadableFileException {
		requireInside(file);
		return this.files.read(file, maximum);
	}

	/** It may have become a link since it was looked at. */
	private void requireInside(Entry entry) throws UnreadableFileException {
		if (!isInside(entry.path())) {
			throw new UnreadableFileException("it lies outside of the project, which is not trusted");
		}
	}

	@Override
	public Path realPath(Path path) {
		return this.files.realPath(path);
	}

	@Override
	public boolean isImmutable() {
		return this.files.isImmutable();
	}

	@Override
	public boolean isLocal(Collection<Path> paths) {
		return this.files.isLocal(paths);
	}

}
