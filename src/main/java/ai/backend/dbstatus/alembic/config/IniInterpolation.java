package ai.backend.dbstatus.alembic.config;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;

/**
 * Replaces the references in a value as Python's {@code BasicInterpolation} does: {@code %%} is a {@code %},
 * {@code %(key)s} is the value of that option of the same section or of {@code DEFAULT}, whose references are replaced too,
 * ten deep at most; any other {@code %} is an error. Unlike Python it also ends when values multiply.
 */
final class IniInterpolation {

	private static final int MAX_DEPTH = 10;

	private static final int MAX_LENGTH = 1 << 20;

	private static final int MAX_REFERENCES = 10_000;

	private final IniFile file;

	private final String section;

	private final IniOption option;

	private final StringBuilder result = new StringBuilder();

	private int references;

	/**
	 * Prepares to read an option.
	 *
	 * @param file where the options are that the value may refer to
	 * @param section the section in which the option is read
	 * @param option the option
	 */
	IniInterpolation(IniFile file, String section, IniOption option) {
		this.file = file;
		this.section = section;
		this.option = option;
	}

	/**
	 * The value with its references replaced.
	 *
	 * @throws InvalidConfigException if one cannot be replaced
	 */
	String value() {
		append(this.option, 1);
		return this.result.toString();
	}

	private void append(IniOption source, int depth) {
		if (depth > MAX_DEPTH) {
			throw fault(Problem.INTERPOLATION_DEPTH, source,
					"references nest deeper than %d, perhaps for ever".formatted(MAX_DEPTH));
		}
		String value = source.value();
		int position = 0;
		for (int percent = value.indexOf('%'); percent >= 0; percent = value.indexOf('%', position)) {
			this.result.append(value, position, percent);
			if (value.startsWith("%%", percent)) {
				this.result.append('%');
				position = percent + 2;
			}
			else {
				position = appendReference(source, percent, depth);
			}
		}
		this.result.append(value, position, value.length());
		limitSize(source);
	}

	private int appendReference(IniOption source, int percent, int depth) {
		String value = source.value();
		if (!value.startsWith("%(", percent)) {
			throw fault(Problem.INTERPOLATION_SYNTAX, source,
					"a '%' must be followed by '%' or '('; write '%%' for the character itself");
		}
		int close = value.indexOf(')', percent + 2);
		if (close <= percent + 2 || !value.startsWith("s", close + 1)) {
			throw fault(Problem.INTERPOLATION_SYNTAX, source, "a reference must have the form '%(name)s'");
		}
		String key = PythonText.lower(value.substring(percent + 2, close));
		IniOption referred = this.file.option(this.section, key);
		if (referred == null) {
			throw fault(Problem.INTERPOLATION_MISSING_OPTION, source,
					"'%%(%s)s' refers to an option that neither [%s] nor [DEFAULT] has".formatted(key, this.section));
		}
		this.references++;
		if (referred.value().indexOf('%') >= 0) {
			append(referred, depth + 1);
		}
		else {
			this.result.append(referred.value());
			limitSize(source);
		}
		return close + 2;
	}

	private void limitSize(IniOption source) {
		if (this.result.length() > MAX_LENGTH || this.references > MAX_REFERENCES) {
			throw fault(Problem.INTERPOLATION_SIZE, source, "the value becomes too large");
		}
	}

	private InvalidConfigException fault(Problem problem, IniOption source, String message) {
		String where = source.key().equals(this.option.key()) ? "" : " (in the value of '" + source.key() + "')";
		return new InvalidConfigException(problem, this.file.origin(this.section, this.option.key()),
				message + where + ".");
	}

}
