package ai.backend.dbstatus.alembic.revision;

import java.util.stream.IntStream;

/**
 * Where the graph ends, in load order.
 *
 * @param heads no other revision has them as down revision
 * @param realHeads no other revision has them as dependency, either
 * @param bases have no down revision
 * @param realBases have no dependency, either; an empty string in {@code depends_on} counts as one here
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RevisionEnds(int[] heads, int[] realHeads, int[] bases, int[] realBases) {

	static RevisionEnds of(Graph graph) {
		int[] bases = Graph.without(graph.down());
		int[] realBases = IntStream.of(bases)
				.filter((base) -> graph.revision(base).dependsOn().isEmpty())
				.toArray();
		return new RevisionEnds(Graph.without(graph.next()), Graph.without(graph.allNext()), bases, realBases);
	}

}
