package ai.backend.dbstatus.graph;

import ai.backend.dbstatus.status.history.RevisionState;

/**
 * The part of a long list that a picture shows.
 *
 * @param from the first place
 * @param to the place after the last one
 */
public record GraphWindow(int from, int to) {

	private static final int CONTEXT = 3;

	/**
	 * The part around the database's position: what is pending has two thirds of the room that the rows leave. Without a
	 * row, the oldest revisions where everything is pending, else the newest.
	 * @param limit how many revisions there may be in it, at least one
	 */
	public static GraphWindow around(RevisionGraph graph, int limit) {
		int size = graph.revisions().size();
		if (size <= limit) {
			return new GraphWindow(0, size);
		}
		int start = Math.clamp(start(graph, limit), 0, size - limit);
		return new GraphWindow(start, start + limit);
	}

	private static int start(RevisionGraph graph, int limit) {
		int[] rows = graph.rows();
		if (rows.length == 0) {
			boolean pending = graph.revisions().getLast().state() == RevisionState.PENDING;
			return pending ? graph.revisions().size() : 0;
		}
		int first = rows[0];
		int span = rows[rows.length - 1] - first + 1;
		return first - ((span < limit) ? (limit - span) * 2 / 3 : CONTEXT);
	}

	boolean contains(int place) {
		return this.from <= place && place < this.to;
	}

	/**
	 * Whether a line passes through.
	 */
	boolean isCrossedBy(Edge edge) {
		return edge.from() < this.to && edge.to() >= this.from;
	}

	int size() {
		return this.to - this.from;
	}

}
