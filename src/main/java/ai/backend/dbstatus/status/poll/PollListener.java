package ai.backend.dbstatus.status.poll;

import ai.backend.dbstatus.status.report.StatusReport;

/**
 * Hears of the checks of components that it has polled.
 */
public interface PollListener {

	/** One for whose sake components are checked, and who hears of it elsewhere. */
	PollListener SILENT = (_) -> {};

	/**
	 * Whether there still is somebody who wants to hear; asked before each check.
	 */
	default boolean isPresent() {
		return true;
	}

	/**
	 * A check was made that began after this one came.
	 */
	void polled(StatusReport report);

	/**
	 * The component has gone: no more is to be heard of it.
	 */
	default void gone(String component) {
	}

}
