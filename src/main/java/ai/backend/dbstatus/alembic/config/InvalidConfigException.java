package ai.backend.dbstatus.alembic.config;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A configuration file cannot be read, or an option in it cannot be used. Alembic refuses such a project too.
 */
public final class InvalidConfigException extends AlembicConfigException {

	private final Problem problem;

	private final List<Integer> lines;

	InvalidConfigException(Problem problem, @Nullable ConfigOrigin origin, String message) {
		super(origin == null ? message : origin + ": " + message, origin == null ? null : origin.file(),
				origin == null ? null : origin.line(), origin == null ? null : origin.key());
		this.problem = problem;
		this.lines = origin == null || origin.line() == null ? List.of() : List.of(origin.line());
	}

	InvalidConfigException(Problem problem, String file, List<Integer> lines, String message) {
		super(new ConfigOrigin(file, lines.getFirst(), null) + ": " + message, file, lines.getFirst(), null);
		this.problem = problem;
		this.lines = List.copyOf(lines);
	}

	/**
	 * What is wrong.
	 */
	public Problem problem() {
		return this.problem;
	}

	/**
	 * Every line at fault: several only where a file has several lines that are neither header nor option.
	 */
	public List<Integer> lines() {
		return this.lines;
	}

	/**
	 * What can be wrong with a configuration, in the words of Python's {@code configparser} where it has some.
	 */
	public enum Problem {

		/** The file is there but cannot be read, or is no regular file. */
		UNREADABLE,

		/** The file is larger than any configuration. */
		TOO_LARGE,

		/** The file is not UTF-8 text. */
		NOT_UTF8,

		/** An ini file has something before its first section header. */
		MISSING_SECTION_HEADER,

		/** An ini file has the same section twice. */
		DUPLICATE_SECTION,

		/** An ini file has the same option twice in a section. */
		DUPLICATE_OPTION,

		/** A line of the file is not what its format allows. */
		PARSING,

		/** A value has a {@code %} that is neither {@code %%} nor a reference. */
		INTERPOLATION_SYNTAX,

		/** A value refers to an option that does not exist. */
		INTERPOLATION_MISSING_OPTION,

		/** A value refers to a value that refers to a value, more than ten times, or for ever. */
		INTERPOLATION_DEPTH,

		/** A value becomes larger than any path when its references are replaced. */
		INTERPOLATION_SIZE,

		/** No file says where the migration scripts are. */
		MISSING_SCRIPT_LOCATION,

		/** An option has a value that Alembic does not accept. */
		BAD_VALUE

	}

}
