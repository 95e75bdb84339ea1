package ai.backend.dbstatus.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Migration;
import ai.backend.dbstatus.status.report.Plan;
import ai.backend.dbstatus.status.report.Position;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.status.report.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Reports for tests.
 */
public final class TestReports {

	private TestReports() {
	}

	/**
	 * A report that says its reason, and nothing else.
	 */
	public static StatusReport report(String component, Reason reason) {
		return report(component, reason, null);
	}

	/**
	 * The same, with details.
	 */
	public static StatusReport report(String component, Reason reason, @Nullable String details) {
		return report(component, findings(verdict(reason, reason.title() + ".", details), Position.UNKNOWN, null));
	}

	/**
	 * A report of a database that is behind, while another session migrates it.
	 * @param blocker the session that blocks the migration; {@code null} for none
	 */
	public static StatusReport migrating(String component, long pid, @Nullable Long blocker) {
		Migration migration = new Migration(Instant.parse("2026-11-22T14:03:00Z"), true, "alembic", "shop", "127.0.0.1",
				pid, "active", null, (blocker != null)
						? new Migration.Blocker(blocker, "web", "shop",
								"idle in transaction", "AccessExclusiveLock", "sessions",
								Instant.parse("2026-11-22T14:04:00Z"))
						: null,
				null);
		Reason reason = Reason.PENDING_MIGRATIONS;
		return report(component,
				new Findings(verdict(reason, "1 migration pending.", null), Position.UNKNOWN, null).with(migration));
	}

	/**
	 * A report of these findings, at a fixed time.
	 */
	public static StatusReport report(String component, Findings findings) {
		return new StatusReport(component, findings, Instant.parse("2026-11-22T11:02:41.000Z"),
				Instant.parse("2026-11-22T14:08:00.123Z"), Duration.ofMillis(3));
	}

	/**
	 * Findings; {@code null} for pending revisions that are not known.
	 */
	public static Findings findings(Verdict verdict, Position position, @Nullable List<RevisionInfo> pending) {
		return new Findings(verdict, position, (pending != null) ? new Plan(pending) : null);
	}

	/**
	 * A verdict without action and warnings.
	 */
	public static Verdict verdict(Reason reason, String summary, @Nullable String details) {
		return new Verdict(reason, summary, details, null, List.of());
	}

}
