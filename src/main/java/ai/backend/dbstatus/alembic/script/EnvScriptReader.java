package ai.backend.dbstatus.alembic.script;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.evaluation.TooIntricateException;
import ai.backend.dbstatus.alembic.python.module.PythonModule;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the place of the version table from an {@code env.py}, without running it.
 */
public final class EnvScriptReader {

	private static final int MAXIMUM_BYTES = 1024 * 1024;

	private EnvScriptReader() {
	}

	/**
	 * Reads plain string literals, and names of string constants of the module, among the
	 * arguments of {@code context.configure(...)}. Where several calls disagree, nothing is
	 * known. Never fails: what is odd is not known.
	 * @param files the files of the project
	 * @param envPy the file, which need not exist
	 * @param pythonPath the roots where modules of the project are looked up
	 * @return what is known
	 */
	public static EnvHints read(ProjectFiles files, Path envPy, List<Path> pythonPath) {
		Entry entry = files.look(envPy);
		if (entry.kind() != Entry.Kind.FILE) {
			return EnvHints.NONE;
		}
		try {
			return hints(PythonModule.read(files.read(entry, MAXIMUM_BYTES), files, pythonPath, Set.of()));
		}
		catch (UnreadableFileException | PythonSyntaxException | TooIntricateException ex) {
			return EnvHints.NONE;
		}
	}

	private static EnvHints hints(PythonModule module) {
		return new EnvHints(argument(module, "version_table"), argument(module, "version_table_schema"));
	}

	private static @Nullable String argument(PythonModule module, String keyword) {
		Set<Optional<String>> values = module.stringArguments("context", "configure", keyword);
		return (values.size() == 1) ? values.iterator().next().filter((value) -> !value.isEmpty()).orElse(null) : null;
	}

}
