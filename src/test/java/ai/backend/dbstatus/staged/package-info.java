/**
 * Migrations by real Alembic, staged on a real server, and what is said of them.
 */
@NullMarked
package ai.backend.dbstatus.staged;

import org.jspecify.annotations.NullMarked;
