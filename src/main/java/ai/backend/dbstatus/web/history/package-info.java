/**
 * The revision histories: {@code /components/{name}/revisions}.
 */
@NullMarked
package ai.backend.dbstatus.web.history;

import org.jspecify.annotations.NullMarked;
