package ai.backend.dbstatus.alembic.refs;

import java.nio.file.Path;
import java.util.Objects;

import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnavailableFilesException;
import org.jspecify.annotations.Nullable;

/**
 * Which files a commit has. Equal ones are of the same commit, at the same place. Safe for concurrent use.
 */
public final class CommittedFiles {

	private final String commit;

	private final Path root;

	private final ProjectFiles files;

	private final Path workdir;

	private final Path realWorkdir;

	/**
	 * @param commit the whole id
	 * @param root where the topmost directory of the commit is put
	 * @param files its files
	 * @param workdir the project's working directory, as its files are named
	 * @param realWorkdir the same without symbolic links
	 */
	CommittedFiles(String commit, Path root, ProjectFiles files, Path workdir, Path realWorkdir) {
		this.commit = commit;
		this.root = root;
		this.files = files;
		this.workdir = workdir;
		this.realWorkdir = realWorkdir;
	}

	/**
	 * The whole id of the commit.
	 */
	public String commit() {
		return this.commit;
	}

	/**
	 * The path of a file from the commit's topmost directory, with slashes, symbolic links followed.
	 * @param file the file, where the project has it; no disk is asked
	 * @return {@code null} if the commit has no such file
	 */
	public @Nullable String path(Path file) {
		try {
			Path real = this.files.realPath(
					file.startsWith(this.workdir) ? this.realWorkdir.resolve(this.workdir.relativize(file)) : file);
			return (real.startsWith(this.root) && this.files.isFile(real))
					? this.root.relativize(real).toString().replace('\\', '/')
					: null;
		}
		catch (UnavailableFilesException ex) {
			return null;
		}
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof CommittedFiles that && this.commit.equals(that.commit) && this.root.equals(that.root);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.commit, this.root);
	}

}
