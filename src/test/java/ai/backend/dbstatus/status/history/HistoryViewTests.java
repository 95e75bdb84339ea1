package ai.backend.dbstatus.status.history;

import java.util.Arrays;
import java.util.List;

import ai.backend.dbstatus.alembic.RevisionHistory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static ai.backend.dbstatus.testsupport.TestRevisions.history;
import static ai.backend.dbstatus.testsupport.TestRevisions.released;
import static ai.backend.dbstatus.testsupport.TestRevisions.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class HistoryViewTests {

	/** a1aa - b2bb - c3cc, and beside them b2xx after a1aa. */
	private static final RevisionHistory HISTORY = history(script("a1aa"), released("26.7.0", script("b2bb", "a1aa")),
			script("c3cc", "b2bb"), released("26.8.0", script("b2xx", "a1aa")));

	@Test
	void whatARowNeedsIsAppliedAndTheRestIsPending() {
		assertThat(states("b2bb")).containsExactlyInAnyOrder("a1aa APPLIED", "b2bb APPLIED", "c3cc PENDING",
				"b2xx PENDING");
		assertThat(states()).hasSize(4).allMatch((state) -> state.endsWith("PENDING"));
		assertThat(states((String) null)).hasSize(4).allMatch((state) -> state.endsWith("PENDING"));
	}

	@Test
	void whatARowDependsOnIsAppliedToo() {
		RevisionHistory depending = history(script("x1"), script("a1"), script("b1", List.of("a1"), List.of("x1")));
		assertThat(states(new HistoryView(depending, List.of("b1")))).containsExactlyInAnyOrder("x1 APPLIED",
				"a1 APPLIED", "b1 APPLIED");
	}

	@Test
	void withTheDatabaseAwayTheHistoryIsKnownAndNoState() {
		HistoryView view = new HistoryView(HISTORY, null);
		assertThat(states(view)).hasSize(4).allMatch((state) -> state.endsWith("UNKNOWN"));
		assertThat(view.unknownRows()).isEmpty();
	}

	@Test
	void besideAnUnknownRowOnlyWhatTheOthersNeedIsKnown() {
		assertThat(states("zzz", "b2bb")).containsExactlyInAnyOrder("a1aa APPLIED", "b2bb APPLIED", "c3cc UNKNOWN",
				"b2xx UNKNOWN");
		assertThat(view("zzz", "b2bb", "zzz").unknownRows()).containsExactly("zzz");
	}

	@Test
	void rowsThatOverlapStillSayWhatIsApplied() {
		assertThat(states("a1aa", "b2bb")).containsExactlyInAnyOrder("a1aa APPLIED", "b2bb APPLIED", "c3cc PENDING",
				"b2xx PENDING");
		assertThat(states("a1aa", "b2bb", "zzz")).contains("a1aa APPLIED", "b2bb APPLIED", "c3cc UNKNOWN");
		assertThat(view("a1aa", "b2bb", "zzz").unknownRows()).containsExactly("zzz");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "head", "+2" })
	void besideARowThatMeansNothingOnlyWhatTheOthersNeedIsKnown(String row) {
		assertThat(states(row, "b2bb")).containsExactlyInAnyOrder("a1aa APPLIED", "b2bb APPLIED", "c3cc UNKNOWN",
				"b2xx UNKNOWN");
	}

	@Test
	void aRowByTheBeginningOfAnIdNamesARevisionThatIsNotMarkedAsCurrent() {
		assertThat(view("b2b").revision("b2bb")).returns(RevisionState.APPLIED, RevisionInfo::state)
				.returns(true, RevisionInfo::named)
				.returns(false, RevisionInfo::current);
		assertThat(view("b2bb").revision("b2bb")).returns(true, RevisionInfo::named)
				.returns(true, RevisionInfo::current);
		assertThat(view("b2bb").revision("a1aa")).returns(false, RevisionInfo::named)
				.returns(false, RevisionInfo::current);
	}

	@Test
	void aRevisionIsDescribedTheSameWhereverItIsAskedFor() {
		HistoryView view = view("b2bb");
		assertThat(view.revisions()).containsAll(view.heads())
				.contains(view.revision("a1"))
				.containsAll(view.since("b2bb"));
		assertThat(view.heads()).extracting(RevisionInfo::revision).containsExactly("c3cc", "b2xx");
	}

	@Test
	void aHeadOnWhichAnotherRevisionDependsIsAnEffectiveOne() {
		RevisionHistory depending = history(script("x1"), script("a1", List.of(), List.of("x1")));
		HistoryView view = new HistoryView(depending, List.of("a1"));
		assertThat(view.heads()).extracting(RevisionInfo::revision, RevisionInfo::effectiveHead)
				.containsExactly(tuple("x1", true), tuple("a1", false));
		assertThat(view.revision("a1").dependencies()).containsExactly("x1");
	}

	@ParameterizedTest
	@CsvSource({ "c3cc, c3cc", "c, c3cc", "b2b, b2bb", "b2x@head, b2xx" })
	void aRevisionIsFoundAsAlembicFindsIt(String symbol, String revision) {
		assertThat(view().revision(symbol).revision()).isEqualTo(revision);
	}

	@ParameterizedTest
	@CsvSource({ "zz", "base", "C3CC", "b2xx@c3cc" })
	void whatMeansNothingIsNotFound(String symbol) {
		assertThatExceptionOfType(RevisionLookupException.NotFound.class)
				.isThrownBy(() -> view().revision(symbol));
	}

	@Test
	void whatMeansSeveralIsAmbiguousAndNamesThem() {
		assertThatExceptionOfType(RevisionLookupException.Ambiguous.class).isThrownBy(() -> view().revision("b2"))
				.satisfies((ex) -> assertThat(ex.candidates()).containsExactly("b2bb", "b2xx"));
		assertThatExceptionOfType(RevisionLookupException.Ambiguous.class)
				.isThrownBy(() -> view().revision("head"))
				.satisfies((ex) -> assertThat(ex.candidates()).containsExactly("c3cc", "b2xx"));
	}

	@Test
	void sinceARevisionIsAllThatItDoesNotInclude() {
		assertThat(view().since("b2b")).extracting(RevisionInfo::revision)
				.containsExactlyInAnyOrder("c3cc", "b2xx");
		assertThat(view().since("base")).hasSize(4);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "a1aa, -", "b2bb, 26.7.0", "c3cc, 26.7.0", "b2xx, 26.8.0", "zzz, -" })
	void theReleaseIsThatOfTheNewestAppliedRevisionThatCarriesOne(String row, @Nullable String release) {
		assertThat(view(row).release()).isEqualTo(release);
	}

	@Test
	void whereNothingIsAppliedThereIsNoRelease() {
		assertThat(view().release()).isNull();
		assertThat(new HistoryView(HISTORY, null).release()).isNull();
	}

	private static List<String> states(@Nullable String... rows) {
		return states(view(rows));
	}

	private static List<String> states(HistoryView view) {
		return view.revisions().stream().map((each) -> each.revision() + " " + each.state()).toList();
	}

	private static HistoryView view(@Nullable String... rows) {
		return new HistoryView(HISTORY, Arrays.asList(rows));
	}

}
