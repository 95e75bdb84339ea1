package ai.backend.dbstatus.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.testsupport.RecordedProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lays out small graphs, and the graph of a real project.
 */
class LaneLayoutTests {

	@Test
	void aLineHasOneLane() {
		LaneLayout layout = LaneLayout.of(Graphs.graph("c < b", "b < a", "a"));
		assertThat(layout.width()).isEqualTo(1);
		assertThat(layout.lanes()).containsExactly(0, 0, 0);
		assertThat(layout.edges()).containsExactly(new Edge(0, 1, 0, Edge.Kind.DOWN_REVISION),
				new Edge(1, 2, 0, Edge.Kind.DOWN_REVISION));
	}

	@Test
	void aBranchKeepsItsLaneDownToTheBranchPoint() {
		LaneLayout layout = LaneLayout.of(Graphs.graph("c < b", "b < a", "y < x", "x < a", "a"));
		assertThat(layout.lanes()).containsExactly(0, 0, 1, 1, 0);
		assertThat(layout.edges()).contains(new Edge(3, 4, 1, Edge.Kind.DOWN_REVISION));
	}

	@Test
	void aMergeOpensALaneForItsSecondDownRevision() {
		LaneLayout layout = LaneLayout.of(Graphs.graph("m < b x", "b < a", "x < a", "a"));
		assertThat(layout.lanes()).containsExactly(0, 0, 1, 0);
		assertThat(layout.edges()).containsExactly(new Edge(0, 1, 0, Edge.Kind.DOWN_REVISION),
				new Edge(0, 2, 1, Edge.Kind.DOWN_REVISION), new Edge(1, 3, 0, Edge.Kind.DOWN_REVISION),
				new Edge(2, 3, 1, Edge.Kind.DOWN_REVISION));
	}

	@Test
	void aLaneThatIsFreeIsUsedAgain() {
		LaneLayout layout = LaneLayout.of(Graphs.graph("d < c", "n < m", "m < c", "c < b y", "b < a", "y < a", "a"));
		assertThat(layout.width()).isEqualTo(2);
		assertThat(layout.lanes()).containsExactly(0, 1, 1, 0, 0, 1, 0);
	}

	@Test
	void aDependencyHasALineOfItsOwnKind() {
		LaneLayout layout = LaneLayout.of(Graphs.graph("b < a ~x", "a", "x"));
		assertThat(layout.edges()).contains(new Edge(0, 2, 1, Edge.Kind.DEPENDS_ON));
	}

	@Test
	void aDependencyThatIsADownRevisionIsOneLine() {
		assertThat(LaneLayout.of(Graphs.graph("b < a ~a", "a")).edges()).hasSize(1);
	}

	@Test
	void aRepeatedDownRevisionIsOneLine() {
		assertThat(LaneLayout.of(Graphs.graph("b < a a", "a")).edges()).hasSize(1);
	}

	@Test
	void whatIsNotInTheListIsPassedOver() {
		assertThat(LaneLayout.of(Graphs.graph("b < elsewhere")).edges()).isEmpty();
		assertThat(LaneLayout.of(Graphs.graph()).width()).isZero();
	}

	@Test
	void noLineOfARealProjectLiesOnAnother() {
		RevisionGraph graph = manager();
		LaneLayout layout = LaneLayout.of(graph);
		assertThat(graph.revisions()).hasSize(484);
		assertThat(graph.revisions().stream().filter(RevisionInfo::isMergePoint)).hasSize(29);
		assertThat(layout.edges()).hasSize(483 + 29 + 1 - 1);
		assertThat(layout.width()).isLessThanOrEqualTo(4);
		Map<Integer, Set<Integer>> taken = new HashMap<>();
		for (Edge edge : layout.edges()) {
			for (int place = edge.from() + 1; place < edge.to(); place++) {
				assertThat(taken.computeIfAbsent(place, (_) -> new HashSet<>()).add(edge.lane())).isTrue();
				assertThat(layout.lanes().get(place)).isNotEqualTo(edge.lane());
			}
		}
	}

	@Test
	@Timeout(10)
	void tenThousandRevisionsWithManyBranchesAreLaidOut() {
		List<String> lines = new ArrayList<>();
		for (int i = 0; i < 5000; i++) {
			lines.add("x" + i + " < a" + (i + 1));
			lines.add("a" + i + " < a" + (i + 1));
		}
		lines.add("a5000");
		LaneLayout layout = LaneLayout.of(Graphs.graph(lines.toArray(String[]::new)));
		assertThat(layout.lanes()).hasSize(10_001);
		assertThat(layout.edges()).hasSize(10_000);
		assertThat(layout.width()).isLessThan(4);
	}

	static RevisionGraph manager() {
		RecordedProject project = RecordedProject.manager();
		return Graphs.graph(project.history()
				.stream()
				.map((id) -> id + " < " + String.join(" ", project.downRevisions(id)))
				.toArray(String[]::new));
	}

}
