/**
 * What statements do to a MySQL or a MariaDB: by which algorithm InnoDB does them.
 */
@NullMarked
package ai.backend.dbstatus.plan.mysql;

import org.jspecify.annotations.NullMarked;
