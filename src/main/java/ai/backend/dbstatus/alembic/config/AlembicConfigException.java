package ai.backend.dbstatus.alembic.config;

import org.jspecify.annotations.Nullable;

/**
 * An Alembic project's configuration does not lead to migration scripts. The message is a sentence for a person and
 * never quotes the value of an option that may hold a password.
 */
public abstract sealed class AlembicConfigException extends RuntimeException
		permits ConfigNotFoundException, InvalidConfigException, ScriptsNotFoundException {

	private final @Nullable String file;

	private final @Nullable Integer line;

	private final @Nullable String key;

	AlembicConfigException(String message, @Nullable String file, @Nullable Integer line, @Nullable String key) {
		super(message);
		this.file = file;
		this.line = line;
		this.key = key;
	}

	/**
	 * The configuration file at fault, as the caller named it; {@code null} if a setting of the caller is at fault.
	 */
	public @Nullable String file() {
		return this.file;
	}

	/**
	 * The line at fault, counted from 1; {@code null} where it is not known or no single line is at fault.
	 */
	public @Nullable Integer line() {
		return this.line;
	}

	/**
	 * The option at fault; {@code null} if the fault is not in one option.
	 */
	public @Nullable String key() {
		return this.key;
	}

}
