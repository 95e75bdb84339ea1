package ai.backend.dbstatus.alembic.script;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The migration scripts of one project as they stood at one moment.
 *
 * @param scripts every script that could be read, in Alembic's load order
 * @param problems every script that could not, in load order
 * @param directories every directory looked at
 * @param warnings what is unusual without being wrong, a sentence each
 */
public record ScriptsSnapshot(List<MigrationScript> scripts, List<UnreadableScriptException> problems,
		List<VersionDirectory> directories, List<String> warnings) {

	/**
	 * Copies the lists.
	 */
	public ScriptsSnapshot {
		scripts = List.copyOf(scripts);
		problems = List.copyOf(problems);
		directories = List.copyOf(directories);
		warnings = List.copyOf(warnings);
	}

	/**
	 * Returns what makes a verdict impossible: a directory that may not be listed, then a
	 * script that could not be read, then that there is no script at all. A missing
	 * directory counts only where every version location is missing: Alembic passes over
	 * those in silence (they are among the warnings).
	 * @return the first such failure, or {@code null}
	 */
	public @Nullable ScriptException failure() {
		for (VersionDirectory directory : this.directories) {
			switch (directory.state()) {
				case NOT_READABLE, TOO_DEEP, TOO_LARGE, TOO_MANY_BYTES, TOO_MANY_PROBLEMS, OUTSIDE -> {
					return notFound(directory);
				}
				case LISTED, MISSING, NOT_A_DIRECTORY -> {
				}
			}
		}
		if (!this.problems.isEmpty()) {
			return this.problems.getFirst();
		}
		if (!this.scripts.isEmpty()) {
			return null;
		}
		for (VersionDirectory directory : this.directories) {
			if (directory.state() == VersionDirectory.State.LISTED) {
				return new NoScriptsException("There is no migration script in " + directory.path()
						+ "; check version_locations, or whether the package was built without its scripts");
			}
		}
		if (this.directories.isEmpty()) {
			return new NoScriptsException("No directory of migration scripts is configured; set version_locations");
		}
		return notFound(this.directories.getFirst());
	}

	/**
	 * Returns what to say of a dependency that no script is known to have: where the branch labels of a script are not
	 * known, it may be one of them.
	 * @param revision the revision that depends
	 * @param label what it depends on
	 * @return the failure, or {@code null} where all branch labels are known
	 */
	public @Nullable UnreadableScriptException unknownLabel(String revision, String label) {
		for (MigrationScript script : this.scripts) {
			UnknownExpression labels = script.unknownBranchLabels();
			if (labels != null) {
				return new UnreadableScriptException(script.file(), labels.line(), "branch_labels",
						"Revision %s depends on '%s', which no script is known to have, and the migration script %s, line %d, sets `branch_labels` to what only running it would tell: `%s`"
								.formatted(revision, label, script.file(), labels.line(), labels.text()));
			}
		}
		return null;
	}

	private static ScriptsNotFoundException notFound(VersionDirectory directory) {
		return new ScriptsNotFoundException(directory.path(), "The directory of migration scripts " + directory.path()
				+ " " + directory.state().words() + "; check script_location and version_locations");
	}

}
