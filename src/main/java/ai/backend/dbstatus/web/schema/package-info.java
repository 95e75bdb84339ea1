/**
 * Whether a schema bears out its stamp: {@code /components/{name}/schema}.
 */
@NullMarked
package ai.backend.dbstatus.web.schema;

import org.jspecify.annotations.NullMarked;
