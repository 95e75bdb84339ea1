package ai.backend.dbstatus.alembic.revision;

import java.util.Arrays;
import java.util.List;

import ai.backend.dbstatus.alembic.revision.DatabaseState.InconsistentRows;
import ai.backend.dbstatus.alembic.revision.DatabaseState.UnknownRow;
import ai.backend.dbstatus.alembic.revision.DatabaseState.UnknownRows;
import ai.backend.dbstatus.alembic.revision.RowLocation.Match;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of version tables, the odd ones above all. In the graph, {@code bbb2} depends on {@code aaa2}.
 */
class DatabaseStateTests {

	private final RevisionMap map = RevisionMap.of(List.of(revision("aaa1", List.of(), List.of()),
			revision("aaa2", List.of("aaa1"), List.of()),
			new Revision("bbb1", List.of(), List.of(), List.of("lib")),
			revision("bbb2", List.of("bbb1"), List.of("aaa2"))));

	@Test
	void noRowLeavesEverythingPending() {
		LocatedState state = located();
		assertThat(state.pendingCount()).isEqualTo(4);
		assertThat(Vectors.ids(state.plan().pending())).containsExactly("aaa1", "aaa2", "bbb1", "bbb2");
		assertThat(state.plan().rowsAfter()).isEqualTo(new RowsAfter.Rows(List.of("bbb2")));
	}

	@Test
	void aRowAtTheRealHeadLeavesNothing() {
		LocatedState state = located("bbb2");
		assertThat(state.isAtHeads()).isTrue();
		assertThat(state.plan().pending()).isEmpty();
		assertThat(state.applied().ids()).containsExactly("aaa1", "aaa2", "bbb1", "bbb2");
		assertThat(Vectors.ids(state.effectiveCurrent())).containsExactly("aaa2", "bbb2");
		assertThat(Vectors.ids(this.map.heads())).containsExactly("aaa2", "bbb2");
	}

	@Test
	void aRowWithoutValueIsNone() {
		assertThat(located(null, "bbb1").pendingCount()).isEqualTo(3);
	}

	@Test
	void aRowNamesByIdPrefixLabelOrSymbol() {
		assertThat(located("bbb1").locations()).extracting(RowLocation::match).containsExactly(Match.ID);
		assertThat(located("aaa2", "lib").locations()).extracting(RowLocation::match)
				.containsExactly(Match.ID, Match.LABEL);
		assertThat(located("heads").locations()).extracting(RowLocation::match).containsExactly(Match.SYMBOL);
		assertThat(located("base").locations()).extracting(RowLocation::match).containsExactly(Match.SYMBOL);
	}

	@Test
	void aTruncatedRowStaysBehindAnUpgrade() {
		LocatedState state = (LocatedState) RevisionMap
				.of(List.of(revision("longer1", List.of(), List.of()),
						revision("other2", List.of("longer1"), List.of())))
				.state(List.of("longe"));
		assertThat(state.locations()).extracting(RowLocation::match).containsExactly(Match.PREFIX);
		assertThat(state.plan().rowsAfter()).isEqualTo(new RowsAfter.Rows(List.of("longe", "other2")));
	}

	@Test
	void anUnknownRowIsNamedBesideTheKnown() {
		assertThat(this.map.state(List.of("aaa1", "zzz9"))).isInstanceOfSatisfying(UnknownRows.class, (state) -> {
			assertThat(state.unknown()).extracting(UnknownRow::row).containsExactly("zzz9");
			assertThat(state.unknown().getFirst().reason()).isInstanceOf(NoSuchRevisionException.class);
			assertThat(state.locations()).extracting(RowLocation::row).containsExactly("aaa1");
		});
		assertThat(this.map.state(List.of("aaa"))).isInstanceOfSatisfying(UnknownRows.class,
				(state) -> assertThat(state.unknown().getFirst().reason())
						.isInstanceOf(AmbiguousRevisionException.class));
	}

	@Test
	void aRowBesideItsAncestorIsInconsistentByDependencyToo() {
		assertThat(this.map.state(List.of("aaa2", "bbb2", "zzz9"))).isInstanceOfSatisfying(InconsistentRows.class,
				(state) -> {
					assertThat(state.overlaps()).containsExactly(new Overlap("bbb2", "aaa2"));
					assertThat(state.unknown()).extracting(UnknownRow::row).containsExactly("zzz9");
				});
	}

	@Test
	void anEmptyRowMeansNothing() {
		assertThat(this.map.state(List.of(""))).isInstanceOfSatisfying(InconsistentRows.class,
				(state) -> assertThat(state.meaningless()).extracting(UnknownRow::row).containsExactly(""));
	}

	@Test
	void aDuplicateRowFailsWhenItHasToChange() {
		LocatedState state = located("bbb1", "bbb1");
		assertThat(state.duplicateRows()).containsExactly("bbb1");
		assertThat(state.plan().rowsAfter())
				.isEqualTo(new RowsAfter.DuplicateRow(this.map.get("bbb2").orElseThrow(), "bbb1"));
	}

	@Test
	void aRedundantDependencyMakesTheUpgradeFailToRecord() {
		RevisionMap redundant = RevisionMap.of(List.of(revision("a", List.of(), List.of()),
				revision("b", List.of("a"), List.of()), revision("x", List.of(), List.of()),
				revision("m", List.of("x", "b"), List.of("a"))));
		assertThat(((LocatedState) redundant.state(List.of("x", "b"))).plan().rowsAfter())
				.isEqualTo(new RowsAfter.MissingRows(redundant.get("m").orElseThrow(), List.of("a")));
	}

	@Test
	void severalDependenciesLeaveTheOrderOpen() {
		RevisionMap open = RevisionMap
				.of(List.of(revision("a", List.of(), List.of()), revision("b", List.of(), List.of()),
						revision("c", List.of(), List.of("a", "b"))));
		assertThat(((LocatedState) open.state(List.of())).plan().orderDeterministic()).isFalse();
		assertThat(((LocatedState) open.state(List.of("a"))).plan().orderDeterministic()).isTrue();
	}

	private LocatedState located(@Nullable String... rows) {
		DatabaseState state = this.map.state(Arrays.asList(rows));
		assertThat(state).isInstanceOf(LocatedState.class);
		return (LocatedState) state;
	}

	private static Revision revision(String id, List<String> down, List<String> dependsOn) {
		return new Revision(id, down, dependsOn, List.of());
	}

}
