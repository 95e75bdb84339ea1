package ai.backend.dbstatus.status;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.status.Divergence.Branch;
import ai.backend.dbstatus.status.Divergence.BranchRevision;
import ai.backend.dbstatus.status.Divergence.Remedy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

class DivergenceDescriptionTests {

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
		RevisionSummary a = new RevisionSummary("a", "Make a");
		assertThat(divergence.branchPoint()).isEqualTo(a);
		assertThat(divergence.branches()).containsExactly(
				new Branch("b2", a, List.of(revision("b1"), revision("b2"))),
				new Branch("c", a, List.of(revision("c"))));
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
		assertThat(divergence.branchPoint()).isEqualTo(new RevisionSummary("a", "Make a"));
		assertThat(divergence.branches()).extracting(Branch::branchPoint)
				.containsExactly(new RevisionSummary("b", "Make b"), new RevisionSummary("b", "Make b"),
						new RevisionSummary("a", "Make a"));
		assertThat(divergence.branches()).extracting((branch) -> branch.revisions().size()).containsExactly(1, 1, 1);
	}

	@Test
	void separateBasesHaveNoBranchPointAndCannotBeRebased() {
		Divergence divergence = describe(script("a1"), script("a2", "a1"), script("b1"));
		assertThat(divergence).isNotNull();
		assertThat(divergence.branchPoint()).isNull();
		assertThat(divergence.branches()).extracting(Branch::branchPoint).containsOnlyNulls();
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
		Divergence divergence = DivergenceDescription.of(history(script("a"), script("b")), DivergenceCommands.NONE,
				Map.of());
		assertThat(divergence).isNotNull();
		assertThat(divergence.commands()).isEmpty();
	}

	private static @Nullable Divergence describe(MigrationScript... scripts) {
		RevisionHistory history = history(scripts);
		String heads = String.join(" ", history.map().heads().stream().map(Revision::id).toList());
		return DivergenceDescription.of(history, COMMANDS, Map.of(Fact.HEADS, heads));
	}

	private static BranchRevision revision(String id) {
		return new BranchRevision(id, "Make " + id, "2026-01-02T03:04:05", id + ".py");
	}

	private static RevisionHistory history(MigrationScript... scripts) {
		RevisionMap map = RevisionMap.of(Stream.of(scripts)
				.map((script) -> new Revision(script.revision(), script.downRevisions(), List.of(), List.of()))
				.toList());
		return new RevisionHistory(map,
				Stream.of(scripts).collect(toMap(MigrationScript::revision, (script) -> script)), List.of());
	}

	private static MigrationScript script(String revision, String... downRevisions) {
		return new MigrationScript(Path.of(revision + ".py"), revision + ".py", revision, List.of(downRevisions),
				List.of(), List.of(), null, "Make " + revision, "2026-01-02T03:04:05", null);
	}

}
