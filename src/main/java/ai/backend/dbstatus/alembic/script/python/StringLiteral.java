package ai.backend.dbstatus.alembic.script.python;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a string literal stands for.
 */
final class StringLiteral {

	private final String text;

	private final boolean bytes;

	private final Tokens tokens;

	private final int index;

	private final StringBuilder out = new StringBuilder();

	private boolean unknown;

	private StringLiteral(String text, boolean bytes, Tokens tokens, int index) {
		this.text = text;
		this.bytes = bytes;
		this.tokens = tokens;
		this.index = index;
	}

	/**
	 * Returns the string, or {@code null} where Java and Python would not agree on it: named
	 * characters and halves of surrogate pairs.
	 */
	static @Nullable String read(Tokens tokens, int index) {
		String source = tokens.source();
		int start = tokens.start(index);
		int end = tokens.end(index);
		int quote = start;
		while (source.charAt(quote) != '"' && source.charAt(quote) != '\'') {
			quote++;
		}
		StringPrefix prefix = StringPrefix.of(source, start, quote);
		int width = StringScanner.isTriple(source, quote) && end - quote >= 6 ? 3 : 1;
		String body = source.substring(quote + width, end - width);
		if (prefix.bytes()) {
			for (int i = 0; i < body.length(); i++) {
				if (body.charAt(i) > 127) {
					throw new PythonSyntaxException(tokens.line(index),
							"a bytes literal holds a character beyond ASCII");
				}
			}
		}
		if (prefix.python2() && body.indexOf('\\') >= 0) {
			return null;
		}
		return unescape(body, prefix.raw(), prefix.bytes(), tokens, index);
	}

	static @Nullable String unescape(String body, boolean raw, boolean bytes, Tokens tokens, int index) {
		if (raw || body.indexOf('\\') < 0) {
			return body;
		}
		StringLiteral literal = new StringLiteral(body, bytes, tokens, index);
		literal.run();
		return literal.unknown ? null : literal.out.toString();
	}

	private void run() {
		int i = 0;
		while (i < this.text.length()) {
			char c = this.text.charAt(i);
			if (c != '\\' || i + 1 == this.text.length()) {
				this.out.append(c);
				i++;
			}
			else {
				i = escape(i + 1);
			}
		}
	}

	private int escape(int i) {
		char c = this.text.charAt(i);
		switch (c) {
			case '\n' -> {
			}
			case '\\', '\'', '"' -> this.out.append(c);
			case 'a' -> this.out.append('\u0007');
			case 'b' -> this.out.append('\b');
			case 'f' -> this.out.append('\f');
			case 'n' -> this.out.append('\n');
			case 'r' -> this.out.append('\r');
			case 't' -> this.out.append('\t');
			case 'v' -> this.out.append('\u000b');
			case '0', '1', '2', '3', '4', '5', '6', '7' -> {
				return octal(i);
			}
			case 'x' -> {
				return hexadecimal(i + 1, 2);
			}
			case 'u' -> {
				return this.bytes ? plain(i) : hexadecimal(i + 1, 4);
			}
			case 'U' -> {
				return this.bytes ? plain(i) : hexadecimal(i + 1, 8);
			}
			case 'N' -> {
				return this.bytes ? plain(i) : named(i + 1);
			}
			default -> {
				return plain(i);
			}
		}
		return i + 1;
	}

	/** Python: a backslash in front of any other character stays. */
	private int plain(int i) {
		this.out.append('\\').append(this.text.charAt(i));
		return i + 1;
	}

	private int octal(int start) {
		int i = start;
		int value = 0;
		while (i < this.text.length() && i < start + 3 && this.text.charAt(i) >= '0' && this.text.charAt(i) <= '7') {
			value = value * 8 + this.text.charAt(i++) - '0';
		}
		this.out.append((char) value);
		return i;
	}

	private int hexadecimal(int start, int count) {
		int value = 0;
		for (int i = start; i < start + count; i++) {
			char c = (i < this.text.length()) ? this.text.charAt(i) : ' ';
			int digit = (c < 128) ? Character.digit(c, 16) : -1;
			if (digit < 0) {
				throw new PythonSyntaxException(this.tokens.line(this.index), "an escape in a string is cut short");
			}
			value = value << 4 | digit;
		}
		if (!Character.isValidCodePoint(value)) {
			throw new PythonSyntaxException(this.tokens.line(this.index), "an escape in a string is beyond Unicode");
		}
		this.unknown |= value >= 0xD800 && value <= 0xDFFF;
		this.out.appendCodePoint(value);
		return start + count;
	}

	private int named(int start) {
		int end = this.text.indexOf('}', start);
		if (start >= this.text.length() || this.text.charAt(start) != '{' || end < start + 2) {
			throw new PythonSyntaxException(this.tokens.line(this.index),
					"the name of a character in a string is malformed");
		}
		this.unknown = true;
		return end + 1;
	}

}
