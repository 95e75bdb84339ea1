/**
 * What happens to the whole service when the world around it fails.
 */
@NullMarked
package ai.backend.dbstatus.faults;

import org.jspecify.annotations.NullMarked;
