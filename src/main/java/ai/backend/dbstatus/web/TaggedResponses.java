package ai.backend.dbstatus.web;

import java.nio.charset.StandardCharsets;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * Makes responses with an entity tag, so that whoever polls gets a body only when something has changed. Spring answers
 * 304 in place of 200, and in place of nothing else.
 */
final class TaggedResponses {

	private final JsonMapper mapper;

	TaggedResponses(JsonMapper mapper) {
		this.mapper = mapper;
	}

	ResponseEntity.BodyBuilder status(HttpStatus status) {
		return ResponseEntity.status(status)
				.cacheControl(CacheControl.noCache())
				.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
	}

	ResponseEntity<byte[]> text(ResponseEntity.BodyBuilder response, String text) {
		return text(response, Format.TEXT, text);
	}

	ResponseEntity<byte[]> text(ResponseEntity.BodyBuilder response, Format format, String text) {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		return response.contentType(format.contentType()).eTag(EntityTag.of(body)).body(body);
	}

	/**
	 * A response in JSON.
	 * @param withoutTiming the resource without what differs although nothing has changed
	 */
	ResponseEntity<byte[]> json(ResponseEntity.BodyBuilder response, Object resource, Object withoutTiming) {
		return json(response, this.mapper.writeValueAsBytes(resource),
				EntityTag.of(this.mapper.writeValueAsBytes(withoutTiming)));
	}

	ResponseEntity<byte[]> json(ResponseEntity.BodyBuilder response, byte[] body, String tag) {
		return response.contentType(Format.JSON.contentType()).eTag(tag).body(body);
	}

}
