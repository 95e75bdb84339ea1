package ai.backend.dbstatus.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.status.RevisionSummary;
import ai.backend.dbstatus.status.Status;
import ai.backend.dbstatus.status.StatusReport;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;

/**
 * Turns a report into a health. Only Spring Boot's own status codes are used: aggregation drops others, and answers 200.
 */
final class ReportHealth {

	private final Set<Status> upStatuses;

	ReportHealth(Set<Status> upStatuses) {
		this.upStatuses = Set.copyOf(upStatuses);
	}

	Health of(StatusReport report) {
		StatusReport.Findings findings = report.findings();
		// A map, because the builder refuses a detail that is null and a missing key would hide that there is no action.
		Map<String, @Nullable Object> details = new LinkedHashMap<>();
		details.put("status", report.status());
		details.put("reason", report.reason());
		details.put("summary", findings.summary());
		details.put("currentRevisions", ids(findings.currentRevisions()));
		details.put("headRevisions", ids(findings.headRevisions()));
		details.put("pendingCount", findings.pendingCount());
		details.put("recommendedAction", findings.recommendedAction());
		details.put("checkedAt", report.checkedAt());
		return builder(report.status()).withDetails(details).build();
	}

	private Health.Builder builder(Status status) {
		if (this.upStatuses.contains(status)) {
			return Health.up();
		}
		return status.isVerdict() ? Health.outOfService() : Health.down();
	}

	private static List<String> ids(List<RevisionSummary> revisions) {
		return revisions.stream().map(RevisionSummary::revision).toList();
	}

}
