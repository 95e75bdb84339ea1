package ai.backend.dbstatus.alembic.python.evaluation;

/**
 * A module may be proper Python, and following it without running it would take too long.
 */
public final class TooIntricateException extends RuntimeException {

	TooIntricateException(String message) {
		super(message, null, false, false);
	}

}
