package ai.backend.dbstatus.alembic.source;

/**
 * A file has more bytes than whoever wanted to read it allows.
 */
public final class FileTooLargeException extends UnreadableFileException {

	/**
	 * @param maximum the most bytes that it may have
	 */
	public FileTooLargeException(int maximum) {
		super("it is larger than " + maximum + " bytes");
	}

}
