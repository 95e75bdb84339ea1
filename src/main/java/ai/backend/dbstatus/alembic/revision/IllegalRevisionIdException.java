package ai.backend.dbstatus.alembic.revision;

/**
 * A revision id holds one of the characters {@code @ - + :}, which mean something else on Alembic's command line.
 */
public final class IllegalRevisionIdException extends RevisionMapException {

	private final String revision;

	IllegalRevisionIdException(String revision, String characters) {
		super("The revision id '%s' holds %s, which Alembic does not allow in an id.".formatted(revision, characters));
		this.revision = revision;
	}

	public String revision() {
		return this.revision;
	}

}
