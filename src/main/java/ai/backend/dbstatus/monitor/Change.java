package ai.backend.dbstatus.monitor;

import ai.backend.dbstatus.status.report.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * A change of what is found of a component.
 *
 * @param number the changes of all components are counted from 1
 * @param component the component's name
 * @param report the newest report that found it so; {@code null} if the component has gone
 */
record Change(long number, String component, @Nullable StatusReport report) {

	boolean isFoundBy(StatusReport other) {
		return this.report != null && this.report.findings().equals(other.findings());
	}

}
