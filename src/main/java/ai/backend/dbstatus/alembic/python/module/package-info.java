/**
 * The modules of a project, and what is known of them without running them.
 */
@NullMarked
package ai.backend.dbstatus.alembic.python.module;

import org.jspecify.annotations.NullMarked;
