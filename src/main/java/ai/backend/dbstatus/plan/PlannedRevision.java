package ai.backend.dbstatus.plan;

import ai.backend.dbstatus.alembic.operation.Operations;

/**
 * A revision that is to be planned.
 *
 * @param revision its id
 * @param operations what is done in the direction of the plan
 * @param back what leads back
 * @param comments what its script says of effects that are meant
 * @param plain whether its script leaves transactions to Alembic, as far as its text shows
 */
public record PlannedRevision(String revision, Operations operations, Operations back, AllowComments comments,
		boolean plain) {}
