package ai.backend.dbstatus.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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

	private static final int TAG_BYTES = 12;

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
		return response.contentType(format.contentType()).eTag(tag(body)).body(body);
	}

	/**
	 * A response in JSON.
	 * @param withoutTiming the resource without what differs although nothing has changed
	 */
	ResponseEntity<byte[]> json(ResponseEntity.BodyBuilder response, Object resource, Object withoutTiming) {
		return json(response, this.mapper.writeValueAsBytes(resource),
				tag(this.mapper.writeValueAsBytes(withoutTiming)));
	}

	ResponseEntity<byte[]> json(ResponseEntity.BodyBuilder response, byte[] body, String tag) {
		return response.contentType(Format.JSON.contentType()).eTag(tag).body(body);
	}

	/**
	 * The entity tag of a content.
	 */
	static String tag(byte[] content) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
			return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
