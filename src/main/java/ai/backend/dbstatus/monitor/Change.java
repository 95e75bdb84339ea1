package ai.backend.dbstatus.monitor;

import ai.backend.dbstatus.status.StatusReport;

/**
 * A change of what is found of a component.
 *
 * @param number the changes of all components are counted from 1
 * @param report the newest report that found it so
 */
record Change(long number, StatusReport report) {

	String component() {
		return this.report.component();
	}

	boolean isFoundBy(StatusReport other) {
		return this.report.findings().equals(other.findings());
	}

}
