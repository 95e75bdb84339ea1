package ai.backend.dbstatus.status.report;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * The statuses that a caller is content with: what a gate before or after a deploy asks for.
 *
 * @param statuses the statuses, at least one
 */
public record Expectation(Set<Status> statuses) {

	public Expectation {
		if (statuses.isEmpty()) {
			throw new IllegalArgumentException("An expectation needs a status");
		}
		statuses = Set.copyOf(EnumSet.copyOf(statuses));
	}

	/**
	 * Whether the report has one of the statuses.
	 */
	public boolean holds(StatusReport report) {
		return this.statuses.contains(report.status());
	}

	/**
	 * Whether each of the reports has one of the statuses.
	 */
	public boolean holds(Collection<StatusReport> reports) {
		return reports.stream().allMatch(this::holds);
	}

}
