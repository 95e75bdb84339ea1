package ai.backend.dbstatus.alembic.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;

/**
 * Python's {@code text % {name: value, …}} as far as it makes sense in a path: {@code %%} is a {@code %}, {@code %(name)s}
 * is the value, with flags, width and precision as in Python. Every other {@code %} is an error, also {@code %s} and
 * {@code %r}, for which Python would insert its own notation of a dictionary.
 */
final class PythonFormat {

	private static final Pattern REFERENCE = Pattern
			.compile(
					"%\\((?<name>[^()]*)\\)(?<flags>[-#0 +]*)(?<width>\\d{0,4})(?:\\.(?<precision>\\d{0,4}))?[hlL]?s");

	private PythonFormat() {
	}

	/**
	 * Replaces the references in the text.
	 *
	 * @throws FormatException if the text has a {@code %} that is neither {@code %%} nor a reference to a variable
	 */
	static String format(String text, Map<String, String> variables) throws FormatException {
		StringBuilder result = new StringBuilder();
		Matcher reference = REFERENCE.matcher(text);
		int position = 0;
		for (int percent = text.indexOf('%'); percent >= 0; percent = text.indexOf('%', position)) {
			result.append(text, position, percent);
			if (text.startsWith("%%", percent)) {
				result.append('%');
				position = percent + 2;
			}
			else if (reference.region(percent, text.length()).lookingAt()) {
				result.append(value(reference, variables));
				position = reference.end();
			}
			else {
				throw new FormatException(Problem.INTERPOLATION_SYNTAX,
						"a '%' must begin a reference like '%(here)s'; write '%%' for the character itself.");
			}
		}
		return result.append(text, position, text.length()).toString();
	}

	private static String value(Matcher reference, Map<String, String> variables) throws FormatException {
		String name = reference.group("name");
		String value = variables.get(name);
		if (value == null) {
			throw new FormatException(Problem.INTERPOLATION_MISSING_OPTION,
					"'%%(%s)s' refers to something unknown; only '%%(here)s' is known in this file.".formatted(name));
		}
		String precision = reference.group("precision");
		if (precision != null) {
			int length = precision.isEmpty() ? 0 : Integer.parseInt(precision);
			value = value.substring(0,
					value.offsetByCodePoints(0, Math.min(length, value.codePointCount(0, value.length()))));
		}
		String width = reference.group("width");
		int missing = width.isEmpty() ? 0 : Integer.parseInt(width) - value.codePointCount(0, value.length());
		String padding = " ".repeat(Math.max(0, missing));
		return reference.group("flags").contains("-") ? value + padding : padding + value;
	}

	/**
	 * The text has a {@code %} that means nothing.
	 */
	static final class FormatException extends Exception {

		private final Problem problem;

		private FormatException(Problem problem, String message) {
			super(message);
			this.problem = problem;
		}

		Problem problem() {
			return this.problem;
		}

		@Override
		public String getMessage() {
			return String.valueOf(super.getMessage());
		}

	}

}
