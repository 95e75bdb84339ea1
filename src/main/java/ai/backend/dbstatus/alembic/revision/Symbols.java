package ai.backend.dbstatus.alembic.revision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Says which revisions a symbol means: {@code [label@]symbol}, where the symbol is an id, the beginning of an id or of a
 * label, a label, {@code head}, {@code heads}, {@code base}, or a negative number that is walked down from each head.
 * Rows of a version table are symbols, too.
 */
final class Symbols {

	/** Stands for the place before the first revision, where a walk down can end. */
	static final int BASE = -1;

	/** Stands for no revision at all. */
	static final int NOTHING = -2;

	private static final int SHORTEST_COMPLETED_NAME = 4;

	private static final Pattern NEGATIVE_NUMBER = Pattern.compile("\\s*+-\\d++(?:_\\d++)*+\\s*+");

	private final Graph graph;

	private final Map<String, Integer> byId;

	private final Map<String, Integer> byLabel;

	private final RevisionEnds ends;

	private final List<Set<String>> labels;

	Symbols(Graph graph, Map<String, Integer> byId, Map<String, Integer> byLabel, RevisionEnds ends,
			List<Set<String>> labels) {
		this.graph = graph;
		this.byId = byId;
		this.byLabel = byLabel;
		this.ends = ends;
		this.labels = labels;
	}

	/**
	 * What a symbol stands for before names are looked up.
	 *
	 * @param names ids, partial ids or labels
	 * @param branch what stood before the {@code @}, if anything
	 */
	record Names(List<String> names, @Nullable String branch) {}

	Names names(@Nullable String symbol) {
		int at = symbol == null ? -1 : symbol.indexOf('@');
		String branch = symbol == null || at < 1 ? null : symbol.substring(0, at);
		String name = symbol == null ? "base" : symbol.substring(at + 1);
		return new Names(switch (name) {
			case "heads" -> this.graph.ids(branch == null ? this.ends.realHeads() : headsOf(branch));
			case "head" -> head(branch);
			case "base" -> List.of();
			default -> List.of(name);
		}, branch);
	}

	private int[] headsOf(String branch) {
		return inLineage(this.ends.heads(), branch);
	}

	private List<String> head(@Nullable String branch) {
		int[] heads = branch == null ? this.ends.heads() : headsOf(branch);
		if (heads.length > 1) {
			throw new MultipleHeadsException(branch == null ? "head" : branch + "@head", this.graph.ids(heads));
		}
		return this.graph.ids(heads);
	}

	/**
	 * All that the symbol means; a walk down may yield {@link #BASE} and {@link #NOTHING}.
	 */
	int[] resolveAll(@Nullable String symbol) {
		Names names = names(symbol);
		if (names.names().size() == 1 && NEGATIVE_NUMBER.matcher(names.names().getFirst()).matches()) {
			int steps = RelativeSymbol.steps(names.names().getFirst().strip().replace("_", ""));
			if (steps < 0) {
				return fromHeads(steps, symbol != null && symbol.startsWith("@") ? "" : names.branch());
			}
		}
		return names.names().stream().mapToInt((name) -> find(name, names.branch())).toArray();
	}

	int[] resolveAll(List<@Nullable String> symbols) {
		int[][] found = new int[symbols.size()][];
		for (int i = 0; i < found.length; i++) {
			found[i] = resolveAll(symbols.get(i));
		}
		return Stream.of(found).flatMapToInt(IntStream::of).toArray();
	}

	/**
	 * The one that the symbol means, {@link #NOTHING} for a base.
	 */
	int resolve(@Nullable String symbol) {
		Names names = names(symbol);
		if (names.names().size() > 1) {
			throw new MultipleHeadsException(String.valueOf(symbol), names.names());
		}
		if (names.names().isEmpty()) {
			if (names.branch() != null) {
				branch(names.branch());
			}
			return NOTHING;
		}
		return find(names.names().getFirst(), names.branch());
	}

	private int[] fromHeads(int steps, @Nullable String branch) {
		return IntStream.of(this.ends.realHeads())
				.filter((head) -> branch == null || this.labels.get(head).contains(branch))
				.map((head) -> walk(head, steps, null, String.valueOf(steps)))
				.toArray();
	}

	private int find(String name, @Nullable String branch) {
		int branchNode = branch == null ? NOTHING : branch(branch);
		Integer exact = key(name);
		int node = exact != null ? exact : complete(name, branch);
		if (branch != null && !this.graph.shareLineage(node, branchNode)) {
			throw new NotInBranchException(name, this.graph.id(node), branch);
		}
		return node;
	}

	private @Nullable Integer key(String name) {
		Integer node = this.byId.get(name);
		return node != null ? node : this.byLabel.get(name);
	}

	private int branch(String branch) {
		Integer exact = key(branch);
		return exact != null ? exact : find(branch, null);
	}

	/**
	 * Alembic: any beginning will do, but only names of four characters and more are completed.
	 */
	private int complete(String beginning, @Nullable String branch) {
		if (beginning.isEmpty()) {
			throw new NotARevisionException(beginning);
		}
		List<String> candidates = new ArrayList<>();
		for (Revision revision : this.graph.revisions()) {
			addIfCompletes(beginning, revision.id(), candidates);
		}
		for (String label : this.byLabel.keySet()) {
			addIfCompletes(beginning, label, candidates);
		}
		if (branch != null && !candidates.isEmpty()) {
			candidates = inLineage(candidates, branch);
		}
		return switch (candidates.size()) {
			case 0 -> throw new NoSuchRevisionException(beginning);
			case 1 -> find(candidates.getFirst(), null);
			default -> throw new AmbiguousRevisionException(beginning, candidates);
		};
	}

	private static void addIfCompletes(String beginning, String name, List<String> candidates) {
		if (name.length() >= SHORTEST_COMPLETED_NAME && name.startsWith(beginning)) {
			candidates.add(name);
		}
	}

	/**
	 * Those that are an ancestor or descendant, by down revisions, of what the symbol or its branch means. A symbol that
	 * means nothing, as {@code base} does, lets all through.
	 */
	int[] inLineage(int[] nodes, String symbol) {
		List<String> members = members(symbol);
		if (members.isEmpty() || nodes.length == 0) {
			return nodes;
		}
		requireLocated(nodes[0], symbol);
		BitSet lineage = lineage(members);
		return IntStream.of(nodes).filter((node) -> lineage.get(requireLocated(node, symbol))).toArray();
	}

	/**
	 * Alembic: the base, where a walk down can end, is looked up like a name there.
	 */
	private int requireLocated(int node, String symbol) {
		if (node == NOTHING) {
			throw new NotARevisionException(symbol);
		}
		return node == BASE ? find("base", null) : node;
	}

	/**
	 * Those among the names that belong to the lineage of the branch.
	 */
	List<String> inLineage(List<String> names, String branch) {
		BitSet lineage = lineage(members(branch));
		return names.stream().filter((name) -> lineage.get(find(name, null))).toList();
	}

	private List<String> members(String symbol) {
		Names against = names(symbol);
		if (against.branch() == null) {
			return against.names();
		}
		return Stream.concat(Stream.of(against.branch()), against.names().stream()).toList();
	}

	private BitSet lineage(List<String> members) {
		BitSet lineage = new BitSet();
		for (String member : members) {
			int node = find(member, null);
			lineage.or(Graph.closure(this.graph.down(), node));
			lineage.or(Graph.closure(this.graph.next(), node));
		}
		return lineage;
	}

	/**
	 * Walks up (positive) or down (negative) by down revisions; a walk past the end gives {@link #NOTHING}.
	 *
	 * @param start where to start; from {@link #NOTHING} up to the bases, and down to the heads
	 * @param branch for a walk up, the branch to stay in
	 * @param symbol what to name in an error
	 */
	int walk(int start, int steps, @Nullable String branch, String symbol) {
		int node = start;
		for (int step = 0; step != steps; step += Integer.signum(steps)) {
			int[] candidates = steps > 0 ? up(node, branch, symbol) : down(node);
			if (candidates.length == 0) {
				return NOTHING;
			}
			if (candidates.length > 1) {
				throw RelativeRevisionException.ambiguousWalk(symbol);
			}
			node = candidates[0];
		}
		return node;
	}

	private int[] up(int node, @Nullable String branch, String symbol) {
		if (node == BASE) {
			throw new NotARevisionException(symbol);
		}
		int[] children = node == NOTHING ? this.ends.bases() : this.graph.next()[node];
		return branch == null ? children : inLineage(children, branch);
	}

	private int[] down(int node) {
		if (node == BASE) {
			return new int[0];
		}
		int[] parents = node == NOTHING ? this.ends.heads() : this.graph.down()[node];
		return parents.length == 0 ? new int[]{ BASE } : parents;
	}

	boolean hasId(String name) {
		return this.byId.containsKey(name);
	}

	boolean hasLabel(String name) {
		return this.byLabel.containsKey(name);
	}

}
