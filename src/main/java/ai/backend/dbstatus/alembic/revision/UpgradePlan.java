package ai.backend.dbstatus.alembic.revision;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an upgrade would do to a database.
 */
public final class UpgradePlan {

	private final RevisionMap map;

	private final List<@Nullable String> rows;

	private final int[] newestFirst;

	private final boolean orderDeterministic;

	UpgradePlan(RevisionMap map, List<@Nullable String> rows, int[] newestFirst, boolean orderDeterministic) {
		this.map = map;
		this.rows = rows;
		this.newestFirst = newestFirst;
		this.orderDeterministic = orderDeterministic;
	}

	/**
	 * The revisions in the order in which Alembic applies them.
	 */
	public List<Revision> pending() {
		return this.map.revisions(this.newestFirst).reversed();
	}

	public int pendingCount() {
		return this.newestFirst.length;
	}

	/**
	 * Whether Alembic always takes this order. Where a revision has several dependencies to be applied, Alembic's order
	 * among their lines is left to the hash seed of the Python process; then this plan follows the order in which the
	 * script lists them.
	 */
	public boolean orderDeterministic() {
		return this.orderDeterministic;
	}

	/**
	 * What becomes of the rows, computed by going through the plan.
	 */
	public RowsAfter rowsAfter() {
		return new RowTransitions(this.map, this.rows).after(this.newestFirst);
	}

}
