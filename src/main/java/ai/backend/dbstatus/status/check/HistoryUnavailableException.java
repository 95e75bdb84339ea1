package ai.backend.dbstatus.status.check;

import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * The migration scripts make no history: the configuration does not lead to them, or they cannot be read or contradict
 * each other.
 */
public final class HistoryUnavailableException extends RuntimeException {

	private final Reason reason;

	HistoryUnavailableException(StatusReport report) {
		// Thrown at every request until the scripts are mended.
		super(report.verdict().explanation(), null, false, false);
		this.reason = report.reason();
	}

	/**
	 * Why, in the word of the report.
	 */
	public Reason reason() {
		return this.reason;
	}

}
