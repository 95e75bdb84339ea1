package ai.backend.dbstatus.alembic.revision;

import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the revisions that an upgrade target means, seen from the rows of a database.
 */
record UpgradeTarget(Graph graph, Symbols symbols) {

	int[] resolve(List<String> targets, List<@Nullable String> rows) {
		RelativeSymbol relative = targets.size() == 1 ? RelativeSymbol.parse(targets.getFirst()).orElse(null) : null;
		if (relative == null) {
			return this.symbols.resolveAll(List.<@Nullable String>copyOf(targets));
		}
		if (relative.steps() > 0) {
			return new int[]{ relative.symbol() == null
					? upFromRows(relative, rows)
					: walk(this.symbols.resolve(relative.symbol()), relative, relative.branch()) };
		}
		if (relative.symbol() == null) {
			throw RelativeRevisionException.tooFar(relative.text());
		}
		return new int[]{ walk(this.symbols.resolve(relative.qualifiedSymbol()), relative, null) };
	}

	private int upFromRows(RelativeSymbol relative, List<@Nullable String> rows) {
		int start = relative.branch() == null ? startAtRow(relative, rows) : startInBranch(relative, rows);
		int end = walk(start, relative, relative.branch());
		if (end == Symbols.NOTHING) {
			throw RelativeRevisionException.tooFar(relative.text());
		}
		return end;
	}

	private int startAtRow(RelativeSymbol relative, List<@Nullable String> rows) {
		return switch (rows.size()) {
			case 0 -> Symbols.NOTHING;
			case 1 -> this.symbols.resolve(rows.getFirst());
			default -> throw RelativeRevisionException.ambiguousStart(relative.text());
		};
	}

	/**
	 * The rows that are in the branch; else the tips of what is applied of the branch; else its base.
	 */
	private int startInBranch(RelativeSymbol relative, List<@Nullable String> rows) {
		String branch = String.valueOf(relative.branch());
		int[] located = this.symbols.resolveAll(rows);
		int[] starts = this.symbols.inLineage(located, branch);
		if (starts.length == 0) {
			starts = tips(this.symbols.inLineage(this.graph.ancestors(located).stream().toArray(), branch));
		}
		if (starts.length > 1) {
			throw RelativeRevisionException.ambiguousStart(relative.text());
		}
		return starts.length == 0 || starts[0] == Symbols.BASE ? Symbols.NOTHING : starts[0];
	}

	private int[] tips(int[] nodes) {
		BitSet tips = new BitSet();
		for (int node : nodes) {
			tips.set(node);
		}
		for (int node : nodes) {
			for (int down : this.graph.normalizedDown()[node]) {
				tips.clear(down);
			}
		}
		return tips.stream().toArray();
	}

	private int walk(int start, RelativeSymbol relative, @Nullable String branch) {
		return this.symbols.walk(start, relative.steps(), branch, relative.text());
	}

}
