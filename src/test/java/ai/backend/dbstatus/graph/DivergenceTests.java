package ai.backend.dbstatus.graph;

import java.util.List;

import ai.backend.dbstatus.graph.Divergence.Branch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tells how the lines of several heads part.
 */
class DivergenceTests {

	@Test
	void oneHeadIsNoDivergence() {
		assertThat(Divergence.of(Graphs.graph("b < a", "a")).branches()).isEmpty();
	}

	@Test
	void eachHeadHasWhatNoOtherHas() {
		Divergence divergence = Divergence.of(Graphs.graph("c! < b", "b* < a", "y! < x", "x! < a", "a < o", "o"));
		assertThat(divergence.branches()).containsExactly(new Branch("c", List.of("c", "b"), 1, 1, List.of("a")),
				new Branch("y", List.of("y", "x"), 0, 2, List.of("a")));
	}

	@Test
	void threeHeadsMayPartAtDifferentRevisions() {
		Divergence divergence = Divergence.of(Graphs.graph("c < b", "y < b", "b < a", "z < a", "a"));
		assertThat(divergence.branches()).extracting(Branch::branchesFrom)
				.containsExactly(List.of("b"), List.of("b"), List.of("a"));
		assertThat(divergence.branches()).extracting(Branch::revisions)
				.containsExactly(List.of("c"), List.of("y"), List.of("z"));
	}

	@Test
	void separateBasesHaveNothingInCommon() {
		Divergence divergence = Divergence.of(Graphs.graph("b < a", "y < x", "a", "x"));
		assertThat(divergence.branches()).extracting(Branch::branchesFrom).containsExactly(List.of(), List.of());
	}

	@Test
	void aDependencyMakesNoLineACommonOne() {
		Divergence divergence = Divergence.of(Graphs.graph("b < a ~x", "a", "x"));
		assertThat(divergence.branches()).extracting(Branch::revisions)
				.containsExactly(List.of("b", "a"), List.of("x"));
	}

}
