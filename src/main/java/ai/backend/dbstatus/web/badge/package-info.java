/**
 * The status as a badge: {@code /components/{name}/badge}.
 */
@NullMarked
package ai.backend.dbstatus.web.badge;

import org.jspecify.annotations.NullMarked;
