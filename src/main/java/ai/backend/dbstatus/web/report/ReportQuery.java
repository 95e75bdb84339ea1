package ai.backend.dbstatus.web.report;

import java.time.Duration;
import java.util.List;

import ai.backend.dbstatus.status.Asked;
import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.web.http.Format;
import org.jspecify.annotations.Nullable;

/**
 * What a request for a report asks for.
 *
 * @param format the representation
 * @param pendingLimit how many pending revisions to list
 * @param expectation the statuses to answer 200 for; {@code null} for every verdict
 * @param waitFor how long to wait for them; {@code null} where the request does not ask to wait
 * @param needs the revisions that the caller's code needs
 * @param asked what the check looks at
 */
record ReportQuery(Format format, int pendingLimit, @Nullable Expectation expectation, @Nullable Duration waitFor,
		List<String> needs, Asked asked) {

	/**
	 * Whether a report is what is expected, where anything is.
	 */
	boolean opensFor(StatusReport report) {
		return this.expectation != null && this.expectation.isMetBy(report);
	}

}
