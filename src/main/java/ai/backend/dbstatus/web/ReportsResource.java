package ai.backend.dbstatus.web;

import java.util.List;

import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The reports of all components as JSON.
 */
@Schema(name = "StatusReports", description = "The reports of all components")
record ReportsResource(@Schema(description = "The worst status among them") Status status,
		@Schema(description = "The reports, in configured order") List<ReportResource> components) {

	static ReportsResource of(List<StatusReport> reports, int pendingLimit) {
		Status worst = reports.stream().map(StatusReport::status).reduce(Status.UP_TO_DATE, Status::worse);
		return new ReportsResource(worst,
				reports.stream().map((report) -> ReportResource.of(report, pendingLimit)).toList());
	}

	ReportsResource withoutTiming() {
		return new ReportsResource(this.status,
				this.components.stream().map(ReportResource::withoutTiming).toList());
	}

}
