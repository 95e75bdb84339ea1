package ai.backend.dbstatus.status.history;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.refs.FoundRevision;
import ai.backend.dbstatus.alembic.refs.FoundRevisions;
import ai.backend.dbstatus.alembic.source.tree.MemoryFiles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AppliedRevisionsTests {

	private static final Path ROOT = Path.of("/project");

	/** Each as {@code id<down}. */
	private static HistoryView view(List<@Nullable String> rows, String... revisions) {
		MemoryFiles.Builder files = MemoryFiles.at(ROOT)
				.file("alembic.ini", "[alembic]\nscript_location = m\n");
		for (String revision : revisions) {
			String[] parts = revision.split("<", -1);
			files.file("m/versions/" + parts[0] + ".py", "revision = '%s'\ndown_revision = %s\n".formatted(parts[0],
					(parts.length > 1) ? "'" + parts[1] + "'" : "None"));
		}
		return new HistoryView(
				new AlembicProject(files.build(), ConfigLocation.of(ROOT, "alembic.ini")).history(), rows);
	}

	private static String states(AppliedRevisions applied, String... revisions) {
		return String.join(" ", Arrays.stream(revisions).map((id) -> applied.state(id).name()).toList());
	}

	@Test
	void aRevisionIsAppliedIfItIsARowOrWhatARowNeeds() {
		List<@Nullable String> rows = List.of("b2");
		AppliedRevisions applied = AppliedRevisions.of(rows, view(rows, "a1", "b2<a1", "c3<b2"));
		assertThat(states(applied, "a1", "b2", "c3", "d4")).isEqualTo("APPLIED APPLIED PENDING PENDING");
	}

	@Test
	void nothingIsAppliedWithoutARow() {
		AppliedRevisions applied = AppliedRevisions.of(List.of(), view(List.of(), "a1"));
		assertThat(states(applied, "a1")).isEqualTo("PENDING");
	}

	@Test
	void besideAnUnknownRowOnlyWhatIsSeenIsKnown() {
		List<@Nullable String> rows = List.of("x9");
		AppliedRevisions applied = AppliedRevisions.of(rows, view(rows, "a1", "b2<a1"));
		assertThat(states(applied, "x9", "a1", "b2", "d4")).isEqualTo("APPLIED UNKNOWN UNKNOWN UNKNOWN");
		List<@Nullable String> two = List.of("x9", "a1");
		assertThat(states(AppliedRevisions.of(two, view(two, "a1", "b2<a1")), "a1", "b2"))
				.isEqualTo("APPLIED UNKNOWN");
	}

	private static FoundRevisions found(List<String> revisions, Set<String> needed, boolean all) {
		return new FoundRevisions(revisions.stream()
				.map((revision) -> new FoundRevision(revision, "c0ffee", Instant.EPOCH, revision + ".py", List.of(), 0))
				.toList(), needed, all);
	}

	@Test
	void otherScriptsTellWhatAnUnknownRowNeeds() {
		List<@Nullable String> rows = List.of("c3");
		HistoryView own = view(rows, "a1", "b2<a1", "f6<a1");
		HistoryView other = view(rows, "a1", "b2<a1", "c3<b2", "d4<c3");
		AppliedRevisions applied = AppliedRevisions.of(rows, own, other,
				found(List.of("c3"), Set.of("a1", "b2", "c3"), true));
		assertThat(states(applied, "c3", "b2", "a1", "f6", "d4", "e5"))
				.isEqualTo("APPLIED APPLIED APPLIED PENDING PENDING PENDING");
	}

	@Test
	void whereOtherScriptsDisagreeOnlyWhatAllOfThemNeedIsKnown() {
		List<@Nullable String> rows = List.of("c3");
		HistoryView own = view(rows, "a1", "b2<a1", "f6<a1");
		HistoryView other = view(rows, "a1", "b2<a1", "c3<b2");
		AppliedRevisions applied = AppliedRevisions.of(rows, own, other,
				found(List.of("c3"), Set.of("a1", "c3"), false));
		assertThat(states(applied, "c3", "a1", "b2", "f6")).isEqualTo("APPLIED APPLIED UNKNOWN UNKNOWN");
	}

	@Test
	void besideARowThatNobodyKnowsNothingIsPending() {
		List<@Nullable String> rows = List.of("c3", "x9");
		AppliedRevisions applied = AppliedRevisions.of(rows, view(rows, "a1", "b2<a1"), null,
				found(List.of("c3"), Set.of("a1", "c3"), true));
		assertThat(states(applied, "a1", "b2")).isEqualTo("APPLIED UNKNOWN");
	}

	@Test
	void aRowIsKnownThoughTheScriptsAreNot() {
		AppliedRevisions applied = AppliedRevisions.of(List.of("b2"), null);
		assertThat(states(applied, "b2", "a1")).isEqualTo("APPLIED UNKNOWN");
	}

	@Test
	void nothingIsKnownWithoutTheRows() {
		assertThat(states(AppliedRevisions.of(null, view(List.of(), "a1")), "a1")).isEqualTo("UNKNOWN");
		assertThat(states(AppliedRevisions.UNKNOWN, "a1")).isEqualTo("UNKNOWN");
	}

	@Test
	void theBeginningOfAnIdCountsWhereItIsThatOfOne() {
		List<@Nullable String> rows = List.of("abc1");
		AppliedRevisions applied = AppliedRevisions.of(rows, view(rows, "abc1", "abd2<abc1", "abc<abd2"));
		assertThat(states(applied, "abc1", "ab", "abd", "abc", "abc12", "a"))
				.isEqualTo("APPLIED PENDING PENDING PENDING PENDING PENDING");
		assertThat(states(AppliedRevisions.of(List.of("abc1"), null), "abc")).isEqualTo("APPLIED");
	}

	@Test
	void aRowBesideItsOwnAncestorSaysWhatIsApplied() {
		List<@Nullable String> rows = List.of("a1", "b2");
		AppliedRevisions applied = AppliedRevisions.of(rows, view(rows, "a1", "b2<a1", "c3<b2"));
		assertThat(states(applied, "a1", "b2", "c3")).isEqualTo("APPLIED APPLIED PENDING");
	}

	@Test
	void aRowWithoutAValueLeavesTheRestUnknown() {
		List<@Nullable String> rows = Arrays.asList("a1");
		AppliedRevisions applied = AppliedRevisions.of(rows, view(rows, "a1", "b2<a1"));
		assertThat(applied.state("b2")).isNotEqualTo(RevisionState.APPLIED);
		assertThat(applied.state("a1")).isEqualTo(RevisionState.APPLIED);
	}

	@Test
	void inSeveralDatabasesItIsAppliedIfItIsInEach() {
		AppliedRevisions behind = AppliedRevisions.of(List.of("b2"), view(List.of("b2"), "a1", "b2<a1", "c3<b2"));
		AppliedRevisions current = AppliedRevisions.of(List.of("c3"), view(List.of("c3"), "a1", "b2<a1", "c3<b2"));
		assertThat(states(AppliedRevisions.inEach(List.of(current, behind)), "a1", "c3", "d4"))
				.isEqualTo("APPLIED PENDING PENDING");
		assertThat(states(AppliedRevisions.inEach(List.of(current, AppliedRevisions.UNKNOWN, behind)), "a1", "c3"))
				.isEqualTo("UNKNOWN UNKNOWN");
		assertThat(states(AppliedRevisions.inEach(List.of()), "a1")).isEqualTo("UNKNOWN");
	}

	@Test
	void aBeginningThatMeansAnotherRevisionInEachDatabaseMeansNone() {
		AppliedRevisions one = AppliedRevisions.of(List.of("abc1"), null);
		AppliedRevisions other = AppliedRevisions.of(List.of("abd2"), null);
		assertThat(states(AppliedRevisions.inEach(List.of(one, one)), "ab")).isEqualTo("APPLIED");
		assertThat(states(AppliedRevisions.inEach(List.of(one, other)), "ab")).isEqualTo("UNKNOWN");
	}

}
