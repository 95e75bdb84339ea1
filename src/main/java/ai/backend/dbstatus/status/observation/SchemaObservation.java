package ai.backend.dbstatus.status.observation;

import ai.backend.dbstatus.alembic.RevisionOperations;
import ai.backend.dbstatus.database.catalog.Catalog;

/**
 * What was seen of the operations of revisions, and of a database's catalog.
 *
 * @param operations what the revisions do
 * @param catalog what is there
 */
public record SchemaObservation(RevisionOperations operations, Catalog catalog) {}
