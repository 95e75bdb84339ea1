package ai.backend.dbstatus.alembic.revision;

/**
 * The lower end of a range of revisions is no ancestor of the upper one.
 */
public final class NotAnAncestorException extends RevisionException {

	NotAnAncestorException(String lower, String upper) {
		super("Revision %s is no ancestor of revision %s.".formatted(lower, upper));
	}

}
