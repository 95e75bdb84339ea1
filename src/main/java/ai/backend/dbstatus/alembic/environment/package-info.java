/**
 * What {@code env.py} says of the database and of the version table, read without running it.
 */
@NullMarked
package ai.backend.dbstatus.alembic.environment;

import org.jspecify.annotations.NullMarked;
