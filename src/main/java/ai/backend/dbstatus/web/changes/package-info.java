/**
 * The last changes of a component: {@code /components/{name}/changes}.
 */
@NullMarked
package ai.backend.dbstatus.web.changes;

import org.jspecify.annotations.NullMarked;
