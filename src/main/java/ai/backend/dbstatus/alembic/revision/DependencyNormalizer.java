package ai.backend.dbstatus.alembic.revision;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Drops the dependencies that an ancestor by down revisions declares already. Alembic: what can be reached stays the same,
 * but the order of an upgrade and the rows of the version table go by the shorter list.
 */
final class DependencyNormalizer {

	private DependencyNormalizer() {
	}

	/**
	 * Goes by dependency, not by revision: only one that several revisions declare can be dropped anywhere, and that is
	 * rare.
	 */
	static int[][] normalize(int[][] down, int[][] next, int[][] dependencies) {
		int[] declarations = new int[down.length];
		for (int[] declared : dependencies) {
			for (int dependency : declared) {
				declarations[dependency]++;
			}
		}
		BitSet[] belowDeclared = new BitSet[down.length];
		int[][] normalized = new int[down.length][];
		for (int node = 0; node < down.length; node++) {
			int[] kept = new int[dependencies[node].length];
			int size = 0;
			for (int dependency : dependencies[node]) {
				boolean declaredBelow = false;
				if (declarations[dependency] > 1) {
					BitSet declaredThere = belowDeclared[dependency];
					if (declaredThere == null) {
						declaredThere = above(next, dependencies, dependency);
						belowDeclared[dependency] = declaredThere;
					}
					declaredBelow = declaredThere.get(node);
				}
				if (!declaredBelow && Arrays.stream(kept, 0, size).noneMatch((other) -> other == dependency)) {
					kept[size++] = dependency;
				}
			}
			normalized[node] = size == dependencies[node].length ? dependencies[node] : Arrays.copyOf(kept, size);
		}
		return normalized;
	}

	/**
	 * The strict descendants, by down revisions, of all that declare the dependency.
	 */
	private static BitSet above(int[][] next, int[][] dependencies, int dependency) {
		BitSet children = new BitSet();
		for (int node = 0; node < next.length; node++) {
			if (Arrays.stream(dependencies[node]).anyMatch((declared) -> declared == dependency)) {
				for (int child : next[node]) {
					children.set(child);
				}
			}
		}
		return Graph.closure(next, children);
	}

}
