/**
 * The service: where it starts.
 */
@NullMarked
package ai.backend.dbstatus;

import org.jspecify.annotations.NullMarked;
