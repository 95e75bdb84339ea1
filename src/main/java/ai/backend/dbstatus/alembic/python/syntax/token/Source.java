package ai.backend.dbstatus.alembic.python.syntax.token;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The text of a module, all lines of which end with {@code \n}.
 */
public final class Source {

	private final String text;

	/** The same: a fresh process, which is what reads most scripts, reads an array much faster. */
	private final char[] chars;

	private final boolean doubtful;

	/** The offsets of all line ends, counted when somebody asks for a line. */
	private int @Nullable [] lineEnds;

	/**
	 * Takes a text.
	 * @param chars its characters, not to be changed any more
	 * @param doubtful whether it may hold what was no text in its encoding, see {@link SourceDecoder#MALFORMED}
	 */
	Source(String text, char[] chars, boolean doubtful) {
		this.text = text;
		this.chars = chars;
		this.doubtful = doubtful;
	}

	static Source of(String text) {
		return new Source(text, text.toCharArray(), text.indexOf(SourceDecoder.MALFORMED) >= 0);
	}

	/**
	 * Returns the text.
	 * @return all of it
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Returns how long the text is.
	 * @return the number of its UTF-16 units
	 */
	public int length() {
		return this.chars.length;
	}

	/**
	 * Returns the line of an offset.
	 * @param offset the offset, from 0 to the length
	 * @return the line, counted from 1
	 */
	public int line(int offset) {
		int[] ends = this.lineEnds;
		if (ends == null) {
			ends = lineEnds();
			this.lineEnds = ends;
		}
		int at = Arrays.binarySearch(ends, offset);
		return ((at < 0) ? -at - 1 : at) + 1;
	}

	private int[] lineEnds() {
		int count = 0;
		for (char c : this.chars) {
			count += (c == '\n') ? 1 : 0;
		}
		int[] ends = new int[count];
		int end = -1;
		for (int i = 0; i < count; i++) {
			end = this.text.indexOf('\n', end + 1);
			ends[i] = end;
		}
		return ends;
	}

	char[] chars() {
		return this.chars;
	}

	boolean doubtful() {
		return this.doubtful;
	}

	PythonSyntaxException error(int offset, String message) {
		return new PythonSyntaxException(line(offset), message);
	}

}
