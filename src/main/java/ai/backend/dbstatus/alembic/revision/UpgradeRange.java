package ai.backend.dbstatus.alembic.revision;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * What an upgrade from the rows of a database to a target applies, still to be ordered.
 *
 * @param tips the target's revisions, where to begin
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record UpgradeRange(BitSet pending, int[] tips) {

	/**
	 * The range.
	 *
	 * @throws RevisionException if a target or a row means nothing, or one of them includes another
	 */
	static UpgradeRange of(Graph graph, Symbols symbols, List<String> targets, List<@Nullable String> rows) {
		int[] tips = new UpgradeTarget(graph, symbols).resolve(targets, rows);
		requireRevisions(graph, tips, String.join(", ", targets));
		BitSet pending = graph.ancestorsOfSeparate(tips);
		int[] current = symbols.resolveAll(rows);
		requireRevisions(graph, current, String.valueOf(rows));
		pending.andNot(graph.ancestorsOfSeparate(current));
		return new UpgradeRange(pending, tips);
	}

	/**
	 * Alembic goes through the revisions in order, so that an overlap counts that comes before one that is none.
	 */
	private static void requireRevisions(Graph graph, int[] nodes, String symbol) {
		int[] before = IntStream.of(nodes).takeWhile((node) -> node >= 0).toArray();
		if (before.length < nodes.length) {
			int[] all = IntStream.of(nodes).filter((node) -> node >= 0).toArray();
			for (int node : before) {
				graph.requireNoAncestor(node, all);
			}
			throw new NotARevisionException(symbol);
		}
	}

}
