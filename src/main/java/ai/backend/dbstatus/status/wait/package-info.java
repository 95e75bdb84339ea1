/**
 * Waiting until components have a status.
 */
@NullMarked
package ai.backend.dbstatus.status.wait;

import org.jspecify.annotations.NullMarked;
