package ai.backend.dbstatus.status.report;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.status.history.RevisionState;

/**
 * What a caller is content with: what a gate before or after a deploy asks for.
 *
 * @param statuses the statuses that will do
 * @param reasons the reasons that will do, whatever the status
 * @param needs the revisions that have to be applied, whatever scripts were looked at. With neither statuses nor reasons,
 * these alone count.
 */
public record Expectation(Set<Status> statuses, Set<Reason> reasons, List<String> needs) {

	public Expectation {
		if (statuses.isEmpty() && reasons.isEmpty() && needs.isEmpty()) {
			throw new IllegalArgumentException("An expectation needs a status, a reason or a revision");
		}
		statuses = Set.copyOf(statuses);
		reasons = Set.copyOf(reasons);
		needs = List.copyOf(needs);
	}

	/**
	 * One of some statuses.
	 */
	public Expectation(Set<Status> statuses) {
		this(statuses, Set.of(), List.of());
	}

	/**
	 * Whether a gate opens for a report: it is {@linkplain #isMetBy met}, by scripts that are {@linkplain StatusReport#settled()
	 * settled}.
	 */
	public boolean holds(StatusReport report) {
		return report.settled() && isMetBy(report);
	}

	/**
	 * Whether a report is as expected, and each of its tenants: what is better than the worst of them may be none of these, too.
	 */
	public boolean isMetBy(StatusReport report) {
		Tenants tenants = report.findings().tenants();
		return isContentWith(report.status(), report.reason())
				&& (tenants == null || tenants.states()
						.stream()
						.allMatch((tenant) -> isContentWith(tenant.status(), tenant.findings().verdict().reason())))
				&& this.needs.stream().allMatch((need) -> isApplied(report, need));
	}

	private boolean isContentWith(Status status, Reason reason) {
		return (this.statuses.isEmpty() && this.reasons.isEmpty()) || this.statuses.contains(status)
				|| this.reasons.contains(reason);
	}

	private static boolean isApplied(StatusReport report, String need) {
		return report.applied().state(need) == RevisionState.APPLIED;
	}

	/**
	 * Whether a gate opens for all of some reports.
	 */
	public boolean holds(Collection<StatusReport> reports) {
		return reports.stream().allMatch(this::holds);
	}

}
