package ai.backend.dbstatus.alembic.script;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.python.module.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a docstring tells a person.
 *
 * @param description its first line
 * @param createDate what follows its {@code Create Date:}, as it is written
 */
record Docstring(@Nullable String description, @Nullable String createDate) {

	private static final String CREATED = "Create Date:";

	/** It is shown in a line, and kept for each script. */
	private static final int MAXIMUM_LENGTH = 1_000;

	private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)"
			+ "(?:[ T](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,]\\d+)?)?[ ]?(Z|UTC|[+-]\\d\\d:?\\d\\d)?)?");

	static Docstring of(Value value) {
		if (!(value instanceof Value.Str str)) {
			return new Docstring(null, null);
		}
		String text = strip(str.text());
		int end = text.indexOf('\n');
		String first = strip((end < 0) ? text : text.substring(0, end));
		String createDate = createDate(text);
		return new Docstring(first.isEmpty() ? null : shortened(first),
				(createDate != null) ? shortened(createDate) : null);
	}

	private static String shortened(String line) {
		return (line.length() <= MAXIMUM_LENGTH)
				? line
				: line.substring(0, line.offsetByCodePoints(0, MAXIMUM_LENGTH / 2)) + "…";
	}

	private static @Nullable String createDate(String text) {
		int label = text.indexOf(CREATED);
		while (label >= 0) {
			int line = text.lastIndexOf('\n', label) + 1;
			if (text.substring(line, label).isBlank()) {
				int end = text.indexOf('\n', label);
				return strip(text.substring(label + CREATED.length(), (end < 0) ? text.length() : end));
			}
			label = text.indexOf(CREATED, label + 1);
		}
		return null;
	}

	/** Python: {@code str.strip()} knows more blanks than Java, those that do not break among them. */
	private static String strip(String text) {
		int from = 0;
		int to = text.length();
		while (from < to && isSpace(text.charAt(from))) {
			from++;
		}
		while (to > from && isSpace(text.charAt(to - 1))) {
			to--;
		}
		return text.substring(from, to);
	}

	private static boolean isSpace(char c) {
		return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
	}

	/**
	 * A date as people and Alembic write them, in ISO 8601.
	 * @return the date; {@code null} if it is none
	 */
	static @Nullable String date(String text) {
		Matcher matcher = DATE.matcher(text);
		if (!matcher.matches()) {
			return null;
		}
		try {
			LocalDate date = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
			LocalTime time = (matcher.group(4) == null)
					? LocalTime.MIDNIGHT
					: LocalTime.of(number(matcher, 4), number(matcher, 5), number(matcher, 6));
			return format(LocalDateTime.of(date, time)) + offset(matcher.group(7));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static int number(Matcher matcher, int group) {
		return (matcher.group(group) != null) ? Integer.parseInt(matcher.group(group)) : 0;
	}

	private static String format(LocalDateTime time) {
		String text = time.toString();
		return (text.length() == 16) ? text + ":00" : text;
	}

	private static String offset(@Nullable String offset) {
		if (offset == null) {
			return "";
		}
		return offset.equals("UTC") ? "Z" : ZoneOffset.of(offset).getId();
	}

}
