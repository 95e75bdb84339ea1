package ai.backend.dbstatus.alembic.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generated graphs, many of them odd.
 */
class RecordedRandomGraphsTests {

	private static final List<JsonNode> GRAPHS = Vectors.read("random-graphs");

	@TestFactory
	Stream<DynamicTest> theGraphIsJudgedAsByAlembic() {
		return GRAPHS.stream().map((graph) -> DynamicTest.dynamicTest(name(graph), () -> check(graph, (_) -> {})));
	}

	/**
	 * Nine cases of three graphs, in which a revision has several dependencies.
	 */
	@Test
	void hardlyAnyOrderDependsOnTheHashSeedUnrecorded() {
		List<String> otherwiseOrdered = new ArrayList<>();
		GRAPHS.forEach((graph) -> check(graph, otherwiseOrdered::add));
		assertThat(otherwiseOrdered).hasSize(9);
	}

	@Test
	void allGraphsAndCasesAreThere() {
		assertThat(GRAPHS).hasSize(400);
		assertThat(GRAPHS.stream().mapToInt((graph) -> graph.get("cases").size()).sum()).isEqualTo(9088);
	}

	private static String name(JsonNode graph) {
		return graph.get("id").asInt() + " " + graph.get("anomaly").asString("");
	}

	private static void check(JsonNode graph, Consumer<String> otherwiseOrdered) {
		List<Revision> revisions = Vectors.revisions(graph.get("scripts"));
		RevisionMap map;
		try {
			map = RevisionMap.of(revisions);
		}
		catch (RevisionMapException ex) {
			checkRefusal(graph, ex);
			return;
		}
		assertThat(graph.get("heads").isNull()).as("Alembic refuses the graph").isFalse();
		new RecordedGraph(graph, otherwiseOrdered).check(map);
	}

	/**
	 * Where Alembic builds the graph all the same, it only warns of a duplicate id, or has not noticed a cycle and would not
	 * end: that is recorded of graph 134.
	 */
	private static void checkRefusal(JsonNode graph, RevisionMapException refusal) {
		String anomaly = graph.get("anomaly").asString();
		String attributeMissing = refusal instanceof MissingRevisionException missing
				? missing.references().getFirst().kind().attribute()
				: "";
		String found = switch (refusal) {
			case MissingRevisionException _ -> attributeMissing;
			case RevisionCycleException cycle -> cycle.kind().name();
			default -> refusal.getClass().getSimpleName();
		};
		assertThat(found).isIn(switch (anomaly) {
			case "missing-parent", "empty-down" -> List.of("down_revision");
			case "missing-dependency" -> List.of("depends_on");
			case "self-loop" -> List.of("SELF_LOOP");
			case "dep-self-loop" -> List.of("DEPENDENCY_SELF_LOOP");
			case "dep-cycle" -> List.of("DEPENDENCY_CYCLE", "DEPENDENCY_SELF_LOOP");
			case "cycle" -> List.of("CYCLE", "DEPENDENCY_CYCLE");
			case "duplicate-label", "label-equals-id" -> List.of("DuplicateLabelException");
			case "duplicate-id" -> List.of("DuplicateRevisionException", "SELF_LOOP");
			default -> List.of("IllegalRevisionIdException");
		});
		if (!graph.get("heads").isNull()) {
			assertThat(anomaly).isIn("duplicate-id", "cycle");
		}
	}

}
