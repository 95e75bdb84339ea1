package ai.backend.dbstatus.status;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.revision.RevisionMap;
import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.Attempt.Failed;
import ai.backend.dbstatus.status.Attempt.Known;
import ai.backend.dbstatus.status.StatusReport.Findings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JudgeTests {

	private static final RevisionHistory LINE = history(script("a1"), script("b2", "a1"), script("c3", "b2"));

	private static final RevisionHistory FORK = history(script("a1"), script("b1", "a1"), script("b2", "a1"));

	@Test
	void atTheHeadNothingIsToBeDone() {
		Findings findings = judge(LINE, rows("c3"));
		assertThat(findings.reason()).isEqualTo(Reason.AT_HEAD);
		assertThat(findings.summary()).isEqualTo("Database schema is current. No migrations pending.");
		assertThat(findings.recommendedAction()).isNull();
		assertThat(findings.pendingCount()).isZero();
		assertThat(findings.warnings()).isEmpty();
	}

	@Test
	void behindTheHeadThePendingRevisionsComeInOrder() {
		Findings findings = judge(LINE, rows("a1"));
		assertThat(findings.reason()).isEqualTo(Reason.PENDING_MIGRATIONS);
		assertThat(findings.summary()).isEqualTo("2 migrations pending.");
		assertThat(findings.pendingRevisions()).extracting(PendingRevision::revision).containsExactly("b2", "c3");
		assertThat(findings.recommendedAction())
				.isEqualTo(new RecommendedAction("Do it.", List.of("alembic -c alembic.ini upgrade head"), null));
	}

	@Test
	void oneMigrationIsSaidInTheSingular() {
		assertThat(judge(LINE, rows("b2")).summary()).isEqualTo("1 migration pending.");
	}

	@Test
	void anUnknownRowWinsOverSeveralHeads() {
		Findings findings = judge(FORK, rows("zzz"));
		assertThat(findings.reason()).isEqualTo(Reason.UNKNOWN_REVISION);
		assertThat(findings.summary()).isEqualTo("Revision zzz is not among the migration scripts.");
		assertThat(findings.pendingCount()).isNull();
		assertThat(findings.currentRevisions()).containsExactly(new RevisionSummary("zzz", null));
	}

	@Test
	void inconsistentRowsWinOverAnUnknownOne() {
		Findings findings = judge(LINE, rows("a1", "c3", "zzz"));
		assertThat(findings.reason()).isEqualTo(Reason.INCONSISTENT_ROWS);
		assertThat(findings.details()).contains("Row zzz is not among the migration scripts.");
	}

	@Test
	void severalHeadsWinOverADatabaseWithoutRevision() {
		Findings findings = judge(FORK, noTable(false));
		assertThat(findings.reason()).isEqualTo(Reason.MULTIPLE_HEADS);
		assertThat(findings.details()).isEqualTo("Found 2 diverged migration heads");
		assertThat(findings.pendingCount()).isEqualTo(3);
	}

	@Test
	void severalHeadsAreNoDivergenceWhereTheyAreAllowed() {
		Findings findings = new Judge(component(true), actions(), DivergenceCommands.NONE)
				.judge(observation(FORK, rows("b1")));
		assertThat(findings.reason()).isEqualTo(Reason.PENDING_MIGRATIONS);
		assertThat(findings.recommendedAction())
				.isEqualTo(new RecommendedAction("Do it.", List.of("alembic -c alembic.ini upgrade heads"), null));
	}

	@Test
	void withoutARevisionTheReasonSaysWhatThereIs() {
		assertThat(judge(LINE, noTable(false)).reason()).isEqualTo(Reason.NO_VERSION_TABLE);
		assertThat(judge(LINE, rows()).reason()).isEqualTo(Reason.EMPTY_VERSION_TABLE);
		assertThat(judge(LINE, noTable(true)).reason()).isEqualTo(Reason.UNSTAMPED_SCHEMA);
		assertThat(judge(LINE, noTable(false)).pendingCount()).isEqualTo(3);
	}

	@Test
	void aRowBesideItsAncestorIsAnError() {
		Findings findings = judge(LINE, rows("a1", "c3"));
		assertThat(findings.reason()).isEqualTo(Reason.INCONSISTENT_ROWS);
		assertThat(findings.details()).isEqualTo("Row a1 is an ancestor of row c3. Every upgrade fails.");
		assertThat(findings.recommendedAction())
				.isEqualTo(new RecommendedAction("Remove.", List.of("DELETE a1 FROM alembic_version"), null));
	}

	@Test
	void whatIsKnownIsShownWhateverFails() {
		Problem problem = new Problem(Reason.CONNECTION_REFUSED, "Connection refused to localhost:5432");
		Findings findings = new Judge(component(false), actions(), DivergenceCommands.NONE)
				.judge(new Observation(new Known<>(LINE), VersionTable.DEFAULT, new Failed<>(problem)));
		assertThat(findings.reason()).isEqualTo(Reason.CONNECTION_REFUSED);
		assertThat(findings.details()).isEqualTo("Connection refused to localhost:5432");
		assertThat(findings.headRevisions()).containsExactly(new RevisionSummary("c3", "Make c3"));
		assertThat(findings.pendingCount()).isNull();

		Problem broken = new Problem(Reason.CYCLE, "A cycle.");
		Findings rowsOnly = new Judge(component(false), actions(), DivergenceCommands.NONE)
				.judge(new Observation(new Failed<>(broken), VersionTable.DEFAULT, new Known<>(rows("c3"))));
		assertThat(rowsOnly.reason()).isEqualTo(Reason.CYCLE);
		assertThat(rowsOnly.currentRevisions()).containsExactly(new RevisionSummary("c3", null));
	}

	@Test
	void unusualRowsAreWarnedOf() {
		RevisionHistory long1 = history(script("abcdef123456"), script("fedcba654321", "abcdef123456"));
		assertThat(judge(long1, rows("abcdef")).warnings()).singleElement()
				.asString()
				.startsWith("Row 'abcdef' means abcdef123456 by the beginning of its id");
		assertThat(judge(LINE, rows("c3", null)).warnings())
				.containsExactly("The version table has a row without a value, which Alembic passes over.");
		assertThat(judge(LINE, rows("b2", "b2")).warnings())
				.contains("Row b2 is there more than once; the upgrade that changes it fails.",
						"An upgrade applies c3 and then fails, since row b2 is there more than once.");
	}

	@Test
	void severalRowsUnderOneHeadAreWarnedOf() {
		RevisionHistory merged = history(script("a1"), script("b1", "a1"), script("b2", "a1"),
				script("c1", "b1", "b2"));
		assertThat(judge(merged, rows("b1", "b2")).warnings())
				.containsExactly("The version table has 2 rows, but the scripts have one head.");
	}

	@Test
	void theRowOfACompletelyUpgradedDependencyNeedsNoRow() {
		RevisionHistory depending = history(script("a1"),
				script("b1", List.of(), List.of("a1")));
		Findings findings = new Judge(component(true), actions(), DivergenceCommands.NONE)
				.judge(observation(depending, rows("b1")));
		assertThat(findings.reason()).isEqualTo(Reason.AT_HEAD);
		assertThat(findings.warnings()).singleElement().asString().contains("--check-heads");
	}

	private static Findings judge(RevisionHistory history, VersionTableState table) {
		return new Judge(component(false), actions(), DivergenceCommands.NONE).judge(observation(history, table));
	}

	private static Observation observation(RevisionHistory history, VersionTableState table) {
		return new Observation(new Known<>(history), VersionTable.DEFAULT, new Known<>(table));
	}

	private static Component component(boolean allowMultipleHeads) {
		return new Component("manager", "Manager", ConfigLocation.of(Path.of("."), "alembic.ini"), null, null, null,
				null, null, allowMultipleHeads);
	}

	private static Map<Reason, ActionTemplate> actions() {
		return Map.of(Reason.PENDING_MIGRATIONS,
				new ActionTemplate("Do it.", List.of("alembic {alembic} upgrade {target}", "Needs {server}"), null),
				Reason.INCONSISTENT_ROWS,
				new ActionTemplate("Remove.", List.of("DELETE {ancestor} FROM {version-table}"), null));
	}

	private static VersionTableState rows(@Nullable String... rows) {
		return new VersionTableState(true, new ArrayList<>(Arrays.asList(rows)), false);
	}

	private static VersionTableState noTable(boolean otherTables) {
		return new VersionTableState(false, List.of(), otherTables);
	}

	private static RevisionHistory history(MigrationScript... scripts) {
		Map<String, MigrationScript> byId = new LinkedHashMap<>();
		List<Revision> revisions = new ArrayList<>();
		for (MigrationScript script : scripts) {
			byId.put(script.revision(), script);
			revisions.add(new Revision(script.revision(), script.downRevisions(), script.dependsOn(),
					script.branchLabels()));
		}
		return new RevisionHistory(RevisionMap.of(revisions), byId, List.of());
	}

	private static MigrationScript script(String revision, String... downRevisions) {
		return script(revision, List.of(downRevisions), List.of());
	}

	private static MigrationScript script(String revision, List<String> downRevisions, List<String> dependsOn) {
		String fileName = revision + "_x.py";
		return new MigrationScript(Path.of(fileName), fileName, revision, downRevisions, List.of(), dependsOn, null,
				"Make " + revision, null, null);
	}

}
