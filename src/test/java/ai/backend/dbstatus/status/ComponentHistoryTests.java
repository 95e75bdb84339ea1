package ai.backend.dbstatus.status;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.Attempt.Failed;
import ai.backend.dbstatus.status.Attempt.Known;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ComponentHistoryTests {

	/** a1aa - b2bb - c3cc, and beside them b2xx after a1aa. */
	private static final RevisionHistory HISTORY = history(script("a1aa", null), script("b2bb", "26.7.0", "a1aa"),
			script("c3cc", null, "b2bb"), script("b2xx", "26.8.0", "a1aa"));

	@Test
	void whatARowIncludesIsAppliedAndTheRestIsPending() {
		assertThat(states(rows("b2bb"))).containsExactlyInAnyOrder("a1aa APPLIED", "b2bb APPLIED", "c3cc PENDING",
				"b2xx PENDING");
		assertThat(states(rows())).allMatch((state) -> state.endsWith("PENDING"));
	}

	@Test
	void withTheDatabaseAwayTheHistoryIsKnownAndNoState() {
		assertThat(states(new Failed<>(new Problem(Reason.CONNECTION_REFUSED, "It is away")))).hasSize(4)
				.allMatch((state) -> state.endsWith("null"));
	}

	@Test
	void besideAnUnknownRowOnlyWhatTheOthersIncludeIsKnown() {
		assertThat(states(rows("zzz", "b2bb"))).containsExactlyInAnyOrder("a1aa APPLIED", "b2bb APPLIED", "c3cc null",
				"b2xx null");
	}

	@Test
	void inconsistentRowsStillSayWhatIsApplied() {
		assertThat(states(rows("a1aa", "b2bb"))).containsExactlyInAnyOrder("a1aa APPLIED", "b2bb APPLIED",
				"c3cc PENDING", "b2xx PENDING");
	}

	@ParameterizedTest
	@CsvSource({ "c3cc, c3cc", "c, c3cc", "b2b, b2bb", "b2x@head, b2xx" })
	void aRevisionIsFoundAsAlembicFindsIt(String symbol, String revision) {
		assertThat(view(rows()).revision(symbol).revision()).isEqualTo(revision);
	}

	@ParameterizedTest
	@CsvSource({ "zz", "base", "C3CC", "b2xx@c3cc" })
	void whatMeansNothingIsNotFound(String symbol) {
		assertThatExceptionOfType(RevisionLookupException.NotFound.class)
				.isThrownBy(() -> view(rows()).revision(symbol));
	}

	@Test
	void whatMeansSeveralIsAmbiguousAndNamesThem() {
		assertThatExceptionOfType(RevisionLookupException.Ambiguous.class).isThrownBy(() -> view(rows()).revision("b2"))
				.satisfies((ex) -> assertThat(ex.candidates()).containsExactly("b2bb", "b2xx"));
		assertThatExceptionOfType(RevisionLookupException.Ambiguous.class)
				.isThrownBy(() -> view(rows()).revision("head"))
				.satisfies((ex) -> assertThat(ex.candidates()).containsExactly("c3cc", "b2xx"));
	}

	@Test
	void sinceARevisionIsAllThatItDoesNotInclude() {
		assertThat(view(rows()).since("b2b")).extracting(RevisionDetails::revision)
				.containsExactlyInAnyOrder("c3cc", "b2xx");
		assertThat(view(rows()).since("base")).hasSize(4);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "a1aa, -, '26.8.0 26.7.0'", "b2bb, 26.7.0, 26.8.0", "c3cc, 26.7.0, 26.8.0",
			"b2xx, 26.8.0, 26.7.0", "zzz, -, ''" })
	void theReleaseIsThatOfTheNewestAppliedRevisionThatCarriesOne(String row, @Nullable String release,
			String pending) {
		Component component = new Component("shop", "Shop",
				ConfigLocation.of(Path.of("."), "alembic.ini"), null, null, null,
				null, null, true);
		StatusReport.Findings findings = new Judge(component, Map.of(), DivergenceCommands.NONE)
				.judge(new Observation(new Known<>(HISTORY), VersionTable.DEFAULT,
						rows(row)));
		assertThat(findings.release()).isEqualTo(release);
		assertThat(String.join(" ", findings.pendingReleases())).isEqualTo(pending);
	}

	private static List<String> states(Attempt<VersionTableState> rows) {
		return view(rows).revisions().stream().map((each) -> each.revision() + " " + each.state()).toList();
	}

	private static ComponentHistory view(Attempt<VersionTableState> rows) {
		StatusReport report = new StatusReport("shop",
				new StatusReport.Findings(Reason.AT_HEAD, "", null, List.of(), List.of(), List.of(), null, List.of()),
				Instant.EPOCH, Duration.ZERO);
		return new ComponentHistory(HISTORY.map(), HistoryDescription.of(HISTORY, rows), report);
	}

	private static Attempt<VersionTableState> rows(String... rows) {
		return new Known<>(new VersionTableState(true, Arrays.asList(rows), false));
	}

	private static RevisionHistory history(MigrationScript... scripts) {
		RevisionMap map = RevisionMap.of(Stream.of(scripts)
				.map((script) -> new Revision(script.revision(), script.downRevisions(), List.of(), List.of()))
				.toList());
		return new RevisionHistory(map,
				Stream.of(scripts).collect(toMap(MigrationScript::revision, (script) -> script)), List.of());
	}

	private static MigrationScript script(String revision, @Nullable String release, String... downRevisions) {
		return new MigrationScript(Path.of(revision + ".py"), revision + ".py", revision, List.of(downRevisions),
				List.of(), List.of(), null, "Make " + revision, null, release);
	}

}
