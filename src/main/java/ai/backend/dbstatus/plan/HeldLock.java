package ai.backend.dbstatus.plan;

import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.plan.finding.LockMode;
import org.jspecify.annotations.Nullable;

/**
 * A lock, and how long it is held.
 *
 * @param mode its mode
 * @param relation what is locked
 * @param until the revision at whose end it is let go; {@code null} if that is with the statement
 * @param during whether work that takes longer the larger a table is is done while it is held
 */
public record HeldLock(LockMode mode, ObjectName relation, @Nullable String until, boolean during) {}
