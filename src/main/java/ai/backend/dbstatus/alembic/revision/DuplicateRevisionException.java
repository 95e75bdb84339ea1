package ai.backend.dbstatus.alembic.revision;

import java.util.List;

/**
 * Several scripts have the same revision id. Alembic only warns, but then counts heads that are none, and its upgrades
 * fail or silently leave a script out; here it is an error.
 */
public final class DuplicateRevisionException extends RevisionMapException {

	private final List<String> revisions;

	DuplicateRevisionException(List<String> revisions) {
		super("Several scripts have the same revision id: %s. Give each script an id of its own."
				.formatted(String.join(", ", revisions)));
		this.revisions = List.copyOf(revisions);
	}

	/**
	 * The ids that occur more than once, each named once, in load order.
	 */
	public List<String> revisions() {
		return this.revisions;
	}

}
