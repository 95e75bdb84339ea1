package ai.backend.dbstatus.alembic.revision;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The edges between revisions, which are numbered in load order. The down edges of revision {@code i} are {@code down[i]},
 * and so on. Nobody changes the arrays once they are filled.
 *
 * @param revisions the revisions in load order
 * @param down the down revisions, as often as the script names them
 * @param normalizedDependencies the dependencies, without those that an ancestor by down revisions declares already
 * @param normalizedDown the distinct down revisions, then the normalised dependencies that are none
 * @param next who has it as down revision
 * @param allNext who has it as down revision or as dependency
 * @param baseFirst an order in which every revision comes after all that it needs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Graph(List<Revision> revisions, int[][] down, int[][] normalizedDependencies, int[][] normalizedDown,
		int[][] next, int[][] allNext, int[] baseFirst) {

	int size() {
		return this.revisions.size();
	}

	/**
	 * A new set of all revisions.
	 */
	BitSet all() {
		BitSet all = new BitSet(size());
		all.set(0, size());
		return all;
	}

	Revision revision(int node) {
		return this.revisions.get(node);
	}

	String id(int node) {
		return this.revisions.get(node).id();
	}

	List<String> ids(int[] nodes) {
		String[] ids = new String[nodes.length];
		for (int i = 0; i < nodes.length; i++) {
			ids[i] = id(nodes[i]);
		}
		return List.of(ids);
	}

	/**
	 * Where the dependencies begin among the normalised down revisions.
	 */
	int firstDependency(int node) {
		int[] all = this.down[node];
		return all.length < 2 ? all.length : (int) IntStream.of(all).distinct().count();
	}

	/**
	 * Those that have no edges, in load order.
	 */
	static int[] without(int[][] edges) {
		BitSet ends = new BitSet(edges.length);
		for (int node = 0; node < edges.length; node++) {
			ends.set(node, edges[node].length == 0);
		}
		return ends.stream().toArray();
	}

	/**
	 * What can be reached along the edges, the start included.
	 */
	static BitSet closure(int[][] edges, int... start) {
		BitSet seen = new BitSet(edges.length);
		int[] stack = new int[edges.length];
		int top = push(start, seen, stack, 0);
		while (top > 0) {
			top = push(edges[stack[top - 1]], seen, stack, top - 1);
		}
		return seen;
	}

	static BitSet closure(int[][] edges, BitSet start) {
		return closure(edges, start.stream().toArray());
	}

	private static int push(int[] nodes, BitSet seen, int[] stack, int top) {
		int newTop = top;
		for (int node : nodes) {
			if (!seen.get(node)) {
				seen.set(node);
				stack[newTop++] = node;
			}
		}
		return newTop;
	}

	/**
	 * The given revisions and all that they need, dependencies included.
	 */
	BitSet ancestors(int... nodes) {
		return closure(this.normalizedDown, nodes);
	}

	/**
	 * Those that have no child by down revision among them.
	 */
	int[] tips(BitSet nodes) {
		return nodes.stream().filter((node) -> IntStream.of(this.next[node]).noneMatch(nodes::get)).toArray();
	}

	/**
	 * The given revisions, unless one is an ancestor of another, and all that they need.
	 *
	 * @throws OverlappingRevisionsException if one is
	 */
	BitSet ancestorsOfSeparate(int... nodes) {
		BitSet ancestors = closure(this.normalizedDown,
				IntStream.of(nodes).flatMap((node) -> IntStream.of(this.normalizedDown[node])).toArray());
		if (IntStream.of(nodes).anyMatch(ancestors::get)) {
			throw new OverlappingRevisionsException(overlaps(nodes));
		}
		IntStream.of(nodes).forEach(ancestors::set);
		return ancestors;
	}

	private List<Overlap> overlaps(int[] nodes) {
		return IntStream.of(nodes).distinct().boxed().flatMap((node) -> overlaps(node, nodes)).toList();
	}

	private Stream<Overlap> overlaps(int node, int[] others) {
		BitSet ancestors = ancestors(node);
		return IntStream.of(others)
				.distinct()
				.filter((other) -> other != node && ancestors.get(other))
				.mapToObj((other) -> new Overlap(id(node), id(other)));
	}

	/**
	 * Refuses a revision that has an ancestor among the others.
	 */
	void requireNoAncestor(int node, int[] others) {
		List<Overlap> overlaps = overlaps(node, others).toList();
		if (!overlaps.isEmpty()) {
			throw new OverlappingRevisionsException(overlaps);
		}
	}

	/**
	 * Whether one is the other or an ancestor or descendant of it by down revisions alone.
	 */
	boolean shareLineage(int one, int other) {
		return one == other || closure(this.down, one).get(other) || closure(this.next, one).get(other);
	}

}
