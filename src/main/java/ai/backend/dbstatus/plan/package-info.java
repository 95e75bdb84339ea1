/**
 * What an upgrade or a downgrade would do to a database: judged is the whole plan, step by step, on the schema that the steps before
 * it leave.
 */
@NullMarked
package ai.backend.dbstatus.plan;

import org.jspecify.annotations.NullMarked;
