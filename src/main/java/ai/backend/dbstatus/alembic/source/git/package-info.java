/**
 * The files of a project as of a commit of a git repository, which is only read: no command is run, nothing is written, and
 * nothing but the repository's own files says how.
 */
@NullMarked
package ai.backend.dbstatus.alembic.source.git;

import org.jspecify.annotations.NullMarked;
