/**
 * The version table: where it is, its rows, and what is there beside it.
 */
@NullMarked
package ai.backend.dbstatus.database.version;

import org.jspecify.annotations.NullMarked;
