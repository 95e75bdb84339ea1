package ai.backend.dbstatus.alembic.script.python;

import java.text.Normalizer;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The tokens of a module, in arrays: a script has thousands and few of them matter. An
 * operator's kind is its characters packed into a number (see {@link #op}).
 */
final class Tokens {

	static final int END = 0;

	static final int NAME = 1;

	static final int NUMBER = 2;

	static final int STRING = 3;

	static final int FSTRING = 4;

	static final int NEWLINE = 5;

	static final int INDENT = 6;

	static final int DEDENT = 7;

	private final String text;

	private final char[] chars;

	private int[] kinds;

	private int[] starts;

	private int[] ends;

	private int size;

	private boolean python2;

	private boolean newer;

	private boolean reach;

	private int @Nullable [] lineEnds;

	/** The text that was asked for last: parsers ask for one again and again. */
	private int known = -1;

	private String knownText = "";

	Tokens(Source source) {
		this.text = source.text();
		this.chars = source.chars();
		int guess = source.length() / 5 + 16;
		this.kinds = new int[guess];
		this.starts = new int[guess];
		this.ends = new int[guess];
	}

	/** Packs an operator such as {@code **=} into a number above the other kinds. */
	static int op(String characters) {
		int packed = 0;
		for (int i = 0; i < characters.length(); i++) {
			packed = packed << 8 | characters.charAt(i);
		}
		return packed;
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
	void sawPython2() {
		this.python2 = true;
	}

	boolean python2() {
		return this.python2;
	}

	/** Notes syntax that Python has since 3.12. */
	void sawNewer() {
		this.newer = true;
	}

	boolean newer() {
		return this.newer;
	}

	/** Notes a word by which functions may change globals; see {@link Reach}. */
	void sawReach() {
		this.reach = true;
	}

	boolean reach() {
		return this.reach;
	}

	int size() {
		return this.size;
	}

	int kind(int index) {
		return this.kinds[index];
	}

	/** Returns whether a token stands between two logical lines. */
	boolean isLineEnd(int index) {
		int kind = this.kinds[index];
		return kind == NEWLINE || kind == INDENT || kind == DEDENT || kind == END;
	}

	int start(int index) {
		return this.starts[index];
	}

	int end(int index) {
		return this.ends[index];
	}

	String source() {
		return this.text;
	}

	/** Returns the characters of a token; those of a name as Python compares names. */
	String text(int index) {
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

	/** Returns whether a token is this name or keyword. */
	boolean is(int index, String word) {
		return this.kinds[index] == NAME && this.ends[index] - this.starts[index] == word.length()
				&& this.text.startsWith(word, this.starts[index]);
	}

	/** Returns the source from one token up to another, shortened to one readable line. */
	String excerpt(int from, int to) {
		int end = Math.max(this.starts[from], this.ends[Math.max(from, to - 1)]);
		int limit = Math.min(end, this.starts[from] + 400);
		StringBuilder line = new StringBuilder(limit - this.starts[from]);
		// Every definition of every script comes by here: no place for a regular expression.
		for (int i = this.starts[from]; i < limit; i++) {
			char c = this.text.charAt(i);
			boolean blank = c == ' ' || c >= '\t' && c <= '\r';
			if (!blank) {
				line.append(c);
			}
			else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
				line.append(' ');
			}
		}
		String stripped = line.toString().strip();
		return stripped.length() > 120 ? stripped.substring(0, 119) + "…" : stripped;
	}

	int line(int index) {
		int[] ends = this.lineEnds;
		if (ends == null) {
			ends = Lines.ends(this.text);
			this.lineEnds = ends;
		}
		int at = Arrays.binarySearch(ends, this.starts[Math.min(index, this.size - 1)]);
		return ((at < 0) ? -at - 1 : at) + 1;
	}

}
