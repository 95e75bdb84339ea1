/**
 * The README and the pages of {@code src/docs}, held against the service.
 */
@NullMarked
package ai.backend.dbstatus.documentation;

import org.jspecify.annotations.NullMarked;
