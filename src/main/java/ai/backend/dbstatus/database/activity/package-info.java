/**
 * Who is at work on a database: the sessions that change its schema or its version table.
 */
@NullMarked
package ai.backend.dbstatus.database.activity;

import org.jspecify.annotations.NullMarked;
