/**
 * The revision graphs: {@code /components/{name}/graph} and its picture.
 */
@NullMarked
package ai.backend.dbstatus.web.graph;

import org.jspecify.annotations.NullMarked;
