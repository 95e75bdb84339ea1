package ai.backend.dbstatus.status;

/**
 * The migration scripts make no history: the configuration does not lead to them, or they cannot be read or contradict
 * each other.
 */
public final class HistoryUnavailableException extends RuntimeException {

	private final Reason reason;

	HistoryUnavailableException(StatusReport report) {
		// Thrown at every request until the scripts are mended.
		super(message(report), null, false, false);
		this.reason = report.reason();
	}

	private static String message(StatusReport report) {
		String details = report.findings().details();
		return (details != null) ? details : report.findings().summary();
	}

	/**
	 * Why, in the word of the report.
	 */
	public Reason reason() {
		return this.reason;
	}

}
