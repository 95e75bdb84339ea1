/**
 * The components over time: checks in the background, what changed, and who wants to hear of it.
 */
@NullMarked
package ai.backend.dbstatus.monitor;

import org.jspecify.annotations.NullMarked;
