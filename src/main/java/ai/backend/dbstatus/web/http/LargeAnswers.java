package ai.backend.dbstatus.web.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Makes a few at a time of those answers that may be megabytes, until they are sent. All of them together must fit into the
 * memory. Others wait for their turn for a while, and are then told to come back.
 */
final class LargeAnswers implements HandlerInterceptor {

	private static final int AT_ONCE = 4;

	private static final long WAIT_SECONDS = 20;

	private static final String TURN = LargeAnswers.class.getName();

	private final Semaphore turns = new Semaphore(AT_ONCE, true);

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws InterruptedException {
		if (!this.turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
			// The headers of the exception cannot be changed.
			response.setHeader(HttpHeaders.RETRY_AFTER, "10");
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE,
					"Too many large answers are on their way; ask again in a while");
		}
		request.setAttribute(TURN, true);
		return true;
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception ex) {
		if (request.getAttribute(TURN) != null) {
			request.removeAttribute(TURN);
			this.turns.release();
		}
	}

}
