/**
 * An Alembic project as of every branch, tag and commit of the git repository that it lies in.
 */
@NullMarked
package ai.backend.dbstatus.alembic.refs;

import org.jspecify.annotations.NullMarked;
