/**
 * All components at a glance, for a terminal: {@code /}.
 */
@NullMarked
package ai.backend.dbstatus.web.overview;

import org.jspecify.annotations.NullMarked;
