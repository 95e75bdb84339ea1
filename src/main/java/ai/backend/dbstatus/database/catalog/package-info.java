/**
 * What is there in a database: tables, columns, indexes, constraints, types, sequences and views by name.
 */
@NullMarked
package ai.backend.dbstatus.database.catalog;

import org.jspecify.annotations.NullMarked;
