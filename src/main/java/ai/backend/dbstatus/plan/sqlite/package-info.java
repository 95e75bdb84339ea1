/**
 * What statements do to a SQLite file.
 */
@NullMarked
package ai.backend.dbstatus.plan.sqlite;

import org.jspecify.annotations.NullMarked;
