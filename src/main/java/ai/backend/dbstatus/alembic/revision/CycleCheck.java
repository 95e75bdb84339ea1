package ai.backend.dbstatus.alembic.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import ai.backend.dbstatus.alembic.revision.RevisionCycleException.Kind;

/**
 * Finds cycles. Alembic looks whether every revision can be reached from a head and from a base, which names too many
 * revisions and misses a cycle that lies on the way from a base to a head; this finds every cycle, and speaks with Alembic
 * where Alembic speaks.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CycleCheck(List<Revision> revisions, int[][] down, int[][] next, int[][] allDown, int[][] allNext) {

	/**
	 * Every revision after all that it needs.
	 */
	int[] baseFirst() {
		int[] order = baseFirst(this.allDown, this.allNext);
		if (order.length < this.revisions.size() || hasBaseWithEmptyDependency()) {
			refuseAsAlembicDoes();
		}
		if (order.length < this.revisions.size()) {
			boolean ofDownRevisions = baseFirst(this.down, this.next).length < this.revisions.size();
			List<String> cycle = cycle(ofDownRevisions ? this.down : this.allDown,
					ofDownRevisions ? this.next : this.allNext);
			throw new RevisionCycleException(ofDownRevisions ? Kind.CYCLE : Kind.DEPENDENCY_CYCLE, cycle, cycle);
		}
		return order;
	}

	private void refuseAsAlembicDoes() {
		BitSet bases = nodes(Graph.without(this.down));
		refuse(Kind.CYCLE, this.down, this.next, bases);
		bases.stream().filter((base) -> !this.revisions.get(base).dependsOn().isEmpty()).forEach(bases::clear);
		refuse(Kind.DEPENDENCY_CYCLE, this.allDown, this.allNext, bases);
	}

	private void refuse(Kind kind, int[][] edges, int[][] reverse, BitSet bases) {
		int[] heads = Graph.without(reverse);
		if (heads.length == 0 || bases.isEmpty()) {
			throw new RevisionCycleException(kind, this.revisions.stream().map(Revision::id).toList(),
					cycle(edges, reverse));
		}
		BitSet unreached = new BitSet();
		unreached.set(0, this.revisions.size());
		BitSet reached = Graph.closure(edges, heads);
		reached.and(Graph.closure(reverse, bases));
		unreached.andNot(reached);
		if (!unreached.isEmpty()) {
			throw new RevisionCycleException(kind, GraphBuilder.sortedIds(this.revisions, unreached),
					cycle(edges, reverse));
		}
	}

	private boolean hasBaseWithEmptyDependency() {
		return this.revisions.stream()
				.anyMatch((revision) -> revision.downRevisions().isEmpty() && revision.dependsOn().contains(""));
	}

	/**
	 * Takes away, again and again, what needs nothing that is left; what lies on a cycle, or above one, stays.
	 */
	private static int[] baseFirst(int[][] edges, int[][] reverse) {
		int[] open = new int[edges.length];
		int[] order = new int[edges.length];
		int size = 0;
		for (int node = 0; node < edges.length; node++) {
			open[node] = edges[node].length;
			if (open[node] == 0) {
				order[size++] = node;
			}
		}
		for (int i = 0; i < size; i++) {
			for (int child : reverse[order[i]]) {
				open[child] -= count(edges[child], order[i]);
				if (open[child] == 0) {
					order[size++] = child;
				}
			}
		}
		return size == order.length ? order : Arrays.copyOf(order, size);
	}

	private static int count(int[] nodes, int node) {
		int count = 0;
		for (int candidate : nodes) {
			count += candidate == node ? 1 : 0;
		}
		return count;
	}

	/**
	 * One cycle along the edges, empty if there is none: what a {@code baseFirst} order leaves out always needs something
	 * that it leaves out, too, so that going down within the rest comes round.
	 */
	private List<String> cycle(int[][] edges, int[][] reverse) {
		BitSet rest = new BitSet();
		rest.set(0, edges.length);
		rest.andNot(nodes(baseFirst(edges, reverse)));
		List<Integer> path = new ArrayList<>();
		int node = rest.nextSetBit(0);
		while (node >= 0 && !path.contains(node)) {
			path.add(node);
			node = firstIn(rest, edges[node]);
		}
		return node < 0
				? List.of()
				: path.subList(path.indexOf(node), path.size())
						.stream()
						.map((i) -> this.revisions.get(i).id())
						.toList();
	}

	private static int firstIn(BitSet set, int[] nodes) {
		for (int node : nodes) {
			if (set.get(node)) {
				return node;
			}
		}
		throw new IllegalStateException("A revision outside of every order needs none of its kind");
	}

	private static BitSet nodes(int[] nodes) {
		BitSet set = new BitSet();
		for (int node : nodes) {
			set.set(node);
		}
		return set;
	}

}
