package ai.backend.dbstatus.alembic.python.syntax.token;

/**
 * Finds the end of a plain string literal.
 */
final class StringScanner {

	private StringScanner() {
	}

	static boolean isTriple(String text, int quote) {
		char c = text.charAt(quote);
		return quote + 2 < text.length() && text.charAt(quote + 1) == c && text.charAt(quote + 2) == c;
	}

	/** Returns the offset behind the closing quote. */
	static int end(Source source, int quote) {
		int end = endOrMinusOne(source.chars(), quote);
		if (end < 0) {
			throw source.error(quote, "a string is not terminated");
		}
		return end;
	}

	static int endOrMinusOne(char[] chars, int quote) {
		char c = chars[quote];
		int length = chars.length;
		boolean triple = quote + 2 < length && chars[quote + 1] == c && chars[quote + 2] == c;
		for (int i = quote + (triple ? 3 : 1); i < length; i++) {
			char here = chars[i];
			if (here == '\\') {
				i++;
			}
			else if (here == c) {
				if (!triple) {
					return i + 1;
				}
				if (i + 2 < length && chars[i + 1] == c && chars[i + 2] == c) {
					return i + 3;
				}
			}
			else if (here == '\n' && !triple) {
				return -1;
			}
		}
		return -1;
	}

}
