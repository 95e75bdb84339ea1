package ai.backend.dbstatus.web.report;

import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * It is not known which tenants a component has: its database or its scripts cannot be read.
 */
public final class TenantsUnknownException extends RuntimeException {

	private final Reason reason;

	TenantsUnknownException(StatusReport report) {
		// Thrown at every request until that is mended.
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
