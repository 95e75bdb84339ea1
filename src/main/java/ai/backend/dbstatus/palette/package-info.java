/**
 * The colours of all that is drawn.
 */
@NullMarked
package ai.backend.dbstatus.palette;

import org.jspecify.annotations.NullMarked;
