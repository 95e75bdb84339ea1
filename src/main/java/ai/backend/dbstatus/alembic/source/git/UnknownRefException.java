package ai.backend.dbstatus.alembic.source.git;

import java.util.List;

/**
 * A repository has no commit of this name, or several.
 */
public final class UnknownRefException extends RuntimeException {

	private final String ref;

	private final List<String> near;

	UnknownRefException(String ref, String sentence, List<String> near) {
		super(sentence, null, false, false);
		this.ref = ref;
		this.near = List.copyOf(near);
	}

	/**
	 * What was asked for.
	 */
	public String ref() {
		return this.ref;
	}

	/**
	 * The short names of refs that are spelt nearly so, the nearest first; may be empty.
	 */
	public List<String> near() {
		return this.near;
	}

}
