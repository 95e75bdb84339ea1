package ai.backend.dbstatus.alembic.source.git;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A directory is in no git repository, or in none that can be read.
 */
public final class NoRepositoryException extends RuntimeException {

	/**
	 * @param what what it is, to stand behind its path
	 */
	public NoRepositoryException(Path directory, String what) {
		super("%s %s".formatted(directory, what), null, false, false);
	}

	static NoRepositoryException of(Path directory, IOException ex) {
		return new NoRepositoryException(directory, (ex instanceof NoSuchFileException)
				? "does not exist"
				: "cannot be read as a git repository: " + ex.getClass().getSimpleName());
	}

}
