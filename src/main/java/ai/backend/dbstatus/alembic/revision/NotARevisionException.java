package ai.backend.dbstatus.alembic.revision;

/**
 * A symbol that can be read but stands for no revision where one is needed: the empty string, or a walk that ends before
 * the first revision. Alembic dies of a failed assertion there.
 */
public final class NotARevisionException extends SymbolException {

	NotARevisionException(String symbol) {
		super(symbol, "'%s' names no revision.".formatted(symbol));
	}

}
