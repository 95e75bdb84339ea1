package ai.backend.dbstatus.monitor;

/**
 * As many subscribers listen as are allowed.
 */
public final class TooManySubscribersException extends RuntimeException {

	TooManySubscribersException(int allowed) {
		super("All %d event streams are taken; try again later, or ask for the reports instead.".formatted(allowed));
	}

}
