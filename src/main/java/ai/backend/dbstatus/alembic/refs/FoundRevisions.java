package ai.backend.dbstatus.alembic.refs;

import java.util.List;
import java.util.Set;

/**
 * What a repository knows of some revisions.
 *
 * @param revisions where they were found; those that were not are left out
 * @param needed what has to be applied where these are: themselves, and the ancestors of each (down revisions and dependencies)
 * that it has by every script of it, in whatever ref. A revision may have been put on top of another since it was applied.
 * @param allNeeded whether that is all that they need: all scripts agree, and name revisions that are known
 */
public record FoundRevisions(List<FoundRevision> revisions, Set<String> needed, boolean allNeeded) {

	/** None was looked for, or found. */
	public static final FoundRevisions NONE = new FoundRevisions(List.of(), Set.of(), false);

	public FoundRevisions {
		revisions = List.copyOf(revisions);
		needed = Set.copyOf(needed);
	}

}
