/**
 * Reads the operations of {@code upgrade()} and {@code downgrade()} from a migration script without running it.
 */
@NullMarked
package ai.backend.dbstatus.alembic.operation.reader;

import org.jspecify.annotations.NullMarked;
