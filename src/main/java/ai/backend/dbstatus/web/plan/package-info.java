/**
 * What the pending revisions would do: {@code /components/{name}/plan}.
 */
@NullMarked
package ai.backend.dbstatus.web.plan;

import org.jspecify.annotations.NullMarked;
