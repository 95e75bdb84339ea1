package ai.backend.dbstatus.alembic.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import ai.backend.dbstatus.alembic.revision.MissingRevisionException.Reference;
import ai.backend.dbstatus.alembic.revision.RevisionCycleException.Kind;

/**
 * Makes the graph out of the scripts, or says why they make none; the checks come in Alembic's order.
 */
final class GraphBuilder {

	private static final String ILLEGAL_CHARACTERS = "@-+:";

	private final List<Revision> revisions;

	private final Map<String, Integer> byId;

	private final Map<String, Integer> byLabel = new LinkedHashMap<>();

	GraphBuilder(List<Revision> inLoadOrder) {
		this.revisions = List.copyOf(inLoadOrder);
		this.byId = HashMap.newHashMap(this.revisions.size());
	}

	Graph build() {
		this.revisions.forEach(GraphBuilder::checkAlone);
		addIds();
		addLabels();
		List<Reference> missing = new ArrayList<>();
		int[][] dependencies = resolveDependencies(missing);
		int[][] down = resolveDownRevisions(missing);
		if (!missing.isEmpty()) {
			throw new MissingRevisionException(missing);
		}
		int[][] allDown = join(down, dependencies);
		int[][] next = reverse(down);
		int[][] allNext = reverse(allDown);
		int[] baseFirst = new CycleCheck(this.revisions, down, next, allDown, allNext).baseFirst();
		int[][] normalized = DependencyNormalizer.normalize(down, next, dependencies);
		return new Graph(this.revisions, down, normalized, join(down, normalized), next, allNext, baseFirst);
	}

	/**
	 * The number of the revision that has the id, after {@link #build()}.
	 */
	Map<String, Integer> byId() {
		return this.byId;
	}

	/**
	 * The number of the revision that declares the label, after {@link #build()}.
	 */
	Map<String, Integer> byLabel() {
		return this.byLabel;
	}

	private static void checkAlone(Revision revision) {
		String id = revision.id();
		if (revision.downRevisions().contains(id)) {
			throw new RevisionCycleException(Kind.SELF_LOOP, List.of(id), List.of(id));
		}
		if (revision.dependsOn().contains(id)) {
			throw new RevisionCycleException(Kind.DEPENDENCY_SELF_LOOP, List.of(id), List.of(id));
		}
		Set<String> illegal = new TreeSet<>();
		for (int i = 0; i < ILLEGAL_CHARACTERS.length(); i++) {
			if (id.indexOf(ILLEGAL_CHARACTERS.charAt(i)) >= 0) {
				illegal.add(ILLEGAL_CHARACTERS.substring(i, i + 1));
			}
		}
		if (!illegal.isEmpty()) {
			throw new IllegalRevisionIdException(id, String.join(" and ", illegal));
		}
	}

	private void addIds() {
		Set<String> duplicates = new LinkedHashSet<>();
		for (int node = 0; node < this.revisions.size(); node++) {
			String id = this.revisions.get(node).id();
			if (this.byId.putIfAbsent(id, node) != null) {
				duplicates.add(id);
			}
		}
		if (!duplicates.isEmpty()) {
			throw new DuplicateRevisionException(List.copyOf(duplicates));
		}
	}

	private void addLabels() {
		for (int node = 0; node < this.revisions.size(); node++) {
			Revision revision = this.revisions.get(node);
			for (String label : revision.branchLabels()) {
				Integer user = this.byId.get(label);
				if (user == null) {
					user = this.byLabel.putIfAbsent(label, node);
				}
				if (user != null) {
					throw new DuplicateLabelException(label, revision.id(), this.revisions.get(user).id());
				}
			}
		}
	}

	/**
	 * A dependency is an id or a label. An empty string alone counts as none, beside others it is one that is missing.
	 */
	private int[][] resolveDependencies(List<Reference> missing) {
		int[][] dependencies = new int[this.revisions.size()][];
		for (int node = 0; node < dependencies.length; node++) {
			Revision revision = this.revisions.get(node);
			List<String> names = revision.dependsOn().equals(List.of("")) ? List.of() : revision.dependsOn();
			dependencies[node] = resolve(revision, names, MissingRevisionException.Kind.DEPENDENCY, missing);
		}
		return dependencies;
	}

	private int[][] resolveDownRevisions(List<Reference> missing) {
		int[][] down = new int[this.revisions.size()][];
		for (int node = 0; node < down.length; node++) {
			Revision revision = this.revisions.get(node);
			down[node] = resolve(revision, revision.downRevisions(), MissingRevisionException.Kind.DOWN_REVISION,
					missing);
		}
		return down;
	}

	private int[] resolve(Revision revision, List<String> names, MissingRevisionException.Kind kind,
			List<Reference> missing) {
		int[] nodes = new int[names.size()];
		for (int i = 0; i < nodes.length; i++) {
			String name = names.get(i);
			Integer node = this.byId.get(name);
			if (node == null && kind == MissingRevisionException.Kind.DEPENDENCY) {
				node = this.byLabel.get(name);
			}
			if (node == null) {
				missing.add(new Reference(revision.id(), name, kind));
			}
			else {
				nodes[i] = node;
			}
		}
		return nodes;
	}

	/**
	 * The distinct ones of both, the first before the second.
	 */
	private static int[][] join(int[][] first, int[][] second) {
		int[][] joined = new int[first.length][];
		for (int node = 0; node < joined.length; node++) {
			joined[node] = join(first[node], second[node]);
		}
		return joined;
	}

	private static int[] join(int[] first, int[] second) {
		if (second.length == 0 && first.length < 2) {
			return first;
		}
		int[] joined = new int[first.length + second.length];
		int size = 0;
		for (int[] part : List.of(first, second)) {
			for (int node : part) {
				if (!contains(joined, size, node)) {
					joined[size++] = node;
				}
			}
		}
		return Arrays.copyOf(joined, size);
	}

	private static boolean contains(int[] nodes, int size, int node) {
		for (int i = 0; i < size; i++) {
			if (nodes[i] == node) {
				return true;
			}
		}
		return false;
	}

	private static int[][] reverse(int[][] edges) {
		int[] counts = new int[edges.length];
		int[] lastSource = new int[edges.length];
		Arrays.fill(lastSource, -1);
		int[][] reversed = new int[edges.length][];
		for (int pass = 0; pass < 2; pass++) {
			for (int source = 0; source < edges.length; source++) {
				for (int target : edges[source]) {
					if (lastSource[target] != source) {
						lastSource[target] = source;
						if (pass == 1) {
							reversed[target][counts[target]] = source;
						}
						counts[target]++;
					}
				}
			}
			if (pass == 0) {
				for (int target = 0; target < edges.length; target++) {
					reversed[target] = new int[counts[target]];
				}
				Arrays.fill(counts, 0);
				Arrays.fill(lastSource, -1);
			}
		}
		return reversed;
	}

	/**
	 * The nodes of a set, as ids in order.
	 */
	static List<String> sortedIds(List<Revision> revisions, BitSet nodes) {
		return nodes.stream().mapToObj((node) -> revisions.get(node).id()).sorted().toList();
	}

}
