/**
 * A database URL in SQLAlchemy's form or in JDBC's: dialect, servers, credentials and arguments.
 */
@NullMarked
package ai.backend.dbstatus.database.url;

import org.jspecify.annotations.NullMarked;
