/**
 * Reading the version table: a database URL in SQLAlchemy's form, the rows, and what a failure means.
 */
@NullMarked
package ai.backend.dbstatus.database;

import org.jspecify.annotations.NullMarked;
