package ai.backend.dbstatus.alembic.script;

import java.nio.file.Path;

import ai.backend.dbstatus.alembic.source.ProjectFiles;

/**
 * Which file names are those of migration scripts. Alembic: {@code _only_source_rev_file} and
 * {@code _sourceless_rev_file}.
 */
public final class ScriptNames {

	private ScriptNames() {
	}

	public static boolean counts(String name, boolean sourceless) {
		if (name.startsWith(".#") || name.startsWith("__init__") || name.indexOf('\n') >= 0) {
			return false;
		}
		return name.endsWith(".py") || (sourceless && (name.endsWith(".pyc") || name.endsWith(".pyo")));
	}

	/** Alembic: a source is better than a compiled file, and {@code .pyc} better than {@code .pyo}. */
	static boolean hasSource(ProjectFiles files, Path compiled) {
		String name = compiled.getFileName().toString();
		String source = name.substring(0, name.length() - 1);
		return files.exists(compiled.resolveSibling(source))
				|| (name.endsWith("o") && files.exists(compiled.resolveSibling(source + "c")));
	}

	static String stem(String name) {
		int dot = name.indexOf('.');
		return (dot < 0) ? name : name.substring(0, dot);
	}

}
