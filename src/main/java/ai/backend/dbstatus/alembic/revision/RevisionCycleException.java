package ai.backend.dbstatus.alembic.revision;

import java.util.List;

/**
 * Revisions follow from themselves.
 */
public final class RevisionCycleException extends RevisionMapException {

	private final Kind kind;

	private final List<String> revisions;

	private final List<String> cycle;

	RevisionCycleException(Kind kind, List<String> revisions, List<String> cycle) {
		super("%s among the revisions: %s.".formatted(kind.sentenceStart, cycle.isEmpty()
				? String.join(", ", revisions) + " (depends_on = \"\" keeps them from a base)"
				: String.join(" -> ", cycle) + " -> " + cycle.getFirst()));
		this.kind = kind;
		this.revisions = List.copyOf(revisions);
		this.cycle = List.copyOf(cycle);
	}

	public Kind kind() {
		return this.kind;
	}

	/**
	 * The revisions that Alembic names: all that cannot be reached from both a base and a head, of which the cycle is a
	 * part. Where Alembic does not notice the cycle, and would go round for ever, the cycle itself.
	 */
	public List<String> revisions() {
		return this.revisions;
	}

	/**
	 * One cycle, each revision followed by one it needs, the last by the first. Empty in the one case that is no cycle
	 * though Alembic calls it one: {@code depends_on = ""} in a base, which then does not count as a base.
	 */
	public List<String> cycle() {
		return this.cycle;
	}

	/**
	 * Alembic's four sorts of cycle.
	 */
	public enum Kind {

		/** A script that has itself as down revision. */
		SELF_LOOP("A loop"),

		/** A script that depends on itself. */
		DEPENDENCY_SELF_LOOP("A dependency loop"),

		/** A cycle of down revisions. */
		CYCLE("A cycle"),

		/** A cycle that takes dependencies, too. */
		DEPENDENCY_CYCLE("A dependency cycle");

		private final String sentenceStart;

		Kind(String sentenceStart) {
			this.sentenceStart = sentenceStart;
		}

	}

}
