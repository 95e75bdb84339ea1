/**
 * The tables of a database as far as what would be done to them depends on it: types, keys, indexes, what depends on them, and
 * how large they are by the catalog's statistics. No table is read.
 */
@NullMarked
package ai.backend.dbstatus.database.relation;

import org.jspecify.annotations.NullMarked;
