package ai.backend.dbstatus.plan;

import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.database.relation.TableSize;

/**
 * A table, and how large it is.
 *
 * @param table the table
 * @param size its size when the plan was made
 */
public record SizedTable(ObjectName table, TableSize size) {}
