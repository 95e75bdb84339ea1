package ai.backend.dbstatus.web.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.TenantState;
import ai.backend.dbstatus.status.report.Tenants;
import org.jspecify.annotations.Nullable;

/**
 * The tenants of a component in a report: in groups, and only the outliers by name.
 */
public record TenantsSummary(int count, Map<String, Integer> byStatus, List<RevisionGroup> byRevision,
		List<TenantResource> outliers) {

	static TenantsSummary of(Tenants tenants) {
		Map<String, Integer> byStatus = new LinkedHashMap<>();
		tenants.byStatus().forEach((status, count) -> byStatus.put(status.name(), count));
		return new TenantsSummary(tenants.states().size(), byStatus,
				tenants.byRevision()
						.stream()
						.map((group) -> new RevisionGroup(group.revision().isEmpty() ? null : group.revision(),
								group.count()))
						.toList(),
				tenants.outliers().stream().map(TenantResource::of).toList());
	}

	/**
	 * How many tenants are at a revision; {@code null} for those that have none or whose revision is not known.
	 */
	public record RevisionGroup(@Nullable String revision, int count) {}

	/**
	 * A tenant in a line.
	 */
	public record TenantResource(String tenant, Status status, Reason reason, String summary,
			List<String> currentRevisions, @Nullable Integer pendingCount) {

		static TenantResource of(TenantState state) {
			return new TenantResource(state.tenant(), state.status(), state.findings().verdict().reason(),
					state.findings().verdict().summary(), state.revisions(), state.findings().pendingCount());
		}

	}

	/**
	 * Some of the tenants; {@code next} is the name to go on {@code after}, and {@code null} at the end.
	 */
	public record Page(String component, int count, List<TenantResource> tenants, @Nullable String next) {}

}
