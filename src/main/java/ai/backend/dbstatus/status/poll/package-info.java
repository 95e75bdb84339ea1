/**
 * Checking again and again while somebody wants it.
 */
@NullMarked
package ai.backend.dbstatus.status.poll;

import org.jspecify.annotations.NullMarked;
