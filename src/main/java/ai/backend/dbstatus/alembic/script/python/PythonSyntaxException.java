package ai.backend.dbstatus.alembic.script.python;

/**
 * A text is not a Python module.
 */
public final class PythonSyntaxException extends RuntimeException {

	private final int line;

	PythonSyntaxException(int line, String message) {
		super(message, null, false, false);
		this.line = line;
	}

	/**
	 * Returns the line, counted from 1.
	 * @return the line, or 0 where the whole text is meant
	 */
	public int line() {
		return this.line;
	}

}
