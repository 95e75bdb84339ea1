package ai.backend.dbstatus.web;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * A response with an entity tag, ready to be written by {@link TaggedResponseHandler}.
 *
 * @param status the status code
 * @param retryAfter when to ask again, in seconds; {@code null} where that is of no use
 * @param format the representation of the body
 * @param body the body; nobody changes it
 * @param tag the entity tag, in quotes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TaggedResponse(HttpStatus status, @Nullable String retryAfter, Format format, byte[] body, String tag) {

	/**
	 * The same with the status code 503.
	 */
	TaggedResponse unavailable(@Nullable String retryAfter) {
		return new TaggedResponse(HttpStatus.SERVICE_UNAVAILABLE, retryAfter, this.format, this.body, this.tag);
	}

}
