/**
 * Finding the migration scripts of an Alembic project and reading them without Python.
 */
@NullMarked
package ai.backend.dbstatus.alembic.script;

import org.jspecify.annotations.NullMarked;
