package ai.backend.dbstatus.alembic.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which revisions a downgrade goes back through, against recorded results of Alembic. Targets that count from somewhere, and
 * those of one branch, are not planned.
 */
class RecordedDowngradesTests {

	@Test
	void theRevisionsAreThoseOfAlembicInItsOrder() {
		Map<Integer, JsonNode> graphs = Vectors.read("unit-graphs")
				.stream()
				.collect(Collectors.toMap((graph) -> graph.get("id").asInt(), (graph) -> graph));
		List<String> checked = new ArrayList<>();
		Vectors.read("unit-cases").stream().filter(RecordedDowngradesTests::isPlanned).forEach((unit) -> {
			RevisionMap map = RevisionMap.of(Vectors
					.revisions(Objects.requireNonNull(graphs.get(unit.get("graph").asInt())).get("scripts")));
			String target = unit.get("args").get(0).asString();
			if (map.state(Vectors.strings(unit.get("args").get(1))) instanceof LocatedState state) {
				List<Revision> revisions = map.downgrade(state, map.resolve(target).orElse(null));
				assertThat(revisions.stream().map(Revision::id)).as(unit.toString())
						.containsExactlyElementsOf(Vectors.strings(unit.get("result").get("revisions")));
				checked.add(target);
			}
		});
		assertThat(checked).hasSizeGreaterThan(10);
	}

	private static boolean isPlanned(JsonNode unit) {
		return unit.get("op").asString().equals("downgrade") && unit.has("result")
				&& unit.get("args").get(0).asString().matches("[\\w]+");
	}

}
