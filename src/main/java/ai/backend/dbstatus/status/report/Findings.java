package ai.backend.dbstatus.status.report;

import org.jspecify.annotations.Nullable;

/**
 * What a check found, in parts.
 *
 * @param verdict the status, and what to do
 * @param position where the database and the scripts are
 * @param plan what an upgrade would apply; {@code null} where that is not known
 * @param tenants what was found of each tenant; {@code null} where there are none, or that is not known. The rest is then that
 * of the worst of them
 */
public record Findings(Verdict verdict, Position position, @Nullable Plan plan, @Nullable Tenants tenants) {

	/**
	 * Findings of a component without tenants, or of one tenant.
	 */
	public Findings(Verdict verdict, Position position, @Nullable Plan plan) {
		this(verdict, position, plan, null);
	}

	/**
	 * How many revisions an upgrade would apply; {@code null} where that is not known.
	 */
	public @Nullable Integer pendingCount() {
		return (this.plan != null) ? this.plan.pendingRevisions().size() : null;
	}

}
