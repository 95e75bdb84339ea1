package ai.backend.dbstatus.alembic.python.syntax.token;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a string literal stands for. Not known is what Java and Python would not agree on: named characters
 * ({@code \N{...}}) and halves of surrogate pairs.
 */
public final class StringLiteral {

	private final Source source;

	private final String text;

	private final int end;

	private final boolean bytes;

	private final StringBuilder out = new StringBuilder();

	private int position;

	private boolean unknown;

	private StringLiteral(Source source, int start, int end, boolean bytes) {
		this.source = source;
		this.text = source.text();
		this.position = start;
		this.end = end;
		this.bytes = bytes;
	}

	/**
	 * Reads a literal.
	 * @param tokens the tokens of its module
	 * @param index the token, a {@link Tokens#STRING}
	 * @param prefix the prefix of the literal
	 * @return the characters; of bytes, a character for each byte; {@code null} if they are not known
	 * @throws PythonSyntaxException if it holds what Python refuses
	 */
	public static @Nullable String read(Tokens tokens, int index, StringPrefix prefix) {
		Source source = tokens.source();
		int quote = tokens.start(index) + prefix.length();
		int end = tokens.end(index);
		int width = StringScanner.isTriple(source.text(), quote) && end - quote >= 6 ? 3 : 1;
		int from = quote + width;
		int to = end - width;
		if (prefix.bytes()) {
			for (int i = from; i < to; i++) {
				if (source.text().charAt(i) > 127) {
					throw source.error(i, "a bytes literal holds a character beyond ASCII");
				}
			}
		}
		if (prefix.python2() && source.text().substring(from, to).indexOf('\\') >= 0) {
			return null;
		}
		return read(source, from, to, prefix);
	}

	/**
	 * Reads a part of a literal.
	 * @param source the text of the module
	 * @param from where the part begins
	 * @param to where it ends
	 * @param prefix the prefix of the literal
	 * @return the characters, {@code null} if they are not known
	 * @throws PythonSyntaxException if it holds what Python refuses
	 */
	public static @Nullable String read(Source source, int from, int to, StringPrefix prefix) {
		String body = source.text().substring(from, to);
		if (prefix.raw() || body.indexOf('\\') < 0) {
			return body;
		}
		StringLiteral literal = new StringLiteral(source, from, to, prefix.bytes());
		literal.run();
		return literal.unknown ? null : literal.out.toString();
	}

	private void run() {
		while (this.position < this.end) {
			char c = this.text.charAt(this.position++);
			if (c != '\\' || this.position == this.end) {
				this.out.append(c);
			}
			else {
				escape(this.text.charAt(this.position++));
			}
		}
	}

	private void escape(char c) {
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
			case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c - '0');
			case 'x' -> hexadecimal(2);
			case 'u', 'U', 'N' -> unicode(c);
			default -> plain(c);
		}
	}

	/** Python: a backslash in front of any other character stays. */
	private void plain(char c) {
		this.out.append('\\').append(c);
	}

	/** Python: the value of a byte is taken without its higher bits. */
	private void octal(int first) {
		int value = first;
		for (int digits = 1; digits < 3 && at() >= '0' && at() <= '7'; digits++) {
			value = value * 8 + at() - '0';
			this.position++;
		}
		this.out.append((char) (this.bytes ? value & 0xFF : value));
	}

	private void unicode(char c) {
		if (this.bytes) {
			plain(c);
		}
		else if (c == 'N') {
			name();
		}
		else {
			hexadecimal((c == 'u') ? 4 : 8);
		}
	}

	private void hexadecimal(int count) {
		int value = 0;
		for (int i = 0; i < count; i++) {
			int digit = (at() < 128) ? Character.digit(at(), 16) : -1;
			if (digit < 0) {
				throw error("an escape in a string is cut short");
			}
			value = value << 4 | digit;
			this.position++;
		}
		if (!Character.isValidCodePoint(value)) {
			throw error("an escape in a string is beyond Unicode");
		}
		this.unknown |= value >= 0xD800 && value <= 0xDFFF;
		this.out.appendCodePoint(value);
	}

	private void name() {
		int close = this.text.indexOf('}', this.position);
		if (at() != '{' || close < this.position + 2 || close >= this.end) {
			throw error("the name of a character in a string is malformed");
		}
		this.unknown = true;
		this.position = close + 1;
	}

	private char at() {
		return (this.position < this.end) ? this.text.charAt(this.position) : ' ';
	}

	private PythonSyntaxException error(String message) {
		return this.source.error(Math.min(this.position, this.end - 1), message);
	}

}
