package ai.backend.dbstatus.status.judgement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.status.action.DivergenceCommands;
import ai.backend.dbstatus.status.action.Fact;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;
import ai.backend.dbstatus.status.report.Divergence;
import ai.backend.dbstatus.status.report.Divergence.Branch;
import ai.backend.dbstatus.status.report.Divergence.Remedy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static ai.backend.dbstatus.testsupport.TestRevisions.history;
import static ai.backend.dbstatus.testsupport.TestRevisions.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class DivergencesTests {

	private static final DivergenceCommands COMMANDS = new DivergenceCommands("merge {heads}", "rebase {base} {top}");

	@Test
	void oneHeadIsNoDivergence() {
		assertThat(describe(script("a"), script("b", "a"))).isNull();
	}

	@Test
	void eachHeadHasItsBranchSinceTheBranchPoint() {
		Divergence divergence = describe(script("z"), script("a", "z"), script("b1", "a"), script("b2", "b1"),
				script("c", "a"));
		assertThat(divergence).isNotNull();
		assertThat(id(divergence.branchPoint())).isEqualTo("a");
		assertThat(divergence.branches())
				.extracting(Branch::head, (branch) -> id(branch.branchPoint()), DivergencesTests::ids,
						Branch::branchesFrom)
				.containsExactly(tuple("b2", "a", List.of("b1", "b2"), List.of("a")),
						tuple("c", "a", List.of("c"), List.of("a")));
		assertThat(divergence.commands()).containsExactly(
				new Remedy("Where all branches are merged already, join them by a merge revision.", "merge b2 c"),
				new Remedy("Where the branch of b2 is not merged yet, put it on top of c.", "rebase c b2"),
				new Remedy("Where the branch of c is not merged yet, put it on top of b2.", "rebase b2 c"));
	}

	@Test
	void ofThreeHeadsTwoMayPartLater() {
		Divergence divergence = describe(script("a"), script("b", "a"), script("c1", "b"), script("c2", "b"),
				script("d", "a"));
		assertThat(divergence).isNotNull();
		assertThat(id(divergence.branchPoint())).isEqualTo("a");
		assertThat(divergence.branches())
				.extracting(Branch::head, (branch) -> id(branch.branchPoint()), DivergencesTests::ids,
						Branch::branchesFrom)
				.containsExactly(tuple("c1", "b", List.of("c1"), List.of("b")),
						tuple("c2", "b", List.of("c2"), List.of("b")), tuple("d", "a", List.of("d"), List.of("a")));
	}

	@Test
	void thousandsOfHeadsOnALongHistoryAreDescribedLikeTwo() {
		int many = 2_000;
		List<MigrationScript> scripts = new ArrayList<>();
		scripts.add(script("c0"));
		for (int i = 1; i < many; i++) {
			scripts.add(script("c" + i, "c" + (i - 1)));
		}
		for (int i = 0; i < many; i++) {
			scripts.add(script("h" + i, "c" + (many - 1)));
		}
		Divergence divergence = describe(scripts.toArray(MigrationScript[]::new));
		assertThat(divergence).isNotNull();
		assertThat(id(divergence.branchPoint())).isEqualTo("c1999");
		assertThat(divergence.branches()).hasSize(many)
				.allSatisfy((branch) -> assertThat(ids(branch)).containsExactly(branch.head()));
	}

	@Test
	void separateBasesHaveNoBranchPointAndCannotBeRebased() {
		Divergence divergence = describe(script("a1"), script("a2", "a1"), script("b1"));
		assertThat(divergence).isNotNull();
		assertThat(divergence.branchPoint()).isNull();
		assertThat(divergence.branches()).extracting(Branch::branchPoint).containsOnlyNulls();
		assertThat(divergence.branches()).extracting(Branch::branchesFrom).containsExactly(List.of(), List.of());
		assertThat(divergence.commands()).extracting(Remedy::command).containsExactly("merge a2 b1");
	}

	@Test
	void aBranchWithAMergeRevisionCannotBePutOnTopOfAnother() {
		Divergence divergence = describe(script("a"), script("b1", "a"), script("b2", "a"), script("m", "b1", "b2"),
				script("c", "a"));
		assertThat(divergence).isNotNull();
		assertThat(divergence.commands()).extracting(Remedy::command).containsExactly("merge m c", "rebase m c");
	}

	@Test
	void aTeamMayHaveNoSuchCommands() {
		Divergence divergence = Divergences.of(new HistoryView(history(script("a"), script("b")), null),
				DivergenceCommands.NONE, Map.of());
		assertThat(divergence).isNotNull();
		assertThat(divergence.commands()).isEmpty();
	}

	@Test
	void eachBranchSaysHowMuchOfItIsApplied() {
		HistoryView view = new HistoryView(history(script("o"), script("a", "o"), script("b", "a"), script("c", "b"),
				script("x", "a"), script("y", "x")), List.of("b"));
		Divergence divergence = Divergences.of(view, COMMANDS, Map.of());
		assertThat(divergence).isNotNull();
		assertThat(divergence.branches())
				.extracting(Branch::head, (branch) -> branch.count(RevisionState.APPLIED),
						(branch) -> branch.count(RevisionState.PENDING))
				.containsExactly(tuple("c", 1, 1), tuple("y", 0, 2));
	}

	@Test
	void aDependencyMakesNoBranchACommonOne() {
		Divergence divergence = describe(script("a"), script("x"), script("b", List.of("a"), List.of("x")));
		assertThat(divergence).isNotNull();
		assertThat(divergence.branches()).extracting(DivergencesTests::ids)
				.containsExactly(List.of("x"), List.of("a", "b"));
	}

	private static @Nullable Divergence describe(MigrationScript... scripts) {
		HistoryView view = new HistoryView(history(scripts), List.of());
		String heads = String.join(" ", view.heads().stream().map(RevisionInfo::revision).toList());
		return Divergences.of(view, COMMANDS, Map.of(Fact.HEADS, heads));
	}

	private static @Nullable String id(@Nullable RevisionInfo revision) {
		return (revision != null) ? revision.revision() : null;
	}

	private static List<String> ids(Branch branch) {
		return branch.revisions().stream().map(RevisionInfo::revision).toList();
	}

}
