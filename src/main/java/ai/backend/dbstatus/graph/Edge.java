package ai.backend.dbstatus.graph;

/**
 * A line from a revision down to one that it needs.
 *
 * @param from the place of the revision in the list
 * @param to the place of what it needs: further down
 * @param lane the lane in which the line runs between the two
 * @param kind why the one needs the other
 */
public record Edge(int from, int to, int lane, Kind kind) {

	/**
	 * Why a revision needs another.
	 */
	public enum Kind {

		/** It is its down revision. */
		DOWN_REVISION,

		/** It depends on it. */
		DEPENDS_ON

	}

}
