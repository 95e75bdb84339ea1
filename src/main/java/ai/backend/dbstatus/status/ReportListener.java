package ai.backend.dbstatus.status;

/**
 * Hears of every check that was made, and is told on the thread that made it: be quick.
 */
@FunctionalInterface
public interface ReportListener {

	/**
	 * A check was made. The reports of one component come one after the other, in the order of their checks.
	 */
	void checked(StatusReport report);

}
