package ai.backend.dbstatus.alembic.script.python;

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
	static int end(String text, int quote) {
		int end = endOrMinusOne(text, quote);
		if (end < 0) {
			throw new PythonSyntaxException(Lines.lineAt(text, quote), "a string is not terminated");
		}
		return end;
	}

	static int endOrMinusOne(String text, int quote) {
		char c = text.charAt(quote);
		boolean triple = isTriple(text, quote);
		for (int i = quote + (triple ? 3 : 1); i < text.length(); i++) {
			char here = text.charAt(i);
			if (here == '\\') {
				i++;
			}
			else if (here == c) {
				if (!triple) {
					return i + 1;
				}
				if (text.startsWith(text.substring(quote, quote + 3), i)) {
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
