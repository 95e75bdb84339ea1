package ai.backend.dbstatus.web;

import java.time.Duration;
import java.util.List;

import ai.backend.dbstatus.status.report.StatusReport;

/**
 * Makes responses of reports: the body in the format that was asked for, the status code, the entity tag.
 */
final class ReportResponses {

	private final TaggedResponses responses;

	private final ReportRenderer renderer;

	private final String retryAfter;

	/**
	 * A maker of responses.
	 * @param interval when asking again may be of use
	 */
	ReportResponses(TaggedResponses responses, ReportRenderer renderer, Duration interval) {
		this.responses = responses;
		this.renderer = renderer;
		this.retryAfter = RetryAfter.of(interval);
	}

	TaggedResponse one(StatusReport report, ReportQuery query) {
		TaggedResponse response = (query.format() == Format.TEXT)
				? this.responses.text(TextReport.of(report))
				: json(report, query);
		if (query.expectation() == null) {
			boolean retryable = report.reason().isRetryable();
			return report.status().isVerdict() ? response : response.unavailable(retryable ? this.retryAfter : null);
		}
		return query.expectation().holds(report) ? response : response.unavailable(this.retryAfter);
	}

	private TaggedResponse json(StatusReport report, ReportQuery query) {
		ReportRenderer.Rendered rendered = this.renderer.render(report, query.pendingLimit());
		return this.responses.json(rendered.body(), rendered.tag());
	}

	TaggedResponse all(List<StatusReport> reports, ReportQuery query) {
		TaggedResponse response = (query.format() == Format.TEXT)
				? this.responses.text(TextReport.of(reports))
				: json(reports, query);
		boolean holds = (query.expectation() == null) || query.expectation().holds(reports);
		return holds ? response : response.unavailable(this.retryAfter);
	}

	private TaggedResponse json(List<StatusReport> reports, ReportQuery query) {
		ReportsResource resource = ReportsResource.of(reports, query.pendingLimit());
		return this.responses.json(resource, resource.withoutTiming());
	}

}
