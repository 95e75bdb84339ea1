package ai.backend.dbstatus.alembic.config;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;

/**
 * Options that mean nothing for the status of a database but that Alembic reads before it looks at any script, so that a
 * fault in one of them breaks every command.
 */
final class OtherOptions {

	private static final String SLUG_LENGTH = "truncate_slug_length";

	private static final String HOOKS = "post_write_hooks";

	private OtherOptions() {
	}

	/**
	 * The first that Alembic reads.
	 *
	 * @throws InvalidConfigException if the value is no number
	 */
	static void checkSlugLength(AlembicOptions options) {
		String slugLength = options.ini().get(options.section(), SLUG_LENGTH);
		if (slugLength == null) {
			options.toml().checkNumber(SLUG_LENGTH);
		}
		else if (!PythonText.isInt(slugLength)) {
			throw new InvalidConfigException(Problem.BAD_VALUE, options.origin(SLUG_LENGTH), "must be a number.");
		}
	}

	/**
	 * A string that Alembic does nothing with unless it writes a script.
	 *
	 * @throws InvalidConfigException if its references cannot be replaced
	 */
	static void checkString(String key, AlembicOptions options) {
		if (options.ini().get(options.section(), key) == null) {
			options.toml().check(key);
		}
	}

	/**
	 * The last that Alembic reads. Alembic: the section of the ini file, even if it is empty, hides the array of
	 * {@code pyproject.toml}.
	 *
	 * @throws InvalidConfigException if a value in the section cannot be read, or the array is none of tables
	 */
	static void checkHooks(AlembicOptions options) {
		IniFile ini = options.ini();
		if (ini.hasSection(HOOKS)) {
			ini.keys(HOOKS).forEach((key) -> ini.get(HOOKS, key));
		}
		else {
			options.toml().checkTables(HOOKS, "name");
		}
	}

}
