/**
 * An Alembic project, wherever its files come from: its configuration, its scripts and its revisions in one piece.
 */
@NullMarked
package ai.backend.dbstatus.alembic;

import org.jspecify.annotations.NullMarked;
