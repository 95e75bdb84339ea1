package ai.backend.dbstatus.alembic.revision;

/**
 * No revision and no branch label is named so or begins so.
 */
public final class NoSuchRevisionException extends SymbolException {

	NoSuchRevisionException(String symbol) {
		super(symbol, "No revision or branch label is named '%s' or begins with it.".formatted(symbol));
	}

}
