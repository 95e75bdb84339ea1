package ai.backend.dbstatus.status.report;

/**
 * Text for people that may have words of a project, a database or a server in it: one line, and what it shows is what it
 * says. Control characters could drive a terminal or begin a line of their own, and format characters turn around what
 * stands beside them (Unicode: Cc, Cf, Zl, Zp, Cs).
 */
public final class PlainText {

	private static final char REPLACEMENT = '\uFFFD';

	private PlainText() {
	}

	/**
	 * A text with U+FFFD in the place of each character that is not to be shown.
	 * @return the same text if it has none
	 */
	public static String of(String text) {
		return text.codePoints().allMatch(PlainText::isPlain)
				? text
				: text.codePoints()
						.map((character) -> isPlain(character) ? character : REPLACEMENT)
						.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
						.toString();
	}

	/**
	 * Whether a character may be shown as it is.
	 */
	public static boolean isPlain(int character) {
		return (character >= ' ' && character < 0x7F) || switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				false;
			default -> true;
		};
	}

}
