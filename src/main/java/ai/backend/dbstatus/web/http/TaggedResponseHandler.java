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
		response.setHeader(HttpHeaders.ETAG, made.tag());
		if (made.status() == HttpStatus.OK && request.checkNotModified(made.tag())) {
			return;
		}
		response.setStatus(made.status().value());
		response.setContentType(made.contentType());
		response.setContentLength(made.body().length);
		response.getOutputStream().write(made.body());
	}

}
