/**
 * What is recommended for each reason, as a team writes it down: templates, and the facts that fill them.
 */
@NullMarked
package ai.backend.dbstatus.status.action;

import org.jspecify.annotations.NullMarked;
