package ai.backend.dbstatus.status.observation;

import ai.backend.dbstatus.alembic.ConfiguredProject;
import ai.backend.dbstatus.alembic.RevisionOperations;
import ai.backend.dbstatus.database.relation.Relations;

/**
 * What was seen of the operations of revisions, and of a database's tables.
 *
 * @param project the project that the revisions belong to
 * @param operations what the revisions do
 * @param relations what is there
 */
public record PlanObservation(ConfiguredProject project, RevisionOperations operations, Relations relations) {}
