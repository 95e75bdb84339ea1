package ai.backend.dbstatus.alembic.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text operations in which Python differs from Java.
 */
final class PythonText {

	private static final int CAPITAL_SIGMA = 0x3A3;

	/** Characters that do not end a word though they are no letters (Unicode: MidLetter, MidNumLet, Single_Quote). */
	private static final String INSIDE_WORDS = "':.\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A";

	/** It gives nothing back, so that a text of any length takes no stack. */
	private static final Pattern INT = Pattern.compile("[-+]?\\p{Nd}++(?:_\\p{Nd}++)*+");

	private PythonText() {
	}

	/**
	 * Whether Python's {@code str.isspace}, {@code str.strip} and {@code \s} take the character for white space.
	 */
	static boolean isSpace(char c) {
		return (c >= '\t' && c <= '\r') || (c >= '\u001C' && c <= ' ') || c == '\u0085'
				|| (c >= '\u00A0' && Character.isSpaceChar(c));
	}

	/**
	 * As {@code str.strip()}.
	 */
	static String strip(String text) {
		return stripEnd(text.substring(indexOfNonSpace(text)));
	}

	/**
	 * As {@code str.rstrip()}.
	 */
	static String stripEnd(String text) {
		int end = text.length();
		while (end > 0 && isSpace(text.charAt(end - 1))) {
			end--;
		}
		return text.substring(0, end);
	}

	/**
	 * The index of the first character that is no white space, or the length of the text.
	 */
	static int indexOfNonSpace(String text) {
		int index = 0;
		while (index < text.length() && isSpace(text.charAt(index))) {
			index++;
		}
		return index;
	}

	/**
	 * As {@code str.lower()}. Java looks for the end of a word in another way, which shows at a capital sigma.
	 */
	static String lower(String text) {
		if (text.indexOf(CAPITAL_SIGMA) < 0) {
			return text.toLowerCase(Locale.ROOT);
		}
		StringBuilder lower = new StringBuilder(text.length());
		int start = 0;
		for (int sigma = text.indexOf(CAPITAL_SIGMA); sigma >= 0; sigma = text.indexOf(CAPITAL_SIGMA, start)) {
			lower.append(text.substring(start, sigma).toLowerCase(Locale.ROOT));
			lower.append(endsWord(text, sigma) ? '\u03C2' : '\u03C3');
			start = sigma + 1;
		}
		return lower.append(text.substring(start).toLowerCase(Locale.ROOT)).toString();
	}

	/**
	 * Whether {@code int()} accepts the text.
	 */
	static boolean isInt(String text) {
		return INT.matcher(strip(text)).matches();
	}

	private static boolean endsWord(String text, int index) {
		int before = index;
		while (before > 0 && isCaseIgnorable(text.codePointBefore(before))) {
			before -= Character.charCount(text.codePointBefore(before));
		}
		int after = index + 1;
		while (after < text.length() && isCaseIgnorable(text.codePointAt(after))) {
			after += Character.charCount(text.codePointAt(after));
		}
		return before > 0 && isCased(text.codePointBefore(before))
				&& (after == text.length() || !isCased(text.codePointAt(after)));
	}

	private static boolean isCased(int codePoint) {
		return Character.isLowerCase(codePoint) || Character.isUpperCase(codePoint) || Character.isTitleCase(codePoint);
	}

	private static boolean isCaseIgnorable(int codePoint) {
		return INSIDE_WORDS.indexOf(codePoint) >= 0 || switch (Character.getType(codePoint)) {
			case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.MODIFIER_LETTER,
					Character.MODIFIER_SYMBOL ->
				true;
			default -> false;
		};
	}

}
