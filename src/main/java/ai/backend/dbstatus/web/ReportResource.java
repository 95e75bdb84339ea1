package ai.backend.dbstatus.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import ai.backend.dbstatus.status.report.Plan;
import ai.backend.dbstatus.status.report.Position;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.RecommendedAction;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.status.report.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A report as JSON. Every key is always there; what is not known is {@code null} or {@code []}.
 */
@Schema(name = "StatusReport", description = "What one check of one component found")
record ReportResource(@Schema(description = "The component's name", example = "manager") String component,
		@Schema(description = "The verdict") Status status,
		@Schema(description = "Why the status is what it is") Reason reason,
		@Schema(description = "The status in one sentence", example = "2 migrations pending.") String summary,
		@Schema(description = "What else there is to say, in one sentence", nullable = true) @Nullable String details,
		@Schema(description = "Whether asking again later may help although nobody mends anything") boolean retryable,
		@Schema(description = "The rows of the version table") List<RevisionSummary> currentRevisions,
		@Schema(description = "The heads as alembic heads lists them") List<RevisionSummary> headRevisions,
		@Schema(description = "How many revisions an upgrade would apply; null where not known", nullable = true) @Nullable Integer pendingCount,
		@Schema(description = "What an upgrade would apply, in the order in which Alembic would apply it; the first "
				+ "pendingLimit of them") List<PendingRevision> pendingRevisions,
		@Schema(description = "The release of the newest applied revision that carries one; null where not known", nullable = true, example = "26.7.0") @Nullable String release,
		@Schema(description = "The releases of the pending revisions, each once, in the order of an upgrade", example = "[\"26.8.0\"]") List<String> pendingReleases,
		@Schema(description = "Why there are several heads; null where there are not, or where several are allowed", nullable = true) @Nullable DivergenceResource divergence,
		@Schema(description = "What to do; null where there is nothing to do", nullable = true) @Nullable RecommendedAction recommendedAction,
		@Schema(description = "What is true and unusual and does not change the status") List<String> warnings,
		@Schema(description = "When the check began: nothing in the report was read earlier", example = "2026-11-22T14:08:00.123Z") @Nullable String checkedAt,
		@Schema(description = "How long the check took") @Nullable Long durationMillis) {

	private static final DateTimeFormatter MILLIS = DateTimeFormatter
			.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
			.withZone(ZoneOffset.UTC);

	static ReportResource of(StatusReport report, int pendingLimit) {
		Verdict verdict = report.verdict();
		Position position = report.position();
		Plan plan = report.plan();
		return new ReportResource(report.component(), report.status(), report.reason(), verdict.summary(),
				verdict.details(), report.reason().isRetryable(),
				position.currentRevisions().stream().map(RevisionSummary::of).toList(),
				position.headRevisions().stream().map(RevisionSummary::of).toList(), report.findings().pendingCount(),
				(plan != null) ? pending(plan, pendingLimit) : List.of(), position.release(),
				(plan != null) ? plan.releases() : List.of(),
				(position.divergence() != null) ? DivergenceResource.of(position.divergence()) : null,
				verdict.recommendedAction(), verdict.warnings(), format(report.checkedAt()),
				report.duration().toMillis());
	}

	private static List<PendingRevision> pending(Plan plan, int limit) {
		return plan.pendingRevisions().stream().limit(limit).map(PendingRevision::of).toList();
	}

	/**
	 * The report without what differs from check to check although nothing has changed.
	 */
	ReportResource withoutTiming() {
		return new ReportResource(this.component, this.status, this.reason, this.summary, this.details, this.retryable,
				this.currentRevisions, this.headRevisions, this.pendingCount, this.pendingRevisions,
				this.release, this.pendingReleases, this.divergence, this.recommendedAction, this.warnings, null, null);
	}

	static String format(Instant instant) {
		return MILLIS.format(instant);
	}

}
