package ai.backend.dbstatus.alembic.revision;

import java.util.List;

/**
 * Several revisions or labels begin with the partial id.
 */
public final class AmbiguousRevisionException extends SymbolException {

	private final List<String> candidates;

	AmbiguousRevisionException(String symbol, List<String> candidates) {
		super(symbol, "'%s' is ambiguous: %s begin with it.".formatted(symbol, String.join(", ", candidates)));
		this.candidates = List.copyOf(candidates);
	}

	/**
	 * The ids and labels that begin so: ids in load order, then labels.
	 */
	public List<String> candidates() {
		return this.candidates;
	}

}
