package ai.backend.dbstatus.alembic.source;

/**
 * A file or directory of a project cannot be read. The message says why in a few words, such as {@code permission denied}.
 */
public sealed class UnreadableFileException extends Exception permits FileTooLargeException {

	/**
	 * @param reason why, to stand in parentheses behind a sentence
	 */
	public UnreadableFileException(String reason) {
		// A condition of the input: where in this code it was seen tells nobody anything.
		super(reason, null, false, false);
	}

}
