package ai.backend.dbstatus.web;

import java.time.Duration;

/**
 * The header that says when to ask again, in whole seconds. {@code curl --retry} heeds it.
 */
final class RetryAfter {

	private RetryAfter() {
	}

	static String of(Duration duration) {
		return Long.toString(Math.max(1, duration.plusNanos(999_999_999).toSeconds()));
	}

}
