package ai.backend.dbstatus.alembic.python.syntax.token;

/**
 * Finds the end of a number, with Python's strictness about it.
 */
final class NumberScanner {

	private final Source source;

	private final String text;

	private final Tokens tokens;

	NumberScanner(Source source, Tokens tokens) {
		this.source = source;
		this.text = source.text();
		this.tokens = tokens;
	}

	int end(int start) {
		char first = at(start);
		int next = at(start + 1) | 0x20;
		if (first == '0' && (next == 'x' || next == 'o' || next == 'b')) {
			int radix = (next == 'x') ? 16 : (next == 'o') ? 8 : 2;
			int i = start + 2;
			do {
				i = (at(i) == '_') ? i + 1 : i;
				if (!isDigit(i, radix)) {
					throw error(start);
				}
				while (isDigit(i, radix)) {
					i++;
				}
			} while (at(i) == '_');
			if (isDigit(i, 10)) {
				throw error(start);
			}
			return finished(start, suffix(i));
		}
		int i = (first == '.') ? start : digits(start, start);
		boolean whole = true;
		if (at(i) == '.') {
			whole = false;
			i++;
			if (isDigit(i, 10)) {
				i = digits(i, start);
			}
		}
		if ((at(i) | 0x20) == 'e') {
			int exponent = (at(i + 1) == '+' || at(i + 1) == '-') ? i + 2 : i + 1;
			if (isDigit(exponent, 10)) {
				whole = false;
				i = digits(exponent, start);
			}
			else if (exponent != i + 1) {
				throw error(start);
			}
		}
		if ((at(i) | 0x20) == 'j') {
			return finished(start, i + 1);
		}
		if (whole) {
			octal(start, i);
			i = suffix(i);
		}
		return finished(start, i);
	}

	private int digits(int from, int start) {
		int i = from;
		while (true) {
			while (isDigit(i, 10)) {
				i++;
			}
			if (at(i) != '_') {
				return i;
			}
			i++;
			if (!isDigit(i, 10)) {
				throw error(start);
			}
		}
	}

	/** Python 2 wrote octal numbers with a mere zero in front; Python 3 refuses them. */
	private void octal(int start, int end) {
		boolean zero = this.text.charAt(start) == '0';
		boolean nonzero = false;
		boolean octal = true;
		for (int i = start; i < end; i++) {
			char c = this.text.charAt(i);
			nonzero |= c != '0' && c != '_';
			octal &= c >= '0' && c <= '7';
		}
		if (zero && nonzero) {
			if (!octal) {
				throw error(start);
			}
			this.tokens.sawPython2();
		}
	}

	private int suffix(int end) {
		if ((at(end) | 0x20) == 'l') {
			this.tokens.sawPython2();
			return end + 1;
		}
		return end;
	}

	/** Python: a keyword may follow a number at once, as in {@code 1if x else y}; no other letter may. */
	private int finished(int start, int end) {
		char c = at(end);
		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c > 127 || (c >= '0' && c <= '9')) {
			for (String keyword : new String[]{ "and", "else", "for", "if", "in", "is", "not", "or" }) {
				if (this.text.startsWith(keyword, end)) {
					return end;
				}
			}
			throw error(start);
		}
		return end;
	}

	private boolean isDigit(int index, int radix) {
		char c = at(index);
		return c < 128 && Character.digit(c, radix) >= 0;
	}

	private char at(int index) {
		return (index < this.text.length()) ? this.text.charAt(index) : '\n';
	}

	private PythonSyntaxException error(int start) {
		return this.source.error(start, "a number is malformed");
	}

}
