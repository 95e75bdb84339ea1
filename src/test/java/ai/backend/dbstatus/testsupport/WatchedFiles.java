package ai.backend.dbstatus.testsupport;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;

/**
 * The files of a project, and what was done with them.
 */
public final class WatchedFiles implements ProjectFiles {

	private final ProjectFiles files;

	private final Queue<Path> looks = new ConcurrentLinkedQueue<>();

	private final Queue<Path> listed = new ConcurrentLinkedQueue<>();

	private final Queue<Path> read = new ConcurrentLinkedQueue<>();

	public WatchedFiles(ProjectFiles files) {
		this.files = files;
	}

	/**
	 * The paths that were looked at, each as often as that was done.
	 */
	public Collection<Path> looks() {
		return this.looks;
	}

	/**
	 * The directories that were listed, each as often as that was done.
	 */
	public Collection<Path> listed() {
		return this.listed;
	}

	/**
	 * The files that were read, each as often as that was done.
	 */
	public Collection<Path> read() {
		return this.read;
	}

	/**
	 * Forgets what was done.
	 */
	public void forget() {
		this.looks.clear();
		this.listed.clear();
		this.read.clear();
	}

	@Override
	public Entry look(Path path) {
		this.looks.add(path);
		return this.files.look(path);
	}

	@Override
	public List<Entry> list(Entry directory) throws UnreadableFileException {
		this.listed.add(directory.path());
		return this.files.list(directory);
	}

	@Override
	public byte[] read(Entry file, int maximum) throws UnreadableFileException {
		this.read.add(file.path());
		return this.files.read(file, maximum);
	}

	@Override
	public Path realPath(Path path) {
		this.looks.add(path);
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
