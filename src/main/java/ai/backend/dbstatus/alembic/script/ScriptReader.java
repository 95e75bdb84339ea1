package ai.backend.dbstatus.alembic.script;

import java.nio.file.Path;
import java.util.List;

/**
 * Reads one migration script without running it.
 */
public final class ScriptReader {

	private final List<Path> pythonPath;

	private final Path base;

	/**
	 * Creates a reader.
	 * @param pythonPath the roots where modules of the project are looked up
	 * @param base the directory relative to which files are named in messages
	 */
	public ScriptReader(List<Path> pythonPath, Path base) {
		this.pythonPath = List.copyOf(pythonPath);
		this.base = base;
	}

	/**
	 * Reads a script.
	 * @param file the file
	 * @return what it says about itself
	 * @throws UnreadableScriptException if that cannot be known
	 */
	public MigrationScript read(Path file) {
		throw new UnsupportedOperationException(this.pythonPath + " " + this.base + " " + file);
	}

}
