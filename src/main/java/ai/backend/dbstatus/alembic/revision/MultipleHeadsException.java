package ai.backend.dbstatus.alembic.revision;

import java.util.List;

/**
 * One head is asked for, and there are several.
 */
public final class MultipleHeadsException extends SymbolException {

	private final List<String> heads;

	MultipleHeadsException(String symbol, List<String> heads) {
		super(symbol, "'%s' means one head, but there are several: %s.".formatted(symbol, String.join(", ", heads)));
		this.heads = List.copyOf(heads);
	}

	public List<String> heads() {
		return this.heads;
	}

}
