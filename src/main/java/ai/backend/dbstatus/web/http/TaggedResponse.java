package ai.backend.dbstatus.web.http;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * What a controller answers: a body that is written already, with its entity tag.
 *
 * @param status the status code
 * @param contentType the media type of the body
 * @param body the body; nobody changes it
 * @param tag the entity tag, in quotes
 * @param policy what a browser may do with it
 * @param retryAfter when to ask again, in seconds; {@code null} where that is of no use
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TaggedResponse(HttpStatus status, String contentType, byte[] body, String tag, ContentPolicy policy,
		@Nullable String retryAfter) {

	/**
	 * A response with the status code 200, for data.
	 * @param tag the entity tag of the body
	 */
	static TaggedResponse ok(String contentType, byte[] body, String tag) {
		return new TaggedResponse(HttpStatus.OK, contentType, body, tag, ContentPolicy.DATA, null);
	}

	/**
	 * A response whose entity tag is that of its bytes.
	 */
	public static TaggedResponse of(String contentType, byte[] body) {
		return ok(contentType, body, EntityTag.of(body));
	}

	/**
	 * The same with the status code 503.
	 */
	public TaggedResponse unavailable(@Nullable String retryAfter) {
		return new TaggedResponse(HttpStatus.SERVICE_UNAVAILABLE, this.contentType, this.body, this.tag, this.policy,
				retryAfter);
	}

	/**
	 * The same for what is no mere data to a browser.
	 */
	public TaggedResponse with(ContentPolicy policy) {
		return new TaggedResponse(this.status, this.contentType, this.body, this.tag, policy, this.retryAfter);
	}

}
