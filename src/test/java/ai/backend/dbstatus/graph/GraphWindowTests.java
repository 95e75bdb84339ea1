package ai.backend.dbstatus.graph;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Chooses what a picture shows of a long history.
 */
class GraphWindowTests {

	@ParameterizedTest
	@CsvSource({ "5, 0, 10, 0, 5", "100, 0, 10, 0, 10", "100, 2, 10, 0, 10", "100, 50, 10, 44, 54",
			"100, 99, 10, 90, 100", "100, 100, 10, 90, 100", "1, 0, 1, 0, 1" })
	void itIsAroundTheDatabase(int size, int pending, int limit, int from, int to) {
		assertThat(GraphWindow.around(Graphs.line(size, pending), limit)).isEqualTo(new GraphWindow(from, to));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void withTheDatabaseAwayItIsTheNewest(int limit) {
		RevisionGraph graph = Graphs.graph("d? < c", "c? < b", "b? < a", "a?");
		assertThat(GraphWindow.around(graph, limit)).isEqualTo(new GraphWindow(0, limit));
	}

}
