package ai.backend.dbstatus.alembic.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Splits the options of an ini file that hold several paths. Alembic: {@code path_separator} says how, and only if it is
 * set nowhere do older rules apply, which also keep empty entries.
 */
enum LocationList {

	/** Older rules: commas and spaces, or what {@code version_path_separator} says. */
	VERSION_LOCATIONS("version_locations", ", *| +", "version_path_separator"),

	/** Older rules: commas, spaces and colons. */
	PREPEND_SYS_PATH("prepend_sys_path", ", *| +|:", null);

	private final String key;

	private final Pattern olderRules;

	private final @Nullable String olderSeparatorKey;

	LocationList(String key, String olderRules, @Nullable String olderSeparatorKey) {
		this.key = key;
		this.olderRules = Pattern.compile(olderRules);
		this.olderSeparatorKey = olderSeparatorKey;
	}

	String key() {
		return this.key;
	}

	/**
	 * The entries of a value that is not empty.
	 *
	 * @throws InvalidConfigException if the separator has none of the values it can have
	 */
	List<String> split(String value, IniFile file, String section) {
		String separator = separator(file, section);
		return separator == null
				? List.of(this.olderRules.split(value, -1))
				: Arrays.stream(value.split(Pattern.quote(separator), -1))
						.filter((entry) -> !entry.isEmpty())
						.map(PythonText::strip)
						.toList();
	}

	/**
	 * Whether older rules split the value although nothing says how to.
	 */
	boolean splitsByOlderRules(String value, IniFile file, String section) {
		return separator(file, section) == null && this.olderRules.split(value, -1).length > 1;
	}

	private @Nullable String separator(IniFile file, String section) {
		String separator = separator("path_separator", file, section);
		return separator == null && this.olderSeparatorKey != null
				? separator(this.olderSeparatorKey, file, section)
				: separator;
	}

	private static @Nullable String separator(String key, IniFile file, String section) {
		String value = file.get(section, key);
		return switch (value) {
			case null -> null;
			case "space" -> " ";
			case "newline" -> "\n";
			case "os" -> System.getProperty("path.separator");
			case ":", ";" -> value;
			default -> throw new InvalidConfigException(Problem.BAD_VALUE, file.origin(section, key),
					"'%s' is none of space, newline, os, ':' and ';'; a comment needs a line of its own."
							.formatted(value));
		};
	}

}
