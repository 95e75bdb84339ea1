package ai.backend.dbstatus.status.history;

import java.util.List;

/**
 * What lies between two states of a database.
 *
 * @param applied the revisions that were applied, the oldest first
 * @param reverted the revisions that were downgraded, the newest first
 */
public record Move(List<RevisionInfo> applied, List<RevisionInfo> reverted) {

	public Move {
		applied = List.copyOf(applied);
		reverted = List.copyOf(reverted);
	}

}
