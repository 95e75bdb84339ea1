package ai.backend.dbstatus.status.history;

import java.util.List;

/**
 * What was asked for as a revision is not one revision.
 */
public abstract sealed class RevisionLookupException extends RuntimeException {

	private RevisionLookupException(String message) {
		// A condition of the request; where in this code says nothing.
		super(message, null, false, false);
	}

	/**
	 * It is none.
	 */
	public static final class NotFound extends RevisionLookupException {

		/**
		 * @param message a sentence
		 */
		public NotFound(String message) {
			super(message);
		}

	}

	/**
	 * It may be several.
	 */
	public static final class Ambiguous extends RevisionLookupException {

		private final transient List<String> candidates;

		/**
		 * @param message a sentence
		 * @param candidates the ids and branch labels that it may mean
		 */
		public Ambiguous(String message, List<String> candidates) {
			super(message);
			this.candidates = List.copyOf(candidates);
		}

		/**
		 * The ids and branch labels that it may mean.
		 */
		public List<String> candidates() {
			return this.candidates;
		}

	}

}
