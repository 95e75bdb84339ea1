package ai.backend.dbstatus.web.report;

import java.util.List;

import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * The reports of all components as JSON.
 */
public record ReportsResource(Status status, List<ReportResource> components) {

	/**
	 * The JSON.
	 * @param reports all that were asked for: the worst status is theirs
	 * @param shown those to list
	 */
	static ReportsResource of(List<StatusReport> reports, List<StatusReport> shown, int pendingLimit,
			List<String> needs) {
		Status worst = reports.stream().map(StatusReport::status).reduce(Status.UP_TO_DATE, Status::worse);
		return new ReportsResource(worst,
				shown.stream().map((report) -> ReportResource.of(report, pendingLimit, needs)).toList());
	}

}
