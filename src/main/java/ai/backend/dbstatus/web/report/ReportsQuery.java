package ai.backend.dbstatus.web.report;

import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * What a request for the reports of several components asks for.
 *
 * @param report what it asks of each report
 * @param names the names of the components
 * @param statuses the statuses of the reports to list; {@code null} for all
 */
record ReportsQuery(ReportQuery report, List<String> names, @Nullable Set<Status> statuses) {

	boolean shows(StatusReport report) {
		return this.statuses == null || this.statuses.contains(report.status());
	}

}
