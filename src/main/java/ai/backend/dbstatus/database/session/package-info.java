/**
 * Connections to databases, lent to whoever has a query within a deadline, and what a failure means.
 */
@NullMarked
package ai.backend.dbstatus.database.session;

import org.jspecify.annotations.NullMarked;
