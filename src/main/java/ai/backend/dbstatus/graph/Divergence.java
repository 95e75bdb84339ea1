package ai.backend.dbstatus.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the lines of several heads part.
 *
 * @param branches a line for each head, in the order of the list; empty where there are fewer than two heads
 */
public record Divergence(List<Branch> branches) {

	public Divergence {
		branches = List.copyOf(branches);
	}

	/**
	 * A head and what only its line has.
	 *
	 * @param head the head's id
	 * @param revisions the ids of the revisions that no other head's line has, newest first
	 * @param applied how many of them are applied
	 * @param pending how many of them are pending
	 * @param branchesFrom the ids of the revisions that it shares with others and directly follows; empty where it
	 * shares nothing
	 */
	public record Branch(String head, List<String> revisions, int applied, int pending, List<String> branchesFrom) {

		public Branch {
			revisions = List.copyOf(revisions);
			branchesFrom = List.copyOf(branchesFrom);
		}

	}

	/**
	 * How the heads of a graph part. Like {@code alembic heads}, this follows down revisions only.
	 */
	public static Divergence of(RevisionGraph graph) {
		int[] heads = graph.heads();
		if (heads.length < 2) {
			return new Divergence(List.of());
		}
		Map<String, Integer> places = graph.places();
		List<BitSet> lines = new ArrayList<>();
		BitSet once = new BitSet();
		BitSet shared = new BitSet();
		for (int head : heads) {
			BitSet line = line(graph, places, head);
			lines.add(line);
			BitSet again = (BitSet) line.clone();
			again.and(once);
			shared.or(again);
			once.or(line);
		}
		List<Branch> branches = new ArrayList<>();
		for (int i = 0; i < heads.length; i++) {
			BitSet own = lines.get(i);
			own.andNot(shared);
			branches.add(branch(graph, places, heads[i], own));
		}
		return new Divergence(branches);
	}

	/** Since the list is ordered, one pass down it finds everything below a head. */
	private static BitSet line(RevisionGraph graph, Map<String, Integer> places, int head) {
		BitSet line = new BitSet();
		line.set(head);
		for (int place = head; place >= 0; place = line.nextSetBit(place + 1)) {
			for (String down : graph.revisions().get(place).downRevisions()) {
				Integer below = places.get(down);
				if (below != null && below > place) {
					line.set(below);
				}
			}
		}
		return line;
	}

	private static Branch branch(RevisionGraph graph, Map<String, Integer> places, int head, BitSet own) {
		List<GraphRevision> revisions = own.stream().mapToObj(graph.revisions()::get).toList();
		Set<String> from = new LinkedHashSet<>();
		for (GraphRevision revision : revisions) {
			revision.downRevisions().stream().filter((down) -> isShared(places, own, down)).forEach(from::add);
		}
		return new Branch(graph.revisions().get(head).id(), revisions.stream().map(GraphRevision::id).toList(),
				count(revisions, GraphRevision.State.APPLIED), count(revisions, GraphRevision.State.PENDING),
				List.copyOf(from));
	}

	private static boolean isShared(Map<String, Integer> places, BitSet own, String id) {
		Integer place = places.get(id);
		return place != null && !own.get(place);
	}

	private static int count(List<GraphRevision> revisions, GraphRevision.State state) {
		return (int) revisions.stream().filter((revision) -> revision.state() == state).count();
	}

}
