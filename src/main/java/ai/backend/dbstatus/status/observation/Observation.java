package ai.backend.dbstatus.status.observation;

import java.util.List;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.report.Scripts;

/**
 * What was seen of migration scripts, wherever they come from, and of a database. Equal observations are judged alike.
 *
 * @param history the revisions
 * @param versionTable where the rows were looked for
 * @param rows what the version table holds
 * @param warnings what is unusual about where they were looked for, a sentence each
 * @param scripts where the scripts came from
 * @param elsewhere what other scripts know of rows that these lack
 */
public record Observation(Attempt<RevisionHistory> history, VersionTable versionTable,
		Attempt<VersionTableState> rows, List<String> warnings, Scripts scripts, Elsewhere elsewhere) {

	/**
	 * Of the scripts in the directory that is configured.
	 */
	public Observation(Attempt<RevisionHistory> history, VersionTable versionTable, Attempt<VersionTableState> rows,
			List<String> warnings) {
		this(history, versionTable, rows, warnings, Scripts.DIRECTORY, Elsewhere.NOTHING);
	}

	/**
	 * Of these, where nothing is unusual.
	 */
	public Observation(Attempt<RevisionHistory> history, VersionTable versionTable, Attempt<VersionTableState> rows) {
		this(history, versionTable, rows, List.of());
	}

	public Observation {
		warnings = List.copyOf(warnings);
	}

	/**
	 * The same database, and other scripts.
	 */
	public Observation with(ScriptSource.Seen seen) {
		return new Observation(seen.history(), this.versionTable, this.rows, this.warnings, seen.scripts(),
				Elsewhere.NOTHING);
	}

	/**
	 * The same, and what other scripts know.
	 */
	public Observation with(Elsewhere found) {
		return new Observation(this.history, this.versionTable, this.rows, this.warnings, this.scripts, found);
	}

}
