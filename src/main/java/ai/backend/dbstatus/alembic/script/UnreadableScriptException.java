package ai.backend.dbstatus.alembic.script;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A file counts as a migration script, and what it defines cannot be known: it is not
 * readable text, not Python, lacks an identifier, or has one that only running the script
 * would tell, or is too intricate to be followed. The message names the file, the line, the attribute and the expression.
 */
public final class UnreadableScriptException extends ScriptException {

	private final transient Path file;

	private final int line;

	private final @Nullable String attribute;

	UnreadableScriptException(Path file, int line, @Nullable String attribute, String message) {
		super(message);
		this.file = file;
		this.line = line;
		this.attribute = attribute;
	}

	/**
	 * Returns the file.
	 * @return the file, as it was found
	 */
	public Path file() {
		return this.file;
	}

	/**
	 * Returns the line, counted from 1.
	 * @return the line, or 0 where the whole file is meant
	 */
	public int line() {
		return this.line;
	}

	/**
	 * Returns the attribute whose value is the trouble, such as {@code down_revision}.
	 * @return the attribute, or {@code null} where the whole file is meant
	 */
	public @Nullable String attribute() {
		return this.attribute;
	}

}
