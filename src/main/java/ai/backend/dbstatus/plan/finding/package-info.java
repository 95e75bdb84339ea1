/**
 * The words of a plan: effects, locks, and what is found of a statement.
 */
@NullMarked
package ai.backend.dbstatus.plan.finding;

import org.jspecify.annotations.NullMarked;
