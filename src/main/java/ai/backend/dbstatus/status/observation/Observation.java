package ai.backend.dbstatus.status.observation;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableState;

/**
 * What was seen of migration scripts, wherever they come from, and of a database. Equal observations are judged alike.
 *
 * @param history the revisions
 * @param versionTable where the rows were looked for
 * @param rows what the version table holds
 */
public record Observation(Attempt<RevisionHistory> history, VersionTable versionTable,
		Attempt<VersionTableState> rows) {}
