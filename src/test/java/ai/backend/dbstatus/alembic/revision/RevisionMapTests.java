package ai.backend.dbstatus.alembic.revision;

import java.util.List;
import java.util.stream.IntStream;

import ai.backend.dbstatus.alembic.revision.MissingRevisionException.Kind;
import ai.backend.dbstatus.alembic.revision.MissingRevisionException.Reference;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the recorded results do not tell: what an error carries, and the errors that Alembic does not have.
 */
class RevisionMapTests {

	@Test
	void everyMissingRevisionIsNamedDependenciesFirst() {
		List<Revision> revisions = List.of(revision("b", List.of("gone"), List.of()),
				revision("a", List.of(), List.of("lost")));
		assertThatExceptionOfType(MissingRevisionException.class).isThrownBy(() -> RevisionMap.of(revisions))
				.withMessage("Revision a names 'lost' in depends_on, which no script defines. "
						+ "Revision b names 'gone' in down_revision, which no script defines.")
				.extracting(MissingRevisionException::references)
				.isEqualTo(List.of(new Reference("a", "lost", Kind.DEPENDENCY),
						new Reference("b", "gone", Kind.DOWN_REVISION)));
	}

	@Test
	void aLabelIsNoDownRevision() {
		List<Revision> revisions = List.of(new Revision("a", List.of(), List.of(), List.of("api")),
				revision("b", List.of("api"), List.of()));
		assertThatExceptionOfType(MissingRevisionException.class).isThrownBy(() -> RevisionMap.of(revisions));
	}

	@Test
	void aCycleBetweenABaseAndAHeadIsFoundThoughAlembicDoesNotSeeIt() {
		List<Revision> revisions = List.of(revision("a", List.of(), List.of()),
				revision("b", List.of("a", "c"), List.of()), revision("c", List.of("b"), List.of()),
				revision("d", List.of("c"), List.of()));
		assertThatExceptionOfType(RevisionCycleException.class).isThrownBy(() -> RevisionMap.of(revisions))
				.withMessage("A cycle among the revisions: b -> c -> b.")
				.satisfies((cycle) -> assertThat(cycle.cycle()).containsExactly("b", "c"))
				.satisfies((cycle) -> assertThat(cycle.kind()).isEqualTo(RevisionCycleException.Kind.CYCLE));
	}

	@Test
	void anEmptyDependencyOfTheOnlyBaseIsACycleForAlembic() {
		List<Revision> revisions = List.of(revision("a", List.of(), List.of("")));
		assertThatExceptionOfType(RevisionCycleException.class).isThrownBy(() -> RevisionMap.of(revisions))
				.withMessageContaining("depends_on = \"\"")
				.satisfies((cycle) -> assertThat(cycle.cycle()).isEmpty());
	}

	@Test
	void aScriptThatIsWrongAloneComesBeforeADuplicate() {
		Revision loop = revision("b", List.of("b"), List.of());
		Revision base = revision("a", List.of(), List.of());
		assertThatExceptionOfType(RevisionCycleException.class)
				.isThrownBy(() -> RevisionMap.of(List.of(base, base, loop)));
		assertThatExceptionOfType(DuplicateRevisionException.class)
				.isThrownBy(() -> RevisionMap.of(List.of(base, base)))
				.satisfies((duplicate) -> assertThat(duplicate.revisions()).containsExactly("a"));
	}

	@Test
	void anAmbiguousBeginningNamesTheCandidates() {
		RevisionMap map = RevisionMap
				.of(List.of(revision("abcd1", List.of(), List.of()), revision("abcd2", List.of("abcd1"), List.of())));
		assertThatExceptionOfType(AmbiguousRevisionException.class).isThrownBy(() -> map.resolve("a"))
				.satisfies((ambiguous) -> assertThat(ambiguous.candidates()).containsExactly("abcd1", "abcd2"));
		assertThatExceptionOfType(NoSuchRevisionException.class).isThrownBy(() -> map.resolve("abcd3"));
		assertThat(map.get("abcd")).isEmpty();
	}

	@Test
	void aLabelSpreadsUpAlwaysAndDownOnlyFromAnUnbranchedLine() {
		RevisionMap map = RevisionMap.of(List.of(revision("a", List.of(), List.of()),
				new Revision("b", List.of("a"), List.of(), List.of("line")), revision("c", List.of("b"), List.of()),
				new Revision("d", List.of(), List.of(), List.of("fork")), revision("e", List.of("d"), List.of()),
				revision("f", List.of("d"), List.of())));
		assertThat(map.revisions()).filteredOn((revision) -> map.branchLabels(revision).contains("line"))
				.extracting(Revision::id)
				.containsExactly("a", "b", "c");
		assertThat(map.revisions()).filteredOn((revision) -> map.branchLabels(revision).contains("fork"))
				.extracting(Revision::id)
				.containsExactly("d", "e", "f");
	}

	@Test
	void aLongLineIsNoTroubleForTheStack() {
		List<Revision> line = IntStream.range(0, 50_000)
				.mapToObj((i) -> revision("r" + i, i == 0 ? List.of() : List.of("r" + (i - 1)), List.of()))
				.toList();
		RevisionMap map = RevisionMap.of(line);
		assertThat(map.plan(List.of(), "heads").pending()).isEqualTo(line);
	}

	@Test
	void aProjectWithoutScriptsHasNothing() {
		RevisionMap map = RevisionMap.of(List.of());
		assertThat(map.heads()).isEmpty();
		assertThat(map.history()).isEmpty();
		assertThat(map.resolve("head")).isEmpty();
		assertThat(map.state(List.of())).isInstanceOfSatisfying(LocatedState.class,
				state -> assertThat(state.isAtHeads()).isTrue());
	}

	private static Revision revision(String id, List<String> down, List<String> dependsOn) {
		return new Revision(id, down, dependsOn, List.of());
	}

}
