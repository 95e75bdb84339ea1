package ai.backend.dbstatus.alembic.source;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The files of a project, and one that is not among them: a configuration that is no part of a repository, but lies beside it.
 * Where the project has something at its path, that counts. The directory that it would be in does not list it.
 */
public final class ExtraFile implements ProjectFiles {

	private final ProjectFiles files;

	private final Path path;

	private final Content content;

	/**
	 * @param files files that never change
	 * @param path where the other file is put
	 */
	public ExtraFile(ProjectFiles files, Path path, byte[] content) {
		if (!files.isImmutable()) {
			throw new IllegalArgumentException("The files may change, and the other may not");
		}
		this.files = files;
		this.path = path;
		this.content = new Content(content.clone());
	}

	@Override
	public Entry look(Path at) {
		Entry entry = this.files.look(at);
		return (at.equals(this.path) && !entry.kind().isThere())
				? new Entry(at, Entry.Kind.FILE, this.content, false)
				: entry;
	}

	@Override
	public List<Entry> list(Entry directory) throws UnreadableFileException {
		return this.files.list(directory);
	}

	@Override
	public byte[] read(Entry file, int maximum) throws UnreadableFileException {
		return (file.fingerprint() instanceof Content extra) ? extra.read(maximum) : this.files.read(file, maximum);
	}

	@Override
	public Path realPath(Path at) {
		return this.files.realPath(at);
	}

	@Override
	public boolean isImmutable() {
		return true;
	}

	@Override
	public boolean isLocal(Collection<Path> paths) {
		return this.files.isLocal(paths);
	}

}
