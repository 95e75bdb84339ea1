package ai.backend.dbstatus.alembic.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.evaluation.Effort;
import ai.backend.dbstatus.alembic.python.evaluation.TooIntricateException;
import ai.backend.dbstatus.alembic.python.module.PythonModule;
import ai.backend.dbstatus.alembic.python.module.ReadingRoom;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;

/**
 * Reads from an {@code env.py}, without running it, where the version table is and where the database.
 */
public final class EnvironmentScriptReader {

	/** What is said of one that cannot be followed. */
	static final String TOO_INTRICATE = "is too intricate to be followed without running it";

	private static final String FILE = "env.py";

	private static final int MAXIMUM_BYTES = 1024 * 1024;

	private EnvironmentScriptReader() {
	}

	/**
	 * Follows the script as an upgrade runs it: online, without arguments of the command line ({@code -x}). Never fails: where
	 * it cannot be read, nothing of what it gives is known.
	 * @param files the files of the project
	 * @param envPy the script, which need not exist
	 * @param pythonPath the roots where modules of the project are looked up
	 * @param options the options of the section of the ini file, as {@code context.config} has them
	 */
	public static EnvironmentScript read(ProjectFiles files, Path envPy, List<Path> pythonPath,
			Map<String, String> options) {
		Entry entry = files.look(envPy);
		if (entry.kind() == Entry.Kind.MISSING) {
			return EnvironmentScript.NOTHING;
		}
		try {
			byte[] bytes = files.read(entry, MAXIMUM_BYTES);
			return ReadingRoom.read(bytes.length, () -> OnlineRun
					.follow(PythonModule.read(bytes, files, pythonPath, Set.of()), options, Effort.forModule()));
		}
		catch (UnreadableFileException ex) {
			return EnvironmentScript.unreadable(FILE, "cannot be read (" + ex.getMessage() + ")");
		}
		catch (PythonSyntaxException ex) {
			return EnvironmentScript.unreadable(FILE + ", line " + ex.line(), "is not valid Python");
		}
		catch (TooIntricateException ex) {
			return EnvironmentScript.unreadable(FILE, TOO_INTRICATE);
		}
	}

}
