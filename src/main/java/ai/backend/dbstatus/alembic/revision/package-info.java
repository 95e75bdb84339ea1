/**
 * The revision graph of an Alembic project, where a database stands in it, and the plan of an upgrade.
 */
@NullMarked
package ai.backend.dbstatus.alembic.revision;

import org.jspecify.annotations.NullMarked;
