package ai.backend.dbstatus.web.report;

import java.time.Duration;
import java.util.List;

import ai.backend.dbstatus.status.report.Scripts;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.RetryAfter;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;

/**
 * Makes responses of reports: the body in the format that was asked for, the status code, the entity tag.
 */
final class ReportResponses {

	private final TaggedResponses responses;

	private final SharedJson json;

	private final String retryAfter;

	/**
	 * A maker of responses.
	 * @param interval when asking again may be of use
	 */
	ReportResponses(TaggedResponses responses, Duration interval) {
		this.responses = responses;
		this.json = new SharedJson(responses);
		this.retryAfter = RetryAfter.of(interval);
	}

	TaggedResponse one(StatusReport report, ReportQuery query) {
		TaggedResponse response = (query.format() == Format.TEXT)
				? this.responses.text(Format.TEXT, TextReport.of(report, query.needs()))
				: json(report, query);
		if (query.expectation() == null) {
			boolean retryable = report.reason().isRetryable();
			return report.status().isVerdict() ? response : response.unavailable(retryable ? this.retryAfter : null);
		}
		return query.expectation().holds(report) ? response : response.unavailable(this.retryAfter);
	}

	private TaggedResponse json(StatusReport report, ReportQuery query) {
		return (query.needs().isEmpty() && report.findings().scripts().equals(Scripts.DIRECTORY))
				? this.json.write(report, query.pendingLimit())
				: this.responses.json(ReportResource.of(report, query.pendingLimit(), query.needs()));
	}

	TaggedResponse all(List<StatusReport> reports, ReportQuery query) {
		TaggedResponse response = (query.format() == Format.TEXT)
				? this.responses.text(Format.TEXT, TextReport.of(reports, query.needs()))
				: this.responses.json(ReportsResource.of(reports, query.pendingLimit(), query.needs()));
		boolean holds = (query.expectation() == null) || query.expectation().holds(reports);
		return holds ? response : response.unavailable(this.retryAfter);
	}

}
