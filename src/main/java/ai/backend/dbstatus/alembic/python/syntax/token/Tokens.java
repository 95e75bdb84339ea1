package ai.backend.dbstatus.alembic.python.syntax.token;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * The tokens of a module, in arrays: a script has thousands and few of them matter. An operator's kind is its characters
 * as the bytes of a number, that of <code>+</code> being {@code '+'}. Not for several threads at once.
 */
public final class Tokens {

	/** The end of the text. */
	public static final int END = 0;

	/** A name or a keyword. */
	public static final int NAME = 1;

	/** A number. */
	public static final int NUMBER = 2;

	/** A string that is no f-string, or bytes. */
	public static final int STRING = 3;

	/** An f-string, or a template string (Python 3.14). */
	public static final int FSTRING = 4;

	/** The end of a logical line. */
	public static final int NEWLINE = 5;

	/** The begin of an indented block. */
	public static final int INDENT = 6;

	/** The end of an indented block. */
	public static final int DEDENT = 7;

	/** {@code **}. */
	public static final int POWER = '*' << 8 | '*';

	/** {@code //}. */
	public static final int DOUBLE_SLASH = '/' << 8 | '/';

	/** {@code <<}. */
	public static final int LEFT_SHIFT = '<' << 8 | '<';

	/** {@code >>}. */
	public static final int RIGHT_SHIFT = '>' << 8 | '>';

	/** {@code ==}. */
	public static final int EQUAL = '=' << 8 | '=';

	/** {@code !=}. */
	public static final int NOT_EQUAL = '!' << 8 | '=';

	/** Python 2: {@code <>}. */
	public static final int LESS_GREATER = '<' << 8 | '>';

	/** {@code <=}. */
	public static final int LESS_EQUAL = '<' << 8 | '=';

	/** {@code >=}. */
	public static final int GREATER_EQUAL = '>' << 8 | '=';

	/** {@code :=}. */
	public static final int WALRUS = ':' << 8 | '=';

	/** {@code ->}. */
	public static final int ARROW = '-' << 8 | '>';

	/** {@code ...}. */
	public static final int ELLIPSIS = '.' << 16 | '.' << 8 | '.';

	private final Source source;

	private final String text;

	private final char[] chars;

	private int[] kinds;

	private int[] starts;

	private int[] ends;

	private int size;

	private boolean python2;

	private boolean newer;

	private boolean namesBeyondAscii;

	private boolean walrus;

	/** The text that was asked for last: parsers ask for one again and again. */
	private int known = -1;

	private String knownText = "";

	Tokens(Source source, int length) {
		this.source = source;
		this.text = source.text();
		this.chars = source.chars();
		int guess = length / 5 + 16;
		this.kinds = new int[guess];
		this.starts = new int[guess];
		this.ends = new int[guess];
	}

	void add(int kind, int start, int end) {
		if (this.size == this.kinds.length) {
			int length = this.size * 2;
			this.kinds = Arrays.copyOf(this.kinds, length);
			this.starts = Arrays.copyOf(this.starts, length);
			this.ends = Arrays.copyOf(this.ends, length);
		}
		this.kinds[this.size] = kind;
		this.starts[this.size] = start;
		this.ends[this.size++] = end;
	}

	/** Notes syntax that only Python 2 has. */
	public void sawPython2() {
		this.python2 = true;
	}

	/**
	 * Returns whether syntax was seen that only Python 2 has.
	 * @return whether it was
	 */
	public boolean python2() {
		return this.python2;
	}

	/** Notes syntax that Python has since 3.12. */
	public void sawNewer() {
		this.newer = true;
	}

	/**
	 * Returns whether syntax was seen that Python has since 3.12.
	 * @return whether it was
	 */
	public boolean newer() {
		return this.newer;
	}

	void sawNameBeyondAscii() {
		this.namesBeyondAscii = true;
	}

	/**
	 * Returns whether there is a name with letters beyond ASCII, so that its text may be another than its characters.
	 * @return whether there is
	 */
	public boolean hasNamesBeyondAscii() {
		return this.namesBeyondAscii;
	}

	void sawWalrus() {
		this.walrus = true;
	}

	/**
	 * Returns whether there is a {@code :=}, or an f-string that may hold one.
	 * @return whether there is
	 */
	public boolean hasWalrus() {
		return this.walrus;
	}

	/**
	 * Returns whether one of some words occurs as a name, or in an f-string. A name with letters beyond ASCII is none of them,
	 * however Python may compare it.
	 * @param words the words
	 * @return whether one does
	 */
	public boolean mentionAnyOf(Words words) {
		for (int i = 0; i < this.size; i++) {
			int kind = this.kinds[i];
			if ((kind == NAME && words.contains(this.chars, this.starts[i], this.ends[i]))
					|| (kind == FSTRING && words.occurIn(text(i)))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns how many tokens there are.
	 * @return their number, {@link #END} included
	 */
	public int size() {
		return this.size;
	}

	/**
	 * Returns what a token is.
	 * @param index the token
	 * @return one of the constants of this class, or the characters of another operator
	 */
	public int kind(int index) {
		return this.kinds[index];
	}

	/**
	 * Returns whether a token stands between two logical lines.
	 * @param index the token
	 * @return whether it does
	 */
	public boolean isLineEnd(int index) {
		int kind = this.kinds[index];
		return kind == NEWLINE || kind == INDENT || kind == DEDENT || kind == END;
	}

	/**
	 * Returns where a token begins.
	 * @param index the token
	 * @return the offset in the text
	 */
	public int start(int index) {
		return this.starts[index];
	}

	/**
	 * Returns where a token ends.
	 * @param index the token
	 * @return the offset behind it
	 */
	public int end(int index) {
		return this.ends[index];
	}

	/**
	 * Returns the text that was split.
	 * @return the text of the module
	 */
	public Source source() {
		return this.source;
	}

	/**
	 * Returns the characters of a token; those of a name as Python compares names.
	 * @param index the token
	 * @return its characters
	 */
	public String text(int index) {
		if (index != this.known) {
			this.knownText = readText(index);
			this.known = index;
		}
		return this.knownText;
	}

	private String readText(int index) {
		int start = this.starts[index];
		int end = this.ends[index];
		String raw = new String(this.chars, start, end - start);
		if (this.kinds[index] == NAME) {
			for (int i = start; i < end; i++) {
				if (this.chars[i] > 127) {
					return Normalizer.normalize(raw, Normalizer.Form.NFKC);
				}
			}
		}
		return raw;
	}

	/**
	 * Returns whether a token is a name or keyword.
	 * @param index the token
	 * @param word the name or keyword
	 * @return whether it is
	 */
	public boolean is(int index, String word) {
		return this.kinds[index] == NAME && this.ends[index] - this.starts[index] == word.length()
				&& this.text.startsWith(word, this.starts[index]);
	}

	/**
	 * Returns the source from one token up to another, shortened to one readable line.
	 * @param from the first token
	 * @param to the one behind the last
	 * @return at most 120 characters
	 */
	public String excerpt(int from, int to) {
		int end = Math.max(this.starts[from], this.ends[Math.max(from, to - 1)]);
		String start = this.text.substring(this.starts[from], Math.min(end, this.starts[from] + 400));
		String stripped = blanksAsOne(start).strip();
		return stripped.length() > 120 ? stripped.substring(0, 119) + "…" : stripped;
	}

	private static String blanksAsOne(String text) {
		StringBuilder line = new StringBuilder(text.length());
		boolean blank = false;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean before = blank;
			blank = c == ' ' || (c >= '\t' && c <= '\r');
			if (!blank) {
				line.append(c);
			}
			else if (!before) {
				line.append(' ');
			}
		}
		return line.toString();
	}

	/**
	 * Returns the line where a token begins.
	 * @param index the token
	 * @return the line, counted from 1
	 */
	public int line(int index) {
		return this.source.line(this.starts[Math.min(index, this.size - 1)]);
	}

}
