/**
 * The schema that the operations of revisions leave, one after the other, with what is known of each object.
 */
@NullMarked
package ai.backend.dbstatus.alembic.operation.schema;

import org.jspecify.annotations.NullMarked;
