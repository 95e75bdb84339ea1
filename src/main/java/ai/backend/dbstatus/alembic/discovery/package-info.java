/**
 * Finds Alembic projects below a directory.
 */
@NullMarked
package ai.backend.dbstatus.alembic.discovery;

import org.jspecify.annotations.NullMarked;
