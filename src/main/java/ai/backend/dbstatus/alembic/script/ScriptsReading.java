package ai.backend.dbstatus.alembic.script;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.source.Part;

/**
 * What came of the scripts of a {@link ScriptDirectory} when they were read. Two are equal if the same came of them.
 */
public final class ScriptsReading {

	private final List<VersionDirectory> directories;

	private final List<String> warnings;

	private final List<Part<ScriptOutcome>> scripts;

	ScriptsReading(List<VersionDirectory> directories, List<String> warnings, List<Part<ScriptOutcome>> scripts) {
		this.directories = directories;
		this.warnings = warnings;
		this.scripts = scripts;
	}

	List<Part<ScriptOutcome>> scripts() {
		return this.scripts;
	}

	/**
	 * The scripts that were read, and the problems with others.
	 */
	public ScriptsSnapshot snapshot() {
		List<MigrationScript> read = new ArrayList<>(this.scripts.size());
		List<UnreadableScriptException> problems = new ArrayList<>();
		List<String> all = new ArrayList<>(this.warnings);
		for (Part<ScriptOutcome> part : this.scripts) {
			ScriptOutcome outcome = part.value();
			if (outcome.reading() != null) {
				read.add(outcome.reading().script());
				all.addAll(outcome.reading().warnings());
			}
			else if (outcome.problem() != null) {
				problems.add(outcome.problem());
			}
		}
		return new ScriptsSnapshot(read, problems, this.directories, all);
	}

	@Override
	public boolean equals(Object other) {
		return this == other || (other instanceof ScriptsReading that && this.directories.equals(that.directories)
				&& this.warnings.equals(that.warnings) && this.scripts.equals(that.scripts));
	}

	@Override
	public int hashCode() {
		return this.scripts.hashCode();
	}

}
