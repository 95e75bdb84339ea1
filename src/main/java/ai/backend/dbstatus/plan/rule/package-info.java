/**
 * What the rules of all databases have in common: how effects are collected, what fails anywhere, and what one writes instead.
 */
@NullMarked
package ai.backend.dbstatus.plan.rule;

import org.jspecify.annotations.NullMarked;
