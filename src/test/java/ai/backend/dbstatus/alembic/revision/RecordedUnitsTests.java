package ai.backend.dbstatus.alembic.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Single operations on small graphs, as they occur in the tests of Alembic itself.
 */
class RecordedUnitsTests {

	private static final Map<Integer, JsonNode> GRAPHS = Vectors.read("unit-graphs")
			.stream()
			.collect(Collectors.toMap((graph) -> graph.get("id").asInt(), (graph) -> graph));

	private static final Map<String, List<JsonNode>> CASES = Vectors.read("unit-cases")
			.stream()
			.filter(RecordedUnitsTests::isOfUpgrade)
			.collect(Collectors.groupingBy((unit) -> unit.get("op").asString()));

	@Test
	void theEndsOfAllGraphsAreAsInAlembic() {
		SoftAssertions softly = new SoftAssertions();
		GRAPHS.forEach((id, graph) -> {
			List<Revision> revisions = Vectors.revisions(graph.get("scripts"));
			if (graph.has("error")) {
				softly.assertThat(failure(() -> RevisionMap.of(revisions)))
						.as("graph " + id)
						.isEqualTo(Vectors.failure(graph));
				return;
			}
			RevisionMap map = RevisionMap.of(revisions);
			Map.of("heads", map.heads(), "realHeads", map.realHeads(), "bases", map.bases(), "realBases",
					map.realBases())
					.forEach((name, ends) -> softly.assertThat(Vectors.ids(ends))
							.as("graph " + id + " " + name)
							.isEqualTo(Vectors.strings(graph.get(name))));
		});
		softly.assertAll();
		assertThat(GRAPHS).hasSize(847);
	}

	@TestFactory
	Stream<DynamicTest> theOperationIsAsInAlembic() {
		return CASES.entrySet()
				.stream()
				.map((op) -> DynamicTest.dynamicTest(op.getKey(), () -> checkAll(op.getValue())));
	}

	@Test
	void allCasesAreThere() {
		assertThat(CASES)
				.extractingByKeys("lookup", "lookupAll", "lookupIds", "lineage", "ancestors",
						"descendants", "upgrade", "rowsAfterStep", "build", "script")
				.extracting(List::size)
				.containsExactly(561, 560, 19, 4, 148, 142, 87, 139, 9, 8);
	}

	/**
	 * This service plans upgrades, and neither downgrades nor stamps; it lists no ranges of a history.
	 */
	private static boolean isOfUpgrade(JsonNode unit) {
		JsonNode args = unit.get("args");
		return switch (unit.get("op").asString()) {
			case "downgrade", "stamp", "history", "iterate" -> false;
			case "rowsAfterStep" -> args.get(1).get("is_upgrade").asBoolean() && !args.get(1).get("stamp").asBoolean();
			default -> true;
		};
	}

	private static void checkAll(List<JsonNode> cases) {
		SoftAssertions softly = new SoftAssertions();
		for (JsonNode unit : cases) {
			Object[] found = new Object[1];
			String failure = failure(() -> found[0] = perform(unit));
			String name = unit.toString();
			softly.assertThat(failure).as(name).isEqualTo(Vectors.failure(unit));
			if (failure == null) {
				Object expected = expected(unit);
				softly.assertThat(found[0]).as(name).isEqualTo(expected);
			}
		}
		softly.assertAll();
	}

	private static @Nullable String failure(Runnable action) {
		try {
			action.run();
			return null;
		}
		catch (RevisionException ex) {
			return Vectors.alembicName(ex);
		}
	}

	private static Object expected(JsonNode unit) {
		JsonNode result = unit.get("result");
		return switch (unit.get("op").asString()) {
			case "upgrade" -> List.of(Vectors.strings(result.get("revisions")),
					new RowsAfter.Rows(Vectors.strings(result.get("rowsAfter"))));
			case "rowsAfterStep" -> new RowsAfter.Rows(Vectors.strings(result));
			case "descendants", "ancestors" -> Vectors.strings(result).stream().sorted().toList();
			case "lookup" -> Optional.ofNullable(result.isNull() ? null : result.asString());
			default -> Vectors.strings(result);
		};
	}

	private static Object perform(JsonNode unit) {
		JsonNode args = unit.get("args");
		if (unit.get("op").asString().equals("script")) {
			return RevisionMap.of(List.of(Vectors.revision(args.get(0))));
		}
		RevisionMap map = RevisionMap
				.of(Vectors.revisions(Objects.requireNonNull(GRAPHS.get(unit.get("graph").asInt())).get("scripts")));
		return switch (unit.get("op").asString()) {
			case "upgrade" -> upgrade(map, args);
			case "lookup" -> map.resolve(Vectors.strings(args.get(0)).getFirst()).map(Revision::id);
			case "lookupAll" -> Vectors.strings(args.get(0))
					.stream()
					.flatMap((symbol) -> map.resolveAll(symbol).stream())
					.map(Revision::id)
					.toList();
			case "lookupIds" -> map.symbols().names(Vectors.strings(args.get(0)).getFirst()).names();
			case "ancestors" -> related(args, (revision) -> map.ancestors(revision, includesDependencies(unit)), map);
			case "descendants" ->
				related(args, (revision) -> map.descendants(revision, includesDependencies(unit)), map);
			case "lineage" -> Vectors.ids(map.revisions(map.symbols()
					.inLineage(Vectors.strings(args.get(0)).stream().mapToInt(map.symbols()::resolve).toArray(),
							args.get(1).asString())));
			case "rowsAfterStep" -> step(map, args);
			case "build" -> map;
			default -> throw new IllegalArgumentException(unit.toString());
		};
	}

	private static Object upgrade(RevisionMap map, JsonNode args) {
		List<@Nullable String> rows = new ArrayList<>(Vectors.strings(args.get(1)));
		UpgradePlan plan = map.plan(rows, Vectors.strings(args.get(0)));
		return List.of(Vectors.ids(plan.pending()), plan.rowsAfter());
	}

	private static List<String> related(JsonNode args, Function<Revision, RevisionSet> relatives, RevisionMap map) {
		return Vectors.strings(args.get(0))
				.stream()
				.flatMap((id) -> relatives.apply(map.get(id).orElseThrow()).ids().stream())
				.distinct()
				.sorted()
				.toList();
	}

	private static Object step(RevisionMap map, JsonNode args) {
		List<@Nullable String> rows = new ArrayList<>(Vectors.strings(args.get(0)));
		int node = map.revisions().indexOf(map.get(args.get(1).get("revision").asString()).orElseThrow());
		return new RowTransitions(map, rows).after(new int[]{ node });
	}

	private static boolean includesDependencies(JsonNode unit) {
		return option(unit, "include_dependencies", true);
	}

	private static boolean option(JsonNode unit, String name, boolean otherwise) {
		return unit.path("options").path(name).asBoolean(otherwise);
	}

}
