package ai.backend.dbstatus.status.report;

import org.jspecify.annotations.Nullable;

/**
 * What a check found, in parts.
 *
 * @param verdict the status, and what to do
 * @param position where the database and the scripts are
 * @param plan what an upgrade would apply; {@code null} where that is not known
 * @param migration the migration that is under way; {@code null} where none is, or none was looked for
 */
public record Findings(Verdict verdict, Position position, @Nullable Plan plan, @Nullable Migration migration) {

	/**
	 * Findings without a migration that is under way.
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
