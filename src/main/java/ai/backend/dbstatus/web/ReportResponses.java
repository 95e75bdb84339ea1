package ai.backend.dbstatus.web;

import java.time.Duration;
import java.util.List;

import ai.backend.dbstatus.status.StatusReport;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

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

	ResponseEntity<byte[]> one(StatusReport report, ReportQuery query) {
		boolean holds = (query.expectation() != null)
				? query.expectation().holds(report)
				: report.status().isVerdict();
		ResponseEntity.BodyBuilder response = status(holds,
				query.expectation() != null || report.reason().isRetryable());
		if (query.format() == Format.TEXT) {
			return this.responses.text(response, TextReport.of(report));
		}
		ReportRenderer.Rendered rendered = this.renderer.render(report, query.pendingLimit());
		return this.responses.json(response, rendered.body(), rendered.tag());
	}

	ResponseEntity<byte[]> all(List<StatusReport> reports, ReportQuery query) {
		boolean holds = (query.expectation() == null) || query.expectation().holds(reports);
		ResponseEntity.BodyBuilder response = status(holds, true);
		if (query.format() == Format.TEXT) {
			return this.responses.text(response, TextReport.of(reports));
		}
		ReportsResource resource = ReportsResource.of(reports, query.pendingLimit());
		return this.responses.json(response, resource, resource.withoutTiming());
	}

	private ResponseEntity.BodyBuilder status(boolean holds, boolean mayHoldLater) {
		ResponseEntity.BodyBuilder response = this.responses
				.status(holds ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
		return (!holds && mayHoldLater) ? response.header(HttpHeaders.RETRY_AFTER, this.retryAfter) : response;
	}

}
