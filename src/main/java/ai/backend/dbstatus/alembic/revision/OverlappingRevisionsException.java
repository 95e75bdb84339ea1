package ai.backend.dbstatus.alembic.revision;

import java.util.List;

/**
 * Revisions that are named together, as rows or as targets, include one and its own ancestor.
 */
public final class OverlappingRevisionsException extends RevisionException {

	private final List<Overlap> overlaps;

	OverlappingRevisionsException(List<Overlap> overlaps) {
		super("Revision %s already includes revision %s, which is named beside it."
				.formatted(overlaps.getFirst().revision(), overlaps.getFirst().ancestor()));
		this.overlaps = List.copyOf(overlaps);
	}

	public List<Overlap> overlaps() {
		return this.overlaps;
	}

}
