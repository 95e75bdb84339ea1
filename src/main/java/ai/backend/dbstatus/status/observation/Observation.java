package ai.backend.dbstatus.status.observation;

import java.util.List;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableState;

/**
 * What was seen of migration scripts, wherever they come from, and of a database. Equal observations are judged alike.
 *
 * @param history the revisions
 * @param versionTable where the rows were looked for
 * @param rows what the version table holds
 * @param warnings what is unusual about where they were looked for, a sentence each
 */
public record Observation(Attempt<RevisionHistory> history, VersionTable versionTable,
		Attempt<VersionTableState> rows, List<String> warnings) {

	/**
	 * What was seen where nothing is unusual.
	 */
	public Observation(Attempt<RevisionHistory> history, VersionTable versionTable, Attempt<VersionTableState> rows) {
		this(history, versionTable, rows, List.of());
	}

	public Observation {
		warnings = List.copyOf(warnings);
	}

}
