/**
 * Holds what applied revisions have made against what is there in the database.
 */
@NullMarked
package ai.backend.dbstatus.schema;

import org.jspecify.annotations.NullMarked;
