/**
 * How work is shared by those who ask for it, and how long they wait for it. Knows nothing of what the work is.
 */
@NullMarked
package ai.backend.dbstatus.execution;

import org.jspecify.annotations.NullMarked;
