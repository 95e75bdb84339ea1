package ai.backend.dbstatus.alembic.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Spreads branch labels. Alembic: a label belongs to all descendants by down revisions; and, where they are a single line
 * without branch or merge, also to the ancestors down to the next branch or merge point.
 */
final class BranchLabels {

	private BranchLabels() {
	}

	/**
	 * The labels of every revision; many share one set.
	 */
	static List<Set<String>> spread(Graph graph) {
		List<Set<String>> labels = new ArrayList<>(Collections.nCopies(graph.size(), Set.of()));
		for (int node : graph.baseFirst()) {
			labels.set(node, add(inherited(graph, labels, node), graph.revision(node).branchLabels()));
		}
		for (int node = 0; node < graph.size(); node++) {
			List<String> own = graph.revision(node).branchLabels();
			if (!own.isEmpty() && isLineToHead(graph, node)) {
				spreadDown(graph, labels, node, own);
			}
		}
		return List.copyOf(labels);
	}

	private static Set<String> inherited(Graph graph, List<Set<String>> labels, int node) {
		Set<String> inherited = Set.of();
		for (int down : graph.down()[node]) {
			inherited = add(inherited, labels.get(down));
		}
		return inherited;
	}

	private static Set<String> add(Set<String> labels, Collection<String> more) {
		if (labels.containsAll(more)) {
			return labels;
		}
		if (labels.isEmpty() && more instanceof Set<String> set) {
			return set;
		}
		Set<String> sum = new LinkedHashSet<>(labels);
		sum.addAll(more);
		return Collections.unmodifiableSet(sum);
	}

	private static boolean isLineToHead(Graph graph, int start) {
		int node = start;
		while (isPlain(graph, node)) {
			if (graph.next()[node].length == 0) {
				return true;
			}
			node = graph.next()[node][0];
		}
		return false;
	}

	private static void spreadDown(Graph graph, List<Set<String>> labels, int start, List<String> own) {
		int node = start;
		while (isPlain(graph, node)) {
			labels.set(node, add(labels.get(node), own));
			if (graph.down()[node].length == 0) {
				return;
			}
			node = graph.down()[node][0];
		}
	}

	/**
	 * Neither a merge point nor a point from which several go on, dependencies counted.
	 */
	private static boolean isPlain(Graph graph, int node) {
		return graph.down()[node].length <= 1 && graph.allNext()[node].length <= 1;
	}

}
