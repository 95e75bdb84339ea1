package ai.backend.dbstatus.status.check;

import ai.backend.dbstatus.status.report.StatusReport;

/**
 * Hears of every check that was made, and is told on the thread that made it: be quick. One who fails harms neither those
 * who asked nor the other listeners.
 */
@FunctionalInterface
public interface ReportListener {

	/**
	 * A check was made. The reports of one component come one after the other, in the order of their checks.
	 */
	void checked(StatusReport report);

}
