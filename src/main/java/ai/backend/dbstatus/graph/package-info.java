/**
 * The picture of a revision graph: which lane a revision is drawn in, and the picture as SVG and as Mermaid.
 */
@NullMarked
package ai.backend.dbstatus.graph;

import org.jspecify.annotations.NullMarked;
