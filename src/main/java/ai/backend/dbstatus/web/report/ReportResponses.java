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
		return one(report, query, (query.format() == Format.TEXT)
				? this.responses.text(Format.TEXT, TextReport.of(report, query.needs()))
				: json(report, query));
	}

	/**
	 * The same for a report that few ask for: nothing is kept of it.
	 */
	TaggedResponse unshared(StatusReport report, ReportQuery query) {
		return one(report, query, (query.format() == Format.TEXT)
				? this.responses.text(Format.TEXT, TextReport.of(report, query.needs()))
				: this.responses.json(ReportResource.of(report, query.pendingLimit(), query.needs())));
	}

	private TaggedResponse one(StatusReport report, ReportQuery query, TaggedResponse response) {
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

	/**
	 * The expectation is one of all chosen components, whatever statuses are to be seen: what is not shown keeps a gate shut, too.
	 */
	TaggedResponse all(List<StatusReport> reports, ReportsQuery query) {
		ReportQuery report = query.report();
		List<StatusReport> shown = reports.stream().filter(query::shows).toList();
		TaggedResponse response = (report.format() == Format.TEXT)
				? this.responses.text(Format.TEXT, TextReport.of(shown, report.needs()))
				: this.responses.json(ReportsResource.of(reports, shown, report.pendingLimit(), report.needs()));
		boolean holds = (report.expectation() == null) || report.expectation().holds(reports);
		return holds ? response : response.unavailable(this.retryAfter);
	}

}
