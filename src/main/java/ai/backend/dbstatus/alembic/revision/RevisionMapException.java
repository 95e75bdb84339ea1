package ai.backend.dbstatus.alembic.revision;

/**
 * The scripts make no revision graph: every command of Alembic would fail, and so would every check.
 */
public abstract sealed class RevisionMapException extends RevisionException
		permits DuplicateRevisionException, MissingRevisionException, RevisionCycleException, DuplicateLabelException,
		IllegalRevisionIdException {

	RevisionMapException(String message) {
		super(message);
	}

}
