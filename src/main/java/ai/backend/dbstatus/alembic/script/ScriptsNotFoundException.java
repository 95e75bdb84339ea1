package ai.backend.dbstatus.alembic.script;

import java.nio.file.Path;

/**
 * A directory of migration scripts is missing, is no directory, or cannot be read.
 */
public final class ScriptsNotFoundException extends ScriptException {

	private final transient Path directory;

	ScriptsNotFoundException(Path directory, String message) {
		super(message);
		this.directory = directory;
	}

	/**
	 * Returns the first directory that cannot be listed.
	 * @return the directory, as it was configured
	 */
	public Path directory() {
		return this.directory;
	}

}
