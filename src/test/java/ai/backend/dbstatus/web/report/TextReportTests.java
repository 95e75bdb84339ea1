package ai.backend.dbstatus.web.report;

import java.util.List;
import java.util.stream.IntStream;

import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.CurrentRevision;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Position;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.RecommendedAction;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.status.report.Verdict;
import ai.backend.dbstatus.testsupport.TestReports;
import ai.backend.dbstatus.testsupport.TestRevisions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextReportTests {

	private static final RevisionInfo STATUS_FIELD = TestRevisions.revision("abc123def456", "Add session status field");

	private static final RevisionInfo FAIR_SHARE = TestRevisions.revision("def456ghi789", "Add domain fair share");

	private static final RevisionInfo PRIORITY = TestRevisions.revision("ghi789jkl012", "Add session priority");

	@Test
	void saysUpToDate() {
		assertThat(TextReport.of(upToDate(), List.of())).isEqualTo("""
				✅ Database Status: Up-to-date

				Component: manager
				Current Revision: abc123def456 (Add session status field)
				Head Revision:    abc123def456 (Add session status field)

				Status: Database schema is current. No migrations pending.
				""");
	}

	@Test
	void saysBehind() {
		assertThat(TextReport.of(behind(), List.of())).isEqualTo("""
				⚠️ Database Status: Behind

				Component: manager
				Current Revision: abc123def456 (Add session status field)
				Head Revision:    def456ghi789 (Add domain fair share)

				Status: 2 migrations pending.

				Recommended action:
				Run /db-migrate to apply pending migrations.
				""");
	}

	@Test
	void saysDivergedInTwoBlocks() {
		RecommendedAction action = new RecommendedAction("Run /db-rebase to resolve diverged heads.",
				List.of("Review migration history: ./py -m alembic history --verbose", "Resolve heads: /db-rebase",
						"Verify result: /db-status"),
				"/db-rebase");
		StatusReport report = report(Reason.MULTIPLE_HEADS, "Multiple migration heads detected.",
				"Found 2 diverged migration heads", List.of(STATUS_FIELD), List.of(FAIR_SHARE, PRIORITY), 0, action);
		assertThat(TextReport.of(report, List.of())).isEqualTo("""
				🔀 Database Status: Diverged

				Component: manager
				Current Revision: abc123def456
				Head Revisions:   def456ghi789, ghi789jkl012

				Status: Multiple migration heads detected.

				Recommended action:
				Run /db-rebase to resolve diverged heads.

				🔀 Error: Multiple heads detected

				Details: Found 2 diverged migration heads

				Recommended actions:
				1. Review migration history: ./py -m alembic history --verbose
				2. Resolve heads: /db-rebase
				3. Verify result: /db-status

				Related skill: /db-rebase
				""");
	}

	@Test
	void saysThatThereIsNoRevision() {
		RecommendedAction action = new RecommendedAction("Run /db-migrate for initial database setup.", List.of(),
				null);
		StatusReport report = report(Reason.NO_VERSION_TABLE, "Database not initialized.", null, List.of(),
				List.of(STATUS_FIELD), 1, action);
		assertThat(TextReport.of(report, List.of())).isEqualTo("""
				❓ Database Status: No revision

				Component: manager
				Current Revision: None
				Head Revision:    abc123def456

				Status: Database not initialized.

				Recommended action:
				Run /db-migrate for initial database setup.
				""");
	}

	@Test
	void saysThatTheDatabaseIsAway() {
		assertThat(TextReport.of(refused(), List.of())).isEqualTo("""
				❌ Error: Cannot connect to database

				Details: Connection refused to localhost:5432

				Recommended actions:
				1. Check PostgreSQL is running: docker ps | grep postgres
				2. Verify database configuration in config file
				3. For halfstack setup: ./scripts/run-dev.sh

				Related skill: /cli-executor
				""");
	}

	@Test
	void saysThatARevisionIsUnknown() {
		RecommendedAction action = new RecommendedAction("Use the code that has it.", List.of("A step"), null);
		StatusReport report = report(Reason.UNKNOWN_REVISION, "Revision zzz is not among the scripts.", null,
				List.of(TestRevisions.revision("zzz", null)), List.of(STATUS_FIELD), 0, action);
		assertThat(TextReport.of(report, List.of())).isEqualTo("""
				🚫 Database Status: Unrecognized

				Component: manager
				Current Revision: zzz
				Head Revision:    abc123def456 (Add session status field)

				Status: Revision zzz is not among the scripts.

				Recommended action:
				Use the code that has it.
				""");
	}

	@Test
	void namesTheComponentOfAnErrorAmongOthers() {
		assertThat(TextReport.of(List.of(refused(), upToDate()), List.of())).isEqualTo("""
				❌ Error: Cannot connect to database

				Component: manager
				Details: Connection refused to localhost:5432

				Recommended actions:
				1. Check PostgreSQL is running: docker ps | grep postgres
				2. Verify database configuration in config file
				3. For halfstack setup: ./scripts/run-dev.sh

				Related skill: /cli-executor
				---
				✅ Database Status: Up-to-date

				Component: manager
				Current Revision: abc123def456 (Add session status field)
				Head Revision:    abc123def456 (Add session status field)

				Status: Database schema is current. No migrations pending.
				""");
	}

	@Test
	void showsSeveralRowsWithoutDescriptions() {
		StatusReport report = report(Reason.AT_HEAD, "Database schema is current. No migrations pending.", null,
				List.of(STATUS_FIELD, FAIR_SHARE), List.of(PRIORITY), 0, null);
		assertThat(TextReport.of(report, List.of())).contains("""
				Current Revisions: abc123def456, def456ghi789
				Head Revision:    ghi789jkl012 (Add session priority)
				""");
	}

	@Test
	void endsWithTheWarnings() {
		StatusReport report = report(upToDate(), List.of("A row is odd.", "Another one, too."));
		assertThat(TextReport.of(report, List.of())).endsWith("""
				Status: Database schema is current. No migrations pending.

				Warnings:
				- A row is odd.
				- Another one, too.
				""");
	}

	private static StatusReport upToDate() {
		return report(Reason.AT_HEAD, "Database schema is current. No migrations pending.", null,
				List.of(STATUS_FIELD), List.of(STATUS_FIELD), 0, null);
	}

	private static StatusReport behind() {
		RecommendedAction action = new RecommendedAction("Run /db-migrate to apply pending migrations.",
				List.of("./py -m alembic -c alembic.ini upgrade head"), "/db-migrate");
		return report(Reason.PENDING_MIGRATIONS, "2 migrations pending.", null, List.of(STATUS_FIELD),
				List.of(FAIR_SHARE), 2, action);
	}

	private static StatusReport refused() {
		RecommendedAction action = new RecommendedAction("Check that the database is running and reachable.",
				List.of("Check PostgreSQL is running: docker ps | grep postgres",
						"Verify database configuration in config file", "For halfstack setup: ./scripts/run-dev.sh"),
				"/cli-executor");
		return report(Reason.CONNECTION_REFUSED, "Cannot connect to database.",
				"Connection refused to localhost:5432", List.of(), List.of(STATUS_FIELD), 0, action);
	}

	private static StatusReport report(Reason reason, String summary, @Nullable String details,
			List<RevisionInfo> current, List<RevisionInfo> heads, int pending, @Nullable RecommendedAction action) {
		List<CurrentRevision> rows = current.stream()
				.map((revision) -> new CurrentRevision(revision.revision(), revision.description()))
				.toList();
		List<RevisionInfo> revisions = IntStream.range(0, pending)
				.mapToObj((i) -> TestRevisions.revision("p" + i, null))
				.toList();
		return TestReports.report("manager",
				TestReports.findings(new Verdict(reason, summary, details, action, List.of()),
						new Position(rows, heads, null, null), revisions));
	}

	private static StatusReport report(StatusReport report, List<String> warnings) {
		Verdict verdict = report.verdict();
		return TestReports.report(report.component(),
				new Findings(new Verdict(verdict.reason(), verdict.summary(), verdict.details(),
						verdict.recommendedAction(), warnings), report.position(), report.plan()));
	}

}
