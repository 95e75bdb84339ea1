package ai.backend.dbstatus.plan.finding;

import ai.backend.dbstatus.alembic.operation.ObjectName;

/**
 * A lock on a table.
 *
 * @param mode its mode
 * @param relation the table, or a view
 */
public record TableLock(LockMode mode, ObjectName relation) {}
