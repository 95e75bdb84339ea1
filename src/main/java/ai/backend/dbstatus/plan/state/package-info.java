/**
 * A schema while a plan goes through it: what the catalog says of it, and what the plan's operations have made of that so far.
 */
@NullMarked
package ai.backend.dbstatus.plan.state;

import org.jspecify.annotations.NullMarked;
