package ai.backend.dbstatus.web;

import java.nio.charset.StandardCharsets;
import java.util.List;

import ai.backend.dbstatus.status.StatusReport;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Makes responses of reports: the body in the format that was asked for, the status code, the entity tag.
 */
final class ReportResponses {

	private final JsonMapper mapper;

	ReportResponses(JsonMapper mapper) {
		this.mapper = mapper;
	}

	ResponseEntity<byte[]> one(StatusReport report, ReportQuery query) {
		HttpStatus status = report.status().isVerdict() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
		if (query.format() == Format.TEXT) {
			return text(TextReport.of(report), status);
		}
		ReportResource resource = ReportResource.of(report, query.pendingLimit());
		return json(resource, resource.withoutTiming(), status);
	}

	ResponseEntity<byte[]> all(List<StatusReport> reports, ReportQuery query) {
		if (query.format() == Format.TEXT) {
			return text(TextReport.of(reports), HttpStatus.OK);
		}
		ReportsResource resource = ReportsResource.of(reports, query.pendingLimit());
		return json(resource, resource.withoutTiming(), HttpStatus.OK);
	}

	private ResponseEntity<byte[]> text(String text, HttpStatus status) {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		return response(Format.TEXT, body, body, status);
	}

	private ResponseEntity<byte[]> json(Object resource, Object withoutTiming, HttpStatus status) {
		return response(Format.JSON, this.mapper.writeValueAsBytes(resource),
				this.mapper.writeValueAsBytes(withoutTiming), status);
	}

	private static ResponseEntity<byte[]> response(Format format, byte[] body, byte[] tagged, HttpStatus status) {
		return ResponseEntity.status(status)
				.contentType(format.contentType())
				.eTag(EntityTag.of(tagged))
				.cacheControl(CacheControl.noCache())
				.header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
				.body(body);
	}

}
