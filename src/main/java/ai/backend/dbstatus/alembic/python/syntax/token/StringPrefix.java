package ai.backend.dbstatus.alembic.python.syntax.token;

/**
 * The letters in front of a string literal.
 *
 * @param length how many they are
 * @param bytes whether there is a {@code b}
 * @param raw whether there is an {@code r}
 * @param formatted whether there is an {@code f} or a {@code t}
 * @param template whether there is a {@code t} (Python 3.14)
 * @param python2 whether it is {@code ur}, which only Python 2 has
 */
public record StringPrefix(int length, boolean bytes, boolean raw, boolean formatted, boolean template,
		boolean python2) {

	static boolean isPrefix(String text, int start, int end) {
		int first = text.charAt(start) | 0x20;
		if (end - start == 1) {
			return "rbuft".indexOf(first) >= 0;
		}
		int second = text.charAt(start + 1) | 0x20;
		return switch (first) {
			case 'r' -> second == 'b' || second == 'f' || second == 't';
			case 'b', 'f', 't', 'u' -> second == 'r';
			default -> false;
		};
	}

	/**
	 * Returns the prefix of a string literal.
	 * @param tokens the tokens of its module
	 * @param index the token, a {@link Tokens#STRING} or {@link Tokens#FSTRING}
	 * @return its prefix
	 */
	public static StringPrefix of(Tokens tokens, int index) {
		String text = tokens.source().text();
		int start = tokens.start(index);
		int quote = start;
		while (text.charAt(quote) != '"' && text.charAt(quote) != '\'') {
			quote++;
		}
		return of(text, start, quote);
	}

	static StringPrefix of(String text, int start, int quote) {
		boolean bytes = false;
		boolean raw = false;
		boolean formatted = false;
		boolean template = false;
		boolean unicode = false;
		for (int i = start; i < quote; i++) {
			int c = text.charAt(i) | 0x20;
			bytes |= c == 'b';
			raw |= c == 'r';
			formatted |= c == 'f' || c == 't';
			template |= c == 't';
			unicode |= c == 'u';
		}
		return new StringPrefix(quote - start, bytes, raw, formatted, template, unicode && raw);
	}

}
