package ai.backend.dbstatus.alembic.revision;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the revisions between a lower and an upper end.
 */
final class RevisionRange {

	private final Graph graph;

	private final Symbols symbols;

	private final List<Set<String>> labels;

	RevisionRange(Graph graph, Symbols symbols, List<Set<String>> labels) {
		this.graph = graph;
		this.symbols = symbols;
		this.labels = labels;
	}

	/**
	 * Revisions that are still to be ordered.
	 *
	 * @param tips where to begin
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared
	record Found(BitSet revisions, int[] tips) {}

	/**
	 * How to look.
	 *
	 * @param inclusive whether the lower end belongs to the range
	 * @param implicitBase whether lines count that begin beside the lower end
	 * @param mustArrive whether a relative symbol that leads past the end is an error
	 */
	record Options(boolean inclusive, boolean implicitBase, boolean mustArrive) {}

	/**
	 * What an upgrade from the rows to the target applies.
	 */
	Found upgrade(List<String> target, List<@Nullable String> rows) {
		return find(target, rows, new Options(false, true, true));
	}

	/**
	 * Like the other, for a lower end that is a single symbol: one with a branch keeps only the targets of that branch, and
	 * a negative number may lead past the first revision.
	 */
	Found find(List<String> upper, String lower, Options options) {
		int[] targets = targets(upper, List.of(lower), options);
		int at = lower.indexOf('@');
		if (at >= 0) {
			String label = label(lower.substring(0, at));
			targets = IntStream.of(targets).filter(target -> this.labels.get(target).contains(label)).toArray();
		}
		BitSet required = this.graph.ancestorsOfSeparate(targets);
		int[] current = this.symbols.resolveAll(lower);
		requireInRange(current, required, targets, options, lower);
		if (current.length > 0 && current[0] == Symbols.NOTHING) {
			current = pastTheEnd(upper, lower);
		}
		return new Found(without(current, required, options, lower), targets);
	}

	Found find(List<String> upper, List<@Nullable String> lower, Options options) {
		int[] targets = targets(upper, lower, options);
		BitSet required = this.graph.ancestorsOfSeparate(targets);
		int[] current = this.symbols.resolveAll(lower);
		requireInRange(current, required, targets, options, String.valueOf(lower));
		return new Found(without(current, required, options, String.valueOf(lower)), targets);
	}

	private void requireInRange(int[] current, BitSet required, int[] targets, Options options, String lower) {
		boolean inRange = options.implicitBase() || IntStream.of(current)
				.filter(node -> node != Symbols.NOTHING)
				.allMatch(node -> node != Symbols.BASE && required.get(node));
		if (!inRange) {
			throw new NotAnAncestorException(lower, String.join(", ", this.graph.ids(targets)));
		}
	}

	private BitSet without(int[] current, BitSet required, Options options, String lower) {
		requireRevisions(current, lower);
		BitSet rest = (BitSet) required.clone();
		rest.andNot(this.graph.ancestorsOfSeparate(current));
		if (options.inclusive()) {
			IntStream.of(current).forEach(rest::set);
		}
		if (current.length > 0 && !options.implicitBase()) {
			rest.and(Graph.closure(this.graph.next(), current));
		}
		return rest;
	}

	private int[] targets(List<String> upper, List<@Nullable String> lower, Options options) {
		int[] targets = new UpgradeTarget(this.graph, this.symbols, options.mustArrive()).resolve(upper, lower);
		requireRevisions(targets, String.join(", ", upper));
		return targets;
	}

	/**
	 * Alembic goes through the revisions in order, so that an overlap counts that comes before one that is none.
	 */
	private void requireRevisions(int[] nodes, String symbol) {
		int[] before = IntStream.of(nodes).takeWhile(node -> node >= 0).toArray();
		if (before.length < nodes.length) {
			int[] all = IntStream.of(nodes).filter(node -> node >= 0).toArray();
			for (int node : before) {
				this.graph.requireNoAncestor(node, all);
			}
			throw new NotARevisionException(symbol);
		}
	}

	/**
	 * The label of a branch that may be named by the id of a revision, which then must have exactly one.
	 */
	private String label(String branch) {
		int node = this.symbols.resolve(branch);
		if (node == Symbols.NOTHING || !this.graph.id(node).equals(branch)) {
			return branch;
		}
		Set<String> labelsThere = this.labels.get(node);
		if (labelsThere.size() != 1) {
			throw new NotARevisionException(branch);
		}
		return labelsThere.iterator().next();
	}

	/**
	 * A number that leads past the first revision means the base, seen from the upper end.
	 */
	private int[] pastTheEnd(List<String> upper, String lower) {
		RelativeSymbol relative = RelativeSymbol.parse(lower).orElseThrow(() -> new NotARevisionException(lower));
		if (relative.branch() == null && upper.isEmpty()) {
			throw RelativeRevisionException.tooFar(lower);
		}
		String start = relative.branch() == null ? upper.getFirst() : startInBranch(upper, relative.branch());
		String branch = relative.branch() == null ? start : relative.branch();
		int end = this.symbols.walk(this.symbols.resolve(branch + "@" + start), relative.steps(), null, false, lower);
		return end == Symbols.BASE ? new int[0] : new int[]{ end };
	}

	private String startInBranch(List<String> upper, String branch) {
		List<String> starts = this.symbols.inLineage(upper, branch);
		if (starts.isEmpty()) {
			BitSet all = this.graph.ancestors(this.symbols.resolveAll(List.<@Nullable String>copyOf(upper)));
			starts = this.graph.ids(this.symbols.inLineage(this.graph.tips(all), branch));
		}
		if (starts.size() != 1) {
			throw new NotARevisionException(branch);
		}
		return starts.getFirst();
	}

}
