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
	 * Whether the report has one of the statuses, and each of its tenants: what is better than the worst of them may be none of
	 * these, too.
	 */
	public boolean holds(StatusReport report) {
		Tenants tenants = report.findings().tenants();
		return this.statuses.contains(report.status())
				&& (tenants == null || this.statuses.containsAll(tenants.byStatus().keySet()));
	}

	/**
	 * Whether each of the reports has one of the statuses.
	 */
	public boolean holds(Collection<StatusReport> reports) {
		return reports.stream().allMatch(this::holds);
	}

}
