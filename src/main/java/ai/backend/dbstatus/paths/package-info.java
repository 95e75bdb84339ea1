/**
 * What a text lacks to be a path on this system.
 */
@NullMarked
package ai.backend.dbstatus.paths;

import org.jspecify.annotations.NullMarked;
