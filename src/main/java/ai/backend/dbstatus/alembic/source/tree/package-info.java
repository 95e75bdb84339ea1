/**
 * The files of a project as a tree that never changes: as of one commit, in an archive, or in memory.
 */
@NullMarked
package ai.backend.dbstatus.alembic.source.tree;

import org.jspecify.annotations.NullMarked;
