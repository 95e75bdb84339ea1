package ai.backend.dbstatus.database.session;

import java.io.IOException;

/**
 * A server says more than any question calls for.
 */
final class AnswerTooLargeException extends IOException {

	AnswerTooLargeException(String message) {
		super(message);
	}

}
