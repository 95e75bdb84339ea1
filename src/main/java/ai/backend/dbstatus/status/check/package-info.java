/**
 * Checking components: looking, judging, and telling those who listen, once at a time for all who ask.
 */
@NullMarked
package ai.backend.dbstatus.status.check;

import org.jspecify.annotations.NullMarked;
