package ai.backend.dbstatus.status.observation;

import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.refs.FoundRevisions;
import org.jspecify.annotations.Nullable;

/**
 * What other scripts of the same repository know of rows that those at hand lack.
 *
 * @param found where the rows' revisions were found, and what they need; those of which nobody knows are left out
 * @param history the revisions of the first place that has one; {@code null} if there is none, or its scripts make no history
 */
public record Elsewhere(FoundRevisions found, @Nullable RevisionHistory history) {

	/** Nothing was looked for, or nothing found. */
	public static final Elsewhere NOTHING = new Elsewhere(FoundRevisions.NONE, null);

}
