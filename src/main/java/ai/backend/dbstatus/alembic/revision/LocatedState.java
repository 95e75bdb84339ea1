package ai.backend.dbstatus.alembic.revision;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Every row names a revision, or there is no row: what is applied is known, and an upgrade can be planned.
 */
public final class LocatedState implements DatabaseState {

	private final RevisionMap map;

	private final List<@Nullable String> rows;

	private final List<RowLocation> locations;

	private final int[] current;

	private final boolean atHeads;

	LocatedState(RevisionMap map, List<@Nullable String> rows, List<RowLocation> locations, int[] current) {
		this.map = map;
		this.rows = rows;
		this.locations = List.copyOf(locations);
		this.current = current.length < 2 ? current : IntStream.of(current).distinct().toArray();
		int[] heads = map.ends().realHeads();
		this.atHeads = this.current.length == heads.length
				&& IntStream.of(this.current).allMatch((node) -> map.graph().allNext()[node].length == 0);
	}

	@Override
	public List<@Nullable String> rows() {
		return this.rows;
	}

	@Override
	public List<RowLocation> locations() {
		return this.locations;
	}

	/**
	 * The distinct revisions that the rows name, in the order of the rows.
	 */
	public List<Revision> revisions() {
		return this.map.revisions(this.current);
	}

	/**
	 * Whether an upgrade to {@code heads} would apply nothing.
	 */
	public boolean isAtHeads() {
		return this.atHeads;
	}

	/**
	 * How many revisions an upgrade to {@code heads} would apply.
	 */
	public int pendingCount() {
		return this.atHeads ? 0 : this.map.graph().size() - applied().size();
	}

	/**
	 * What is applied: the revisions that the rows name, and all that these need. Nothing else records it.
	 */
	public RevisionSet applied() {
		return this.map.set(appliedNodes());
	}

	/**
	 * What {@code alembic current} prints: the applied revisions without an applied child by down revision. A dependency
	 * that is applied is among them, though it has no row. In load order; Alembic's own order is random.
	 */
	public List<Revision> effectiveCurrent() {
		return this.map.revisions(this.map.graph().tips(appliedNodes()));
	}

	/**
	 * The rows that occur more than once, each named once. An upgrade that has to change such a row fails.
	 */
	public List<String> duplicateRows() {
		Set<String> seen = new LinkedHashSet<>();
		return this.locations.stream().map(RowLocation::row).filter((row) -> !seen.add(row)).distinct().toList();
	}

	/**
	 * The plan of an upgrade to {@code heads}.
	 */
	public UpgradePlan plan() {
		if (this.atHeads) {
			return new UpgradePlan(this.map, this.rows, new int[0], true);
		}
		BitSet pending = appliedNodes();
		pending.flip(0, this.map.graph().size());
		UpgradeOrder.Result order = UpgradeOrder.of(this.map.graph(), pending, this.map.ends().realHeads());
		return new UpgradePlan(this.map, this.rows, order.newestFirst(), order.deterministic());
	}

	private BitSet appliedNodes() {
		return this.atHeads ? this.map.graph().all() : this.map.graph().ancestors(this.current);
	}

}
