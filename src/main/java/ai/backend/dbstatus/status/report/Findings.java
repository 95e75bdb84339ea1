package ai.backend.dbstatus.status.report;

import org.jspecify.annotations.Nullable;

/**
 * What a check found, in parts.
 *
 * @param verdict the status, and what to do
 * @param position where the database and the scripts are
 * @param plan what an upgrade would apply; {@code null} where that is not known
 */
public record Findings(Verdict verdict, Position position, @Nullable Plan plan) {

	/**
	 * How many revisions an upgrade would apply; {@code null} where that is not known.
	 */
	public @Nullable Integer pendingCount() {
		return (this.plan != null) ? this.plan.pendingRevisions().size() : null;
	}

}
