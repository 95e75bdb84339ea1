package ai.backend.dbstatus.web;

import java.util.List;
import java.util.stream.IntStream;

import ai.backend.dbstatus.graph.Divergence;
import ai.backend.dbstatus.graph.Edge;
import ai.backend.dbstatus.graph.GraphRevision;
import ai.backend.dbstatus.graph.LaneLayout;
import ai.backend.dbstatus.graph.RevisionGraph;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A revision graph as JSON, laid out: what a page needs to draw it.
 */
@Schema(name = "RevisionGraph", description = "The revisions of a component and where to draw them")
record GraphResource(@Schema(description = "The component's name", example = "manager") String component,
		@Schema(description = "How many lanes there are") int lanes,
		@Schema(description = "The revisions, newest first: each before those that it needs") List<Node> revisions,
		@Schema(description = "The lines between them; from and to are places in the list of revisions") List<Edge> edges,
		@Schema(description = "The rows of the version table that name none of these revisions") List<String> unknownRows,
		@Schema(description = "Where there are several heads: each with what only its line has") List<Divergence.Branch> divergence) {

	static GraphResource of(RevisionGraph graph) {
		LaneLayout layout = LaneLayout.of(graph);
		List<Node> nodes = IntStream.range(0, graph.revisions().size())
				.mapToObj((place) -> Node.of(graph.revisions().get(place), layout.lanes().get(place)))
				.toList();
		return new GraphResource(graph.component(), layout.width(), nodes, layout.edges(), graph.unknownRows(),
				Divergence.of(graph).branches());
	}

	/**
	 * A revision and its lane.
	 */
	@Schema(name = "GraphRevision")
	record Node(String revision, @Nullable String description, @Schema(description = "0 is the leftmost") int lane,
			GraphRevision.State state, @Schema(description = "Whether a row of the version table names it") boolean row,
			boolean head, List<String> branchLabels, List<String> downRevisions, List<String> dependsOn,
			@Nullable String release, @Nullable String created, String file) {

		static Node of(GraphRevision revision, int lane) {
			return new Node(revision.id(), revision.description(), lane, revision.state(), revision.row(),
					revision.head(), revision.branchLabels(), revision.downRevisions(), revision.dependsOn(),
					revision.release(), revision.created(), revision.file());
		}

	}

}
