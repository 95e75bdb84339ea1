/**
 * The files of a project as they lie on a file system now, and may change at any moment. Nothing else of {@code alembic}
 * touches a disk.
 */
@NullMarked
package ai.backend.dbstatus.alembic.source.live;

import org.jspecify.annotations.NullMarked;
