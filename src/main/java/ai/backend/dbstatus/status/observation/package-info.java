/**
 * Looking at a component's scripts and at its database, and what was seen of them.
 */
@NullMarked
package ai.backend.dbstatus.status.observation;

import org.jspecify.annotations.NullMarked;
