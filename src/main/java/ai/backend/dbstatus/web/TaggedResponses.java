package ai.backend.dbstatus.web;

import java.nio.charset.StandardCharsets;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;

/**
 * Makes responses with an entity tag, so that whoever polls gets a body only when something has changed.
 */
final class TaggedResponses {

	private final JsonMapper mapper;

	TaggedResponses(JsonMapper mapper) {
		this.mapper = mapper;
	}

	TaggedResponse text(String text) {
		return text(Format.TEXT, text);
	}

	TaggedResponse text(Format format, String text) {
		byte[] body = text.getBytes(StandardCharsets.UTF_8);
		return ok(format, body, EntityTag.of(body));
	}

	/**
	 * A response in JSON.
	 * @param withoutTiming the resource without what differs although nothing has changed
	 */
	TaggedResponse json(Object resource, Object withoutTiming) {
		return json(this.mapper.writeValueAsBytes(resource),
				EntityTag.of(this.mapper.writeValueAsBytes(withoutTiming)));
	}

	TaggedResponse json(byte[] body, String tag) {
		return ok(Format.JSON, body, tag);
	}

	private static TaggedResponse ok(Format format, byte[] body, String tag) {
		return new TaggedResponse(HttpStatus.OK, null, format, body, tag);
	}

}
