package ai.backend.dbstatus.web.http;

import java.time.Duration;

/**
 * The header that says when to ask again, in whole seconds. {@code curl --retry} heeds it.
 */
public final class RetryAfter {

	private RetryAfter() {
	}

	/**
	 * The header's value.
	 */
	public static String of(Duration duration) {
		return Long.toString(Math.max(1, duration.plusNanos(999_999_999).toSeconds()));
	}

}
