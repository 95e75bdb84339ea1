/**
 * What a statement in SQL does to a schema, as far as it can be read.
 */
@NullMarked
package ai.backend.dbstatus.alembic.operation.sql;

import org.jspecify.annotations.NullMarked;
