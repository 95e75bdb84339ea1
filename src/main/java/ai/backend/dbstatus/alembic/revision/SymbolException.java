package ai.backend.dbstatus.alembic.revision;

/**
 * A symbol (an id, a partial id, a label, {@code heads}, {@code label@head}, {@code +1}, …) means no revision, or not the
 * one that is wanted.
 */
public abstract sealed class SymbolException extends RevisionException permits NoSuchRevisionException,
		AmbiguousRevisionException, NotInBranchException, MultipleHeadsException, RelativeRevisionException,
		NotARevisionException {

	private final String symbol;

	SymbolException(String symbol, String message) {
		super(message);
		this.symbol = symbol;
	}

	/**
	 * The symbol, or that part of it which is at fault.
	 */
	public String symbol() {
		return this.symbol;
	}

}
