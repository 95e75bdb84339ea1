package ai.backend.dbstatus.status;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableState;

/**
 * What a check saw of the scripts and of the database.
 *
 * @param history the revisions
 * @param versionTable where the rows were looked for
 * @param rows what the version table holds
 */
record Observation(Attempt<RevisionHistory> history, VersionTable versionTable, Attempt<VersionTableState> rows) {}
