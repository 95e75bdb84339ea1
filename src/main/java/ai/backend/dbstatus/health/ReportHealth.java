package ai.backend.dbstatus.health;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.backend.dbstatus.component.Policy;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.CurrentRevision;
import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;

/**
 * Turns a report into a health. Only Spring Boot's own status codes are used: aggregation drops others, and answers 200.
 */
final class ReportHealth {

	private ReportHealth() {
	}

	static Health of(StatusReport report, Policy policy) {
		// A map, because the builder refuses a detail that is null and a missing key would hide that there is no action.
		Map<String, @Nullable Object> details = new LinkedHashMap<>();
		details.put("status", report.status());
		details.put("reason", report.reason());
		details.put("summary", report.verdict().summary());
		details.put("currentRevisions",
				report.position().currentRevisions().stream().map(CurrentRevision::revision).toList());
		details.put("headRevisions", report.position().headRevisions().stream().map(RevisionInfo::revision).toList());
		details.put("pendingCount", report.findings().pendingCount());
		details.put("recommendedAction", report.verdict().recommendedAction());
		details.put("migration", report.migration());
		details.put("checkedAt", report.checkedAt().truncatedTo(ChronoUnit.MILLIS));
		return builder(report, policy).withDetails(details).build();
	}

	/**
	 * Whether the health of a report would be {@code UP} if its scripts were settled.
	 */
	static boolean isUp(StatusReport report, Policy policy) {
		return new Expectation(policy.upStatuses()).isMetBy(report);
	}

	private static Health.Builder builder(StatusReport report, Policy policy) {
		Status status = report.status();
		if (new Expectation(policy.upStatuses()).holds(report)) {
			return Health.up();
		}
		return status.isVerdict() ? Health.outOfService() : Health.down();
	}

}
