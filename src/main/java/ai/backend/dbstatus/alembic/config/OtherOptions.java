package ai.backend.dbstatus.alembic.config;

import java.util.List;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;

/**
 * Options that mean nothing for the status of a database but that Alembic reads before it looks at any script, so that a
 * fault in one of them breaks every command.
 */
final class OtherOptions {

	private static final List<String> STRINGS = List.of("file_template", "output_encoding", "timezone");

	private static final String SLUG_LENGTH = "truncate_slug_length";

	private static final String HOOKS = "post_write_hooks";

	private OtherOptions() {
	}

	/**
	 * Complains where Alembic would.
	 *
	 * @throws InvalidConfigException if a value cannot be read
	 */
	static void check(AlembicOptions options) {
		IniFile ini = options.ini();
		String slugLength = ini.get(options.section(), SLUG_LENGTH);
		if (slugLength == null) {
			options.toml().checkNumber(SLUG_LENGTH);
		}
		else if (!PythonText.isInt(slugLength)) {
			throw new InvalidConfigException(Problem.BAD_VALUE, options.origin(SLUG_LENGTH), "must be a number.");
		}
		for (String key : STRINGS) {
			if (ini.get(options.section(), key) == null) {
				options.toml().check(key);
			}
		}
		if (ini.hasSection(HOOKS)) {
			ini.keys(HOOKS).forEach((key) -> ini.get(HOOKS, key));
		}
		else {
			options.toml().checkTables(HOOKS, "name");
		}
	}

}
