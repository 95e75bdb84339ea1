/**
 * The refs of components' repositories: {@code /components/{name}/refs}.
 */
@NullMarked
package ai.backend.dbstatus.web.refs;

import org.jspecify.annotations.NullMarked;
