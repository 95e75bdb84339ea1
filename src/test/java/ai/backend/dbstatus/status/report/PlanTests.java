package ai.backend.dbstatus.status.report;

import java.util.List;
import java.util.stream.Stream;

import ai.backend.dbstatus.status.history.HistoryView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static ai.backend.dbstatus.testsupport.TestRevisions.history;
import static ai.backend.dbstatus.testsupport.TestRevisions.released;
import static ai.backend.dbstatus.testsupport.TestRevisions.script;
import static org.assertj.core.api.Assertions.assertThat;

class PlanTests {

	@Test
	void eachReleaseIsNamedOnceInTheOrderOfTheUpgrade() {
		assertThat(plan("26.8.0", null, "26.7.0", "26.8.0").releases()).containsExactly("26.8.0", "26.7.0");
		assertThat(plan((String) null).releases()).isEmpty();
	}

	private static Plan plan(@Nullable String... releases) {
		return new Plan(Stream.of(releases)
				.map((release) -> new HistoryView(history(released(release, script("a"))), List.of()).revision("a"))
				.toList());
	}

}
