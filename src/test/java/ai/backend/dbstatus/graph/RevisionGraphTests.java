package ai.backend.dbstatus.graph;

import java.util.List;

import ai.backend.dbstatus.component.Policy;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.judgement.Judge;
import ai.backend.dbstatus.status.judgement.Judgement;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import ai.backend.dbstatus.status.observation.Observation;
import ai.backend.dbstatus.status.report.Divergence.Branch;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestReports;
import org.junit.jupiter.api.Test;

import static ai.backend.dbstatus.testsupport.TestRevisions.history;
import static ai.backend.dbstatus.testsupport.TestRevisions.script;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes over what a check saw.
 */
class RevisionGraphTests {

	/** The heads are in load order, and one of them depends on the other. */
	@Test
	void theBranchesOfADivergenceComeInTheOrderOfTheList() {
		RevisionGraph graph = graph(TestComponents.POLICY);
		assertThat(graph.revisions()).extracting((revision) -> revision.revision())
				.containsExactly("c", "x", "a");
		assertThat(graph.branches()).extracting(Branch::head).containsExactly("c", "x");
		assertThat(graph.unknownRows()).containsExactly("zzz");
	}

	@Test
	void severalHeadsThatAreAllowedAreNoDivergence() {
		assertThat(graph(TestComponents.SEVERAL_HEADS).branches()).isEmpty();
	}

	private static RevisionGraph graph(Policy policy) {
		Observation seen = new Observation(
				new Known<>(history(script("a"), script("x", "a"), script("c", List.of("a"), List.of("x")))),
				VersionTable.DEFAULT, new Known<>(new VersionTableState(true, List.of("a", "zzz"), false)));
		Judgement judgement = Judge.judge(TestComponents.component("shop", policy), seen);
		HistoryView view = requireNonNull(judgement.history());
		return RevisionGraph.of(TestReports.report("shop", judgement.findings()), view);
	}

}
