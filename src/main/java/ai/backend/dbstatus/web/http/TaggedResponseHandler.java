package ai.backend.dbstatus.web.http;

import java.io.IOException;
import java.util.Objects;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Writes the responses of controllers that return {@link TaggedResponse}. They have chosen their representation and
 * written it already; to look for a converter for each would take as much time as all else that a controller does.
 * <p>
 * The controllers are no {@code @RestController}: Spring would convert what such a one returns.
 */
final class TaggedResponseHandler implements HandlerMethodReturnValueHandler {

	/** Not below {@code server.compression.min-response-size}, below which nothing is compressed. */
	private static final int LARGE = 4096;

	@Override
	public boolean supportsReturnType(MethodParameter type) {
		return type.getParameterType() == TaggedResponse.class;
	}

	/**
	 * Answers 304 in place of 200, and in place of nothing else, where the client has the content already.
	 */
	@Override
	public void handleReturnValue(@Nullable Object value, MethodParameter type, ModelAndViewContainer container,
			NativeWebRequest request) throws IOException {
		TaggedResponse made = (TaggedResponse) Objects.requireNonNull(value);
		HttpServletResponse response = Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
		container.setRequestHandled(true);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
		response.setHeader(ContentPolicy.HEADER, made.policy().directives());
		response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
		if (made.retryAfter() != null) {
			response.setHeader(HttpHeaders.RETRY_AFTER, made.retryAfter());
		}
		String tag = mayBeCompressed(made, request) ? "W/" + made.tag() : made.tag();
		response.setHeader(HttpHeaders.ETAG, tag);
		if (made.status() == HttpStatus.OK && request.checkNotModified(tag)) {
			return;
		}
		response.setStatus(made.status().value());
		response.setContentType(made.contentType());
		response.setContentLength(made.body().length);
		response.getOutputStream().write(made.body());
	}

	/** The tag of a body that is sent in more than one encoding is weak (RFC 9110), or the server does not compress it. */
	private static boolean mayBeCompressed(TaggedResponse made, NativeWebRequest request) {
		String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
		return accepted != null && accepted.contains("gzip") && made.body().length >= LARGE;
	}

}
