package ai.backend.dbstatus.alembic.revision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The revision graph of a project, as Alembic sees it. Immutable, and safe for use by several threads.
 */
public final class RevisionMap {

	private final Graph graph;

	private final Map<String, Integer> byId;

	private final RevisionEnds ends;

	private final List<Set<String>> labels;

	private final Symbols symbols;

	/** Ordered when first asked for, and the same whoever orders it. */
	private volatile @Nullable List<Revision> newestFirst;

	private RevisionMap(GraphBuilder builder) {
		this.graph = builder.build();
		this.byId = builder.byId();
		this.ends = RevisionEnds.of(this.graph);
		this.labels = BranchLabels.spread(this.graph);
		this.symbols = new Symbols(this.graph, this.byId, builder.byLabel(), this.ends, this.labels);
	}

	/**
	 * Builds the graph.
	 *
	 * @param inLoadOrder the revisions in the order in which Alembic reads their scripts, which decides ties
	 * @throws RevisionMapException if they make no graph
	 */
	public static RevisionMap of(List<Revision> inLoadOrder) {
		return new RevisionMap(new GraphBuilder(inLoadOrder));
	}

	/**
	 * All revisions, in load order.
	 */
	public List<Revision> revisions() {
		return this.graph.revisions();
	}

	/**
	 * The revision with exactly this id, unlike {@link #resolve}.
	 */
	public Optional<Revision> get(String id) {
		return Optional.ofNullable(this.byId.get(id)).map(this.graph::revision);
	}

	/**
	 * The heads as {@code alembic heads} counts them: no other revision has them as down revision. In load order, as all
	 * four ends.
	 */
	public List<Revision> heads() {
		return revisions(this.ends.heads());
	}

	/**
	 * The heads that are no dependency of another revision, either: the rows of an upgraded database.
	 */
	public List<Revision> realHeads() {
		return revisions(this.ends.realHeads());
	}

	/**
	 * Whether it is one of the {@linkplain #realHeads() real heads}; there may be thousands.
	 */
	public boolean isRealHead(Revision revision) {
		int node = node(revision);
		for (int head : this.ends.realHeads()) {
			if (head == node) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The revisions without a down revision.
	 */
	public List<Revision> bases() {
		return revisions(this.ends.bases());
	}

	/**
	 * The bases without a dependency.
	 */
	public List<Revision> realBases() {
		return revisions(this.ends.realBases());
	}

	/**
	 * The revisions that have this one as down revision, in load order.
	 */
	public List<Revision> children(Revision revision) {
		return revisions(this.graph.next()[node(revision)]);
	}

	/**
	 * Whether several revisions have this one as down revision.
	 */
	public boolean isBranchPoint(Revision revision) {
		return this.graph.next()[node(revision)].length > 1;
	}

	/**
	 * Whether it merges lines.
	 */
	public boolean isMergePoint(Revision revision) {
		return revision.isMergePoint();
	}

	/**
	 * The dependencies, labels resolved, without those that an ancestor by down revisions declares already.
	 */
	public List<Revision> normalizedDependencies(Revision revision) {
		return revisions(this.graph.normalizedDependencies()[node(revision)]);
	}

	/**
	 * The distinct down revisions and then the normalised dependencies: all that must be applied directly before it.
	 */
	public List<Revision> normalizedDownRevisions(Revision revision) {
		return revisions(this.graph.normalizedDown()[node(revision)]);
	}

	/**
	 * The branch labels that it has, its own and those that spread to it.
	 */
	public Set<String> branchLabels(Revision revision) {
		return this.labels.get(node(revision));
	}

	/**
	 * The revision and all it needs: by down revisions, and with dependencies or without.
	 */
	public RevisionSet ancestors(Revision revision, boolean includeDependencies) {
		return set(Graph.closure(includeDependencies ? this.graph.normalizedDown() : this.graph.down(),
				node(revision)));
	}

	/**
	 * The revision and all that need it: by down revisions, and with dependencies or without.
	 */
	public RevisionSet descendants(Revision revision, boolean includeDependencies) {
		return set(Graph.closure(includeDependencies ? this.graph.allNext() : this.graph.next(), node(revision)));
	}

	/**
	 * All revisions, newest first, as {@code alembic history} lists them.
	 */
	public List<Revision> history() {
		List<Revision> known = this.newestFirst;
		if (known == null) {
			known = revisions(UpgradeOrder.of(this.graph, this.graph.all(), this.ends.realHeads()).newestFirst());
			this.newestFirst = known;
		}
		return known;
	}

	/**
	 * The revision that a symbol means: an id, a partial id, a branch label, {@code head}, {@code label@head}, ….
	 *
	 * @return the revision, or nothing for {@code base} and for the head of an empty project
	 * @throws NoSuchRevisionException if there is none
	 * @throws AmbiguousRevisionException if several ids or labels begin so
	 * @throws NotInBranchException if there is one, but not in the branch
	 * @throws MultipleHeadsException if the symbol means several heads
	 */
	public Optional<Revision> resolve(String symbol) {
		int node = this.symbols.resolve(symbol);
		return node < 0 ? Optional.empty() : Optional.of(this.graph.revision(node));
	}

	/**
	 * The revisions that a symbol means, which may be {@code heads} and {@code label@heads}, too, or a number to go down
	 * from each head ({@code -2}).
	 *
	 * @return the revisions, none for {@code base}
	 * @throws SymbolException if the symbol means nothing
	 */
	public List<Revision> resolveAll(String symbol) {
		int[] nodes = this.symbols.resolveAll(symbol);
		if (IntStream.of(nodes).anyMatch((node) -> node < 0)) {
			throw RelativeRevisionException.tooFar(symbol);
		}
		return revisions(nodes);
	}

	/**
	 * Where the rows of a version table place a database.
	 *
	 * @param rows the rows in any order; {@code null} is a row without a value
	 */
	public DatabaseState state(List<? extends @Nullable String> rows) {
		return new RowLocator(this, copy(rows)).locate();
	}

	/**
	 * The plan of an upgrade, or Alembic's reason why there is none.
	 *
	 * @param rows the rows of the version table
	 * @param target an id, a label, {@code heads}, {@code head}, {@code label@heads}, {@code +2}, {@code id-1}, …
	 * @throws RevisionException if the target or a row means nothing, or one row includes another
	 */
	public UpgradePlan plan(List<? extends @Nullable String> rows, String target) {
		return plan(copy(rows), List.of(target));
	}

	/**
	 * The revisions that a downgrade goes back through. Alembic: {@code RevisionMap._collect_downgrade_revisions()}.
	 *
	 * @param state where the database is
	 * @param target the revision to go back to; {@code null} for {@code base}
	 * @return the revisions in the order of the downgrade
	 */
	public List<Revision> downgrade(LocatedState state, @Nullable Revision target) {
		int[] roots = (target != null)
				? this.graph.next()[node(target)]
				: this.graph.all().stream().filter((node) -> this.graph.down()[node].length == 0).toArray();
		BitSet wanted = new BitSet();
		for (int root : roots) {
			wanted.or(Graph.closure(this.graph.allNext(), root));
		}
		BitSet applied = new BitSet();
		int[] rows = state.revisions().stream().mapToInt(this::node).toArray();
		applied.or(this.graph.ancestors(rows));
		wanted.and(applied);
		return revisions(UpgradeOrder.of(this.graph, wanted, rows).newestFirst());
	}

	UpgradePlan plan(List<@Nullable String> rows, List<String> targets) {
		UpgradeRange range = UpgradeRange.of(this.graph, this.symbols, targets, rows);
		UpgradeOrder.Result order = UpgradeOrder.of(this.graph, range.pending(), range.tips());
		return new UpgradePlan(this, rows, order.newestFirst(), order.deterministic());
	}

	List<Revision> revisions(int[] nodes) {
		return IntStream.of(nodes).mapToObj(this.graph::revision).toList();
	}

	RevisionSet set(BitSet nodes) {
		return new RevisionSet(this.graph.revisions(), this.byId, nodes);
	}

	Graph graph() {
		return this.graph;
	}

	RevisionEnds ends() {
		return this.ends;
	}

	Symbols symbols() {
		return this.symbols;
	}

	private int node(Revision revision) {
		Integer node = this.byId.get(revision.id());
		if (node == null || !this.graph.revision(node).equals(revision)) {
			throw new IllegalArgumentException("Revision " + revision.id() + " is not of this map");
		}
		return node;
	}

	private static List<@Nullable String> copy(List<? extends @Nullable String> rows) {
		return Collections.unmodifiableList(new ArrayList<@Nullable String>(rows));
	}

}
