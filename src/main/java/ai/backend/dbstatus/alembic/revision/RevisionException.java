package ai.backend.dbstatus.alembic.revision;

/**
 * What a revision graph, a symbol or an upgrade target is refused for; the message is a sentence for a person.
 */
public abstract sealed class RevisionException extends RuntimeException
		permits RevisionMapException, SymbolException, OverlappingRevisionsException {

	RevisionException(String message) {
		super(message);
	}

}
