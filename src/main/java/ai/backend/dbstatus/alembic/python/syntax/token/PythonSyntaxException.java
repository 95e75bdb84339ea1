package ai.backend.dbstatus.alembic.python.syntax.token;

/**
 * A text is not Python.
 */
public final class PythonSyntaxException extends RuntimeException {

	private final int line;

	/**
	 * Creates the exception.
	 * @param line the line, counted from 1, or 0 where the whole text is meant
	 * @param message what is wrong there: the rest of a sentence that names the file
	 */
	public PythonSyntaxException(int line, String message) {
		super(message, null, false, false);
		this.line = line;
	}

	/**
	 * Returns the line.
	 * @return the line, counted from 1, or 0 where the whole text is meant
	 */
	public int line() {
		return this.line;
	}

}
