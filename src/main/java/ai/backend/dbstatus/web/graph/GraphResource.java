package ai.backend.dbstatus.web.graph;

import java.util.List;
import java.util.stream.IntStream;

import ai.backend.dbstatus.graph.Divergence;
import ai.backend.dbstatus.graph.Edge;
import ai.backend.dbstatus.graph.GraphRevision;
import ai.backend.dbstatus.graph.LaneLayout;
import ai.backend.dbstatus.graph.RevisionGraph;
import org.jspecify.annotations.Nullable;

/**
 * A revision graph as JSON, laid out: what a page needs to draw it.
 */
public record GraphResource(String component, int lanes, List<Node> revisions, List<Edge> edges,
		List<String> unknownRows, List<Divergence.Branch> divergence) {

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
	public record Node(String revision, @Nullable String description, int lane,
			GraphRevision.State state, boolean row,
			boolean head, List<String> branchLabels, List<String> downRevisions, List<String> dependsOn,
			@Nullable String release, @Nullable String created, String file) {

		static Node of(GraphRevision revision, int lane) {
			return new Node(revision.id(), revision.description(), lane, revision.state(), revision.row(),
					revision.head(), revision.branchLabels(), revision.downRevisions(), revision.dependsOn(),
					revision.release(), revision.created(), revision.file());
		}

	}

}
