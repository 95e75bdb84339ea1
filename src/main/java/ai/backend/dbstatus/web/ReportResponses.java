package ai.backend.dbstatus.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

	private static final int TAG_BYTES = 12;

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
				.eTag(tag(tagged))
				.cacheControl(CacheControl.noCache())
				.header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
				.body(body);
	}

	private static String tag(byte[] content) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
			return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
