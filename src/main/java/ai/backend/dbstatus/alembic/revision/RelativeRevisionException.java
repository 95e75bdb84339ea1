package ai.backend.dbstatus.alembic.revision;

/**
 * A relative symbol such as {@code +2} leads nowhere, or to more than one place.
 */
public final class RelativeRevisionException extends SymbolException {

	RelativeRevisionException(String symbol, String message) {
		super(symbol, message);
	}

	static RelativeRevisionException tooFar(String symbol) {
		return new RelativeRevisionException(symbol, "'%s' leads past the end of the revisions.".formatted(symbol));
	}

	static RelativeRevisionException ambiguousWalk(String symbol) {
		return new RelativeRevisionException(symbol,
				"'%s' is ambiguous: the way there forks or merges.".formatted(symbol));
	}

	static RelativeRevisionException ambiguousStart(String symbol) {
		return new RelativeRevisionException(symbol,
				"'%s' is ambiguous: the database is at more than one revision.".formatted(symbol));
	}

}
