/**
 * Compares the whole service with real Alembic, on generated projects and on checkouts.
 */
@NullMarked
package ai.backend.dbstatus.oracle;

import org.jspecify.annotations.NullMarked;
