package ai.backend.dbstatus.alembic.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import ai.backend.dbstatus.alembic.script.python.PythonModule;
import ai.backend.dbstatus.alembic.script.python.PythonSyntaxException;
import ai.backend.dbstatus.alembic.script.python.TooIntricateException;
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
	 * @param envPy the file, which need not exist
	 * @return what is known
	 */
	public static EnvHints read(Path envPy) {
		try {
			if (!Files.isRegularFile(envPy)) {
				return EnvHints.NONE;
			}
			try (InputStream in = Files.newInputStream(envPy)) {
				byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
				return (bytes.length > MAXIMUM_BYTES)
						? EnvHints.NONE
						: hints(PythonModule.read(bytes, List.of(), Set.of()));
			}
		}
		catch (IOException | PythonSyntaxException | TooIntricateException ex) {
			return EnvHints.NONE;
		}
	}

	private static EnvHints hints(PythonModule module) {
		return new EnvHints(argument(module, "version_table"), argument(module, "version_table_schema"));
	}

	private static @Nullable String argument(PythonModule module, String keyword) {
		Set<Optional<String>> values = module.stringArguments("context", "configure", keyword);
		return (values.size() == 1) ? values.iterator().next().filter(value -> !value.isEmpty()).orElse(null) : null;
	}

}
