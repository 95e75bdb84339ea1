package ai.backend.dbstatus.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the responses of all resources. Each has an entity tag, so that whoever polls gets a body only when something has
 * changed.
 */
public final class TaggedResponses {

	private final ObjectWriter everything;

	private final ObjectWriter withoutTiming;

	/**
	 * A maker of responses.
	 * @param mapper writes the JSON
	 */
	public TaggedResponses(JsonMapper mapper) {
		this.everything = mapper.writer();
		// In this view is all that is in none, and what is marked with another is not.
		this.withoutTiming = mapper.rebuild()
				.enable(MapperFeature.DEFAULT_VIEW_INCLUSION)
				.build()
				.writerWithView(Object.class);
	}

	/**
	 * A response in JSON.
	 * @param resource what to write; what it marks as {@link Timing} is not part of the entity tag
	 */
	public TaggedResponse json(Object resource) {
		return json(resource, EntityTag.of(resource, this.withoutTiming));
	}

	/**
	 * A response in JSON, with a line end for terminals, whose entity tag is known already.
	 * @param tag the tag of a resource that differs from this one in nothing but its timing
	 */
	public TaggedResponse json(Object resource, String tag) {
		byte[] json = this.everything.writeValueAsBytes(resource);
		byte[] line = Arrays.copyOf(json, json.length + 1);
		line[json.length] = '\n';
		return TaggedResponse.ok(Format.JSON.contentType(), line, tag);
	}

	/**
	 * A response in another format.
	 */
	public TaggedResponse text(Format format, String text) {
		return TaggedResponse.of(format.contentType(), text.getBytes(StandardCharsets.UTF_8));
	}

}
