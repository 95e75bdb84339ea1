package ai.backend.dbstatus.web.report;

import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.alembic.refs.FoundRevision;
import ai.backend.dbstatus.status.report.Plan;
import ai.backend.dbstatus.status.report.Position;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.RecommendedAction;
import ai.backend.dbstatus.status.report.SchemaState;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.status.report.Verdict;
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
		List<String> pendingReleases, @Nullable DivergenceResource divergence,
		@Nullable RecommendedAction recommendedAction, @Nullable MigrationResource migration,
		@Nullable TenantsSummary tenants, List<NeedResource> needs,
		ScriptsResource scripts, List<FoundRevision> foundIn, @Nullable SchemaState schema, List<String> warnings,
		@MillisecondTime Instant since,
		@JsonView(Timing.class) @MillisecondTime Instant checkedAt,
		@JsonView(Timing.class) long durationMillis) {

	/** How many pending revisions are listed where nobody says how many. */
	public static final int DEFAULT_PENDING_LIMIT = 100;

	/**
	 * The JSON of a report.
	 * @param pendingLimit how many pending revisions to list
	 */
	public static ReportResource of(StatusReport report, int pendingLimit) {
		return of(report, pendingLimit, List.of());
	}

	/**
	 * The JSON of a report.
	 * @param pendingLimit how many pending revisions to list
	 * @param needs the revisions that the caller's code needs
	 */
	static ReportResource of(StatusReport report, int pendingLimit, List<String> needs) {
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
				verdict.recommendedAction(),
				(report.migration() != null) ? MigrationResource.of(report.migration()) : null,
				(report.findings().tenants() != null) ? TenantsSummary.of(report.findings().tenants()) : null,
				NeedResource.of(report, needs), ScriptsResource.of(report.findings().scripts()),
				report.findings().foundIn(), report.findings().schema(), verdict.warnings(), report.since(),
				report.checkedAt(),
				report.duration().toMillis());
	}

	private static List<PendingRevision> pending(Plan plan, int limit) {
		return plan.pendingRevisions().stream().limit(limit).map(PendingRevision::of).toList();
	}

}
