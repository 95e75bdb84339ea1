package ai.backend.dbstatus.alembic.discovery;

import java.nio.file.Path;

/**
 * An Alembic project, or one of the databases of one.
 *
 * @param root the directory below which it was found; absolute
 * @param workdir the directory in which Alembic is started on it: the root or one below it
 * @param alembicConfig its Alembic file, from there, with slashes
 * @param section the section of the ini file
 */
public record FoundProject(Path root, Path workdir, String alembicConfig, String section) {

	/**
	 * The Alembic file.
	 */
	public Path file() {
		return this.workdir.resolve(this.alembicConfig).normalize();
	}

}
