package ai.backend.dbstatus.status.judgement;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.config.Launch;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.Policy;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.action.ActionTemplate;
import ai.backend.dbstatus.status.action.Actions;
import ai.backend.dbstatus.status.action.DivergenceCommands;
import ai.backend.dbstatus.status.action.MigrationActions;
import ai.backend.dbstatus.status.action.ProjectCommands;
import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;
import ai.backend.dbstatus.status.observation.Attempt.Failed;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import ai.backend.dbstatus.status.observation.Observation;
import ai.backend.dbstatus.status.observation.Problem;
import ai.backend.dbstatus.status.report.CurrentRevision;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.RecommendedAction;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.testsupport.TestComponents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static ai.backend.dbstatus.testsupport.TestRevisions.history;
import static ai.backend.dbstatus.testsupport.TestRevisions.script;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class JudgeTests {

	private static final RevisionHistory LINE = history(script("a1"), script("b2", "a1"), script("c3", "b2"));

	private static final RevisionHistory FORK = history(script("a1"), script("b1", "a1"), script("b2", "a1"));

	@Test
	void atTheHeadNothingIsToBeDone() {
		Findings findings = judge(LINE, rows("c3"));
		assertThat(findings.verdict().reason()).isEqualTo(Reason.AT_HEAD);
		assertThat(findings.verdict().summary()).isEqualTo("Database schema is current. No migrations pending.");
		assertThat(findings.verdict().recommendedAction()).isNull();
		assertThat(findings.pendingCount()).isZero();
		assertThat(findings.verdict().warnings()).isEmpty();
	}

	@Test
	void behindTheHeadThePendingRevisionsComeInOrder() {
		Findings findings = judge(LINE, rows("a1"));
		assertThat(findings.verdict().reason()).isEqualTo(Reason.PENDING_MIGRATIONS);
		assertThat(findings.verdict().summary()).isEqualTo("2 migrations pending.");
		assertThat(requireNonNull(findings.plan()).pendingRevisions()).extracting(RevisionInfo::revision)
				.containsExactly("b2", "c3");
		assertThat(findings.verdict().recommendedAction())
				.isEqualTo(new RecommendedAction("Do it.", List.of("alembic -c alembic.ini upgrade head"), null));
	}

	@Test
	void theCommandIsThatOfTheProject() {
		for (Map.Entry<Launch, String> usual : Map.of(Launch.ALEMBIC, "alembic -c alembic.ini -n engine1",
				Launch.ALL_ENGINES, "alembic -c alembic.ini", Launch.FLASK_MIGRATE, "flask db").entrySet()) {
			RevisionHistory history = new RevisionHistory(LINE.map(), LINE.scripts(), usual.getKey(), List.of(),
					OptionalLong.empty());
			Component component = component(false);
			ConfigLocation project = component.project();
			ConfigLocation engine = new ConfigLocation(project.workdir(), "alembic.ini", "engine1",
					project.pythonPath(),
					null, List.of());
			Findings findings = Judge.judge(
					new Component("shop", "Shop", engine, component.database(), component.policy()),
					observation(history, rows("a1"))).findings();
			assertThat(requireNonNull(findings.verdict().recommendedAction()).steps())
					.containsExactly(usual.getValue() + " upgrade head");
		}
	}

	@Test
	void oneMigrationIsSaidInTheSingular() {
		assertThat(judge(LINE, rows("b2")).verdict().summary()).isEqualTo("1 migration pending.");
	}

	@Test
	void anUnknownRowWinsOverSeveralHeads() {
		Findings findings = judge(FORK, rows("zzz"));
		assertThat(findings.verdict().reason()).isEqualTo(Reason.UNKNOWN_REVISION);
		assertThat(findings.verdict().summary()).isEqualTo("Revision zzz is not among the migration scripts.");
		assertThat(findings.pendingCount()).isNull();
		assertThat(findings.position().currentRevisions()).containsExactly(new CurrentRevision("zzz", null));
	}

	@Test
	void inconsistentRowsWinOverAnUnknownOne() {
		Findings findings = judge(LINE, rows("a1", "c3", "zzz"));
		assertThat(findings.verdict().reason()).isEqualTo(Reason.INCONSISTENT_ROWS);
		assertThat(findings.verdict().details()).contains("Row zzz is not among the migration scripts.");
	}

	@Test
	void severalHeadsWinOverADatabaseWithoutRevision() {
		Findings findings = judge(FORK, noTable(false));
		assertThat(findings.verdict().reason()).isEqualTo(Reason.MULTIPLE_HEADS);
		assertThat(findings.verdict().details()).isEqualTo("Found 2 diverged migration heads");
		assertThat(findings.pendingCount()).isEqualTo(3);
	}

	@Test
	void severalHeadsAreNoDivergenceWhereTheyAreAllowed() {
		Findings findings = judge(true, observation(FORK, rows("b1")));
		assertThat(findings.verdict().reason()).isEqualTo(Reason.PENDING_MIGRATIONS);
		assertThat(findings.verdict().recommendedAction())
				.isEqualTo(new RecommendedAction("Do it.", List.of("alembic -c alembic.ini upgrade heads"), null));
	}

	@Test
	void withoutARevisionTheReasonSaysWhatThereIs() {
		assertThat(judge(LINE, noTable(false)).verdict().reason()).isEqualTo(Reason.NO_VERSION_TABLE);
		assertThat(judge(LINE, rows()).verdict().reason()).isEqualTo(Reason.EMPTY_VERSION_TABLE);
		assertThat(judge(LINE, noTable(true)).verdict().reason()).isEqualTo(Reason.UNSTAMPED_SCHEMA);
		assertThat(judge(LINE, noTable(false)).pendingCount()).isEqualTo(3);
	}

	@Test
	void aRowBesideItsAncestorIsAnError() {
		Findings findings = judge(LINE, rows("a1", "c3"));
		assertThat(findings.verdict().reason()).isEqualTo(Reason.INCONSISTENT_ROWS);
		assertThat(findings.verdict().details()).isEqualTo("Row a1 is an ancestor of row c3. Every upgrade fails.");
		assertThat(findings.verdict().recommendedAction())
				.isEqualTo(new RecommendedAction("Remove.", List.of("DELETE a1 FROM alembic_version"), null));
	}

	@Test
	void whatIsKnownIsShownWhateverFails() {
		Problem problem = new Problem(Reason.CONNECTION_REFUSED, "Connection refused to localhost:5432");
		Findings findings = judge(false,
				new Observation(new Known<>(LINE), VersionTable.DEFAULT, new Failed<>(problem)));
		assertThat(findings.verdict().reason()).isEqualTo(Reason.CONNECTION_REFUSED);
		assertThat(findings.verdict().details()).isEqualTo("Connection refused to localhost:5432");
		assertThat(findings.position().headRevisions()).extracting(RevisionInfo::revision, RevisionInfo::description)
				.containsExactly(tuple("c3", "Make c3"));
		assertThat(findings.pendingCount()).isNull();

		Problem broken = new Problem(Reason.CYCLE, "A cycle.");
		Findings rowsOnly = judge(false,
				new Observation(new Failed<>(broken), VersionTable.DEFAULT, new Known<>(rows("c3"))));
		assertThat(rowsOnly.verdict().reason()).isEqualTo(Reason.CYCLE);
		assertThat(rowsOnly.position().currentRevisions()).containsExactly(new CurrentRevision("c3", null));
	}

	@Test
	void unusualRowsAreWarnedOf() {
		RevisionHistory long1 = history(script("abcdef123456"), script("fedcba654321", "abcdef123456"));
		assertThat(judge(long1, rows("abcdef")).verdict().warnings()).singleElement()
				.asString()
				.startsWith("Row 'abcdef' means abcdef123456 by the beginning of its id");
		assertThat(judge(LINE, rows("c3", null)).verdict().warnings())
				.containsExactly("The version table has a row without a value, which Alembic passes over.");
		assertThat(judge(LINE, rows("b2", "b2")).verdict().warnings())
				.contains("Row b2 is there more than once; the upgrade that changes it fails.",
						"An upgrade applies c3 and then fails, since row b2 is there more than once.");
	}

	@Test
	void severalRowsUnderOneHeadAreWarnedOf() {
		RevisionHistory merged = history(script("a1"), script("b1", "a1"), script("b2", "a1"),
				script("c1", "b1", "b2"));
		assertThat(judge(merged, rows("b1", "b2")).verdict().warnings())
				.containsExactly("The version table has 2 rows, but the scripts have one head.");
	}

	@Test
	void theRowOfACompletelyUpgradedDependencyNeedsNoRow() {
		RevisionHistory depending = history(script("a1"),
				script("b1", List.of(), List.of("a1")));
		Findings findings = judge(true, observation(depending, rows("b1")));
		assertThat(findings.verdict().reason()).isEqualTo(Reason.AT_HEAD);
		assertThat(findings.verdict().warnings()).singleElement().asString().contains("--check-heads");
	}

	@Test
	void whereTheScriptsComeFromMakesNoDifference() {
		VersionTableState rows = rows("b2");
		Judgement ahead = Judge.judge(component(false), observation(history(script("a1")), rows));
		Judgement behind = Judge.judge(component(false), observation(LINE, rows));
		assertThat(ahead.findings().verdict().reason()).isEqualTo(Reason.UNKNOWN_REVISION);
		assertThat(behind.findings().verdict().reason()).isEqualTo(Reason.PENDING_MIGRATIONS);
	}

	@Test
	void theHistoryIsSeenInTheLightOfTheRowsThatWereJudged() {
		Judgement judgement = Judge.judge(component(false), observation(FORK, rows("b1")));
		HistoryView view = requireNonNull(judgement.history());
		assertThat(view.revision("b1").state()).isEqualTo(RevisionState.APPLIED);
		assertThat(judgement.findings().position().headRevisions()).isEqualTo(view.heads());
		assertThat(judgement.findings().position().divergence()).isNotNull();
	}

	@Test
	void severalHeadsThatAreAllowedAreNoDivergenceInTheHistoryEither() {
		assertThat(judge(true, observation(FORK, rows("b1"))).position().divergence()).isNull();
	}

	@Test
	void withoutAHistoryThereIsNoView() {
		Problem broken = new Problem(Reason.CYCLE, "A cycle.");
		assertThat(Judge.judge(component(false),
				new Observation(new Failed<>(broken), VersionTable.DEFAULT, new Known<>(rows("c3")))).history())
				.isNull();
	}

	@Test
	void aDefectIsSaidWithoutSayingMore() {
		Findings findings = Judge.defect(component(false));
		assertThat(findings.verdict().reason()).isEqualTo(Reason.INTERNAL_ERROR);
		assertThat(findings.verdict().details()).isEqualTo("The check failed because of a defect of this service");
		assertThat(findings.pendingCount()).isNull();
	}

	private static Findings judge(RevisionHistory history, VersionTableState table) {
		return judge(false, observation(history, table));
	}

	private static Findings judge(boolean allowMultipleHeads, Observation seen) {
		return Judge.judge(component(allowMultipleHeads), seen).findings();
	}

	private static Observation observation(RevisionHistory history, VersionTableState table) {
		return new Observation(new Known<>(history), VersionTable.DEFAULT, new Known<>(table));
	}

	private static Component component(boolean allowMultipleHeads) {
		return TestComponents.component("manager", new Policy(allowMultipleHeads,
				Set.of(Status.UP_TO_DATE),
				new Actions(ProjectCommands.USUAL, actions(), DivergenceCommands.NONE, MigrationActions.NONE)));
	}

	private static Map<Reason, ActionTemplate> actions() {
		return Map.of(Reason.PENDING_MIGRATIONS,
				new ActionTemplate("Do it.", List.of("{alembic-command} upgrade {target}", "Needs {server}"), null),
				Reason.INCONSISTENT_ROWS,
				new ActionTemplate("Remove.", List.of("DELETE {ancestor} FROM {version-table}"), null));
	}

	private static VersionTableState rows(@Nullable String... rows) {
		return new VersionTableState(true, Arrays.asList(rows), false);
	}

	private static VersionTableState noTable(boolean otherTables) {
		return new VersionTableState(false, List.of(), otherTables);
	}

}
