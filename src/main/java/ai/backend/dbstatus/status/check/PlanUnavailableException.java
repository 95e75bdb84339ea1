package ai.backend.dbstatus.status.check;

import ai.backend.dbstatus.status.report.Reason;

/**
 * No plan can be made: it is not known where the database is, or what is in it.
 */
public final class PlanUnavailableException extends RuntimeException {

	private final Reason reason;

	PlanUnavailableException(Reason reason, String sentence) {
		// Thrown at every request until the database is as it should be.
		super(sentence, null, false, false);
		this.reason = reason;
	}

	/**
	 * Why, in the word of the report.
	 */
	public Reason reason() {
		return this.reason;
	}

}
