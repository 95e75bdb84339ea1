/**
 * What migrations do to a database, one operation after the other: tables, columns, indexes, constraints and types by name.
 */
@NullMarked
package ai.backend.dbstatus.alembic.operation;

import org.jspecify.annotations.NullMarked;
