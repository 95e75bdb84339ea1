package ai.backend.dbstatus.web.graph;

import java.util.List;
import java.util.stream.IntStream;

import ai.backend.dbstatus.graph.Edge;
import ai.backend.dbstatus.graph.LaneLayout;
import ai.backend.dbstatus.graph.RevisionGraph;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;
import ai.backend.dbstatus.status.report.Divergence;
import org.jspecify.annotations.Nullable;

/**
 * A revision graph as JSON, laid out: what a page needs to draw it.
 */
public record GraphResource(String component, int lanes, List<Node> revisions, List<Edge> edges,
		List<String> unknownRows, List<Branch> divergence) {

	static GraphResource of(RevisionGraph graph) {
		LaneLayout layout = LaneLayout.of(graph);
		List<Node> nodes = IntStream.range(0, graph.revisions().size())
				.mapToObj((place) -> Node.of(graph.revisions().get(place), layout.lanes().get(place)))
				.toList();
		return new GraphResource(graph.component(), layout.width(), nodes, layout.edges(), graph.unknownRows(),
				graph.branches().stream().map(Branch::of).toList());
	}

	/**
	 * A revision and its lane.
	 */
	public record Node(String revision, @Nullable String description, int lane,
			RevisionState state, boolean row, boolean head, List<String> branchLabels, List<String> downRevisions,
			List<String> dependsOn,
			@Nullable String release, @Nullable String created, String file, @Nullable String sourceUrl) {

		static Node of(RevisionInfo revision, int lane) {
			return new Node(revision.revision(), revision.description(), lane, revision.state(), revision.named(),
					revision.head(), revision.ownBranchLabels(), revision.downRevisions(), revision.dependencies(),
					revision.release(), revision.created(), revision.file(), revision.sourceUrl());
		}

	}

	/**
	 * A head and what only its branch has.
	 *
	 * @param head the head's id
	 * @param revisions the ids of the revisions that no other head's branch has, newest first
	 * @param applied how many of them are applied
	 * @param pending how many of them are pending
	 * @param branchesFrom the ids of the revisions that it shares with others and directly follows; empty where it
	 * shares nothing
	 */
	public record Branch(String head, List<String> revisions, int applied, int pending, List<String> branchesFrom) {

		static Branch of(Divergence.Branch branch) {
			return new Branch(branch.head(),
					branch.revisions().reversed().stream().map(RevisionInfo::revision).toList(),
					branch.count(RevisionState.APPLIED), branch.count(RevisionState.PENDING), branch.branchesFrom());
		}

	}

}
