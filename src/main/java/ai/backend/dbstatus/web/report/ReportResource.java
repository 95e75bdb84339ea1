package ai.backend.dbstatus.web.report;

import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.status.Divergence;
import ai.backend.dbstatus.status.PendingRevision;
import ai.backend.dbstatus.status.Reason;
import ai.backend.dbstatus.status.RecommendedAction;
import ai.backend.dbstatus.status.RevisionSummary;
import ai.backend.dbstatus.status.Status;
import ai.backend.dbstatus.status.StatusReport;
import ai.backend.dbstatus.web.http.MillisecondTime;
import ai.backend.dbstatus.web.http.Timing;
import com.fasterxml.jackson.annotation.JsonView;
import org.jspecify.annotations.Nullable;

/**
 * A report as JSON. Every key is always there; what is not known is {@code null} or {@code []}. What each is stands in
 * {@code openapi.yaml}.
 */
public record ReportResource(String component, Status status, Reason reason, String summary, @Nullable String details,
		boolean retryable, List<RevisionSummary> currentRevisions, List<RevisionSummary> headRevisions,
		@Nullable Integer pendingCount, List<PendingRevision> pendingRevisions, @Nullable String release,
		List<String> pendingReleases, @Nullable Divergence divergence, @Nullable RecommendedAction recommendedAction,
		List<String> warnings, @JsonView(Timing.class) @MillisecondTime Instant checkedAt,
		@JsonView(Timing.class) long durationMillis) {

	/** How many pending revisions are listed where nobody says how many. */
	public static final int DEFAULT_PENDING_LIMIT = 100;

	/**
	 * The JSON of a report.
	 * @param pendingLimit how many pending revisions to list
	 */
	public static ReportResource of(StatusReport report, int pendingLimit) {
		StatusReport.Findings findings = report.findings();
		List<PendingRevision> pending = findings.pendingRevisions();
		return new ReportResource(report.component(), report.status(), report.reason(), findings.summary(),
				findings.details(), report.reason().isRetryable(), findings.currentRevisions(),
				findings.headRevisions(), findings.pendingCount(),
				pending.subList(0, Math.min(pendingLimit, pending.size())), findings.release(),
				findings.pendingReleases(), findings.divergence(), findings.recommendedAction(), findings.warnings(),
				report.checkedAt(), report.duration().toMillis());
	}

}
