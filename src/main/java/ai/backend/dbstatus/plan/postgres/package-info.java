/**
 * What statements do to a PostgreSQL: locks, rewrites and scans.
 */
@NullMarked
package ai.backend.dbstatus.plan.postgres;

import org.jspecify.annotations.NullMarked;
