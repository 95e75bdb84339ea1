package ai.backend.dbstatus.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.status.history.RevisionInfo;

/**
 * The lanes of a picture: each branch keeps one of its own from its newest revision down to the branch point, so that no
 * line ever lies on another. Lane 0 is the leftmost.
 *
 * @param width how many lanes there are
 * @param lanes the lane of each revision, in the order of the list
 * @param edges the lines, from the newest revision's on
 */
public record LaneLayout(int width, List<Integer> lanes, List<Edge> edges) {

	private static final int FREE = -1;

	public LaneLayout {
		lanes = List.copyOf(lanes);
		edges = List.copyOf(edges);
	}

	/**
	 * Lays a graph out. What a revision needs and the list lacks, or has further up, is passed over.
	 */
	public static LaneLayout of(RevisionGraph graph) {
		Sweep sweep = new Sweep(graph);
		for (int place = 0; place < graph.revisions().size(); place++) {
			sweep.place(place);
		}
		return new LaneLayout(sweep.awaited.size(), sweep.lanes, sweep.edges);
	}

	/**
	 * Goes down the list and remembers which lane leads to which revision.
	 */
	private static final class Sweep {

		private final List<RevisionInfo> revisions;

		private final Map<String, Integer> places;

		/** By lane: the place of the revision that it leads to, or {@link #FREE}. */
		private final List<Integer> awaited = new ArrayList<>();

		private final List<Integer> lanes = new ArrayList<>();

		private final List<Edge> edges = new ArrayList<>();

		Sweep(RevisionGraph graph) {
			this.revisions = graph.revisions();
			this.places = graph.places();
		}

		void place(int place) {
			int lane = this.awaited.indexOf(place);
			if (lane < 0) {
				lane = free(0);
			}
			this.lanes.add(lane);
			Collections.replaceAll(this.awaited, place, FREE);
			RevisionInfo revision = this.revisions.get(place);
			int next = lane;
			for (String down : revision.downRevisions().stream().distinct().toList()) {
				if (lead(place, down, next, Edge.Kind.DOWN_REVISION)) {
					next = lane + 1;
				}
			}
			for (String dependency : revision.dependencies()) {
				if (!revision.downRevisions().contains(dependency)) {
					lead(place, dependency, lane + 1, Edge.Kind.DEPENDS_ON);
				}
			}
		}

		private boolean lead(int from, String id, int nearest, Edge.Kind kind) {
			Integer to = this.places.get(id);
			if (to == null || to <= from) {
				return false;
			}
			int lane = free(nearest);
			this.awaited.set(lane, to);
			this.edges.add(new Edge(from, to, lane, kind));
			return true;
		}

		/** The first lane that leads nowhere, from this one on to the right. */
		private int free(int nearest) {
			for (int lane = nearest; lane < this.awaited.size(); lane++) {
				if (this.awaited.get(lane) == FREE) {
					return lane;
				}
			}
			this.awaited.add(FREE);
			return this.awaited.size() - 1;
		}

	}

}
