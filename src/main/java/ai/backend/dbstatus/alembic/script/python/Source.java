package ai.backend.dbstatus.alembic.script.python;

/**
 * The text of a module, all lines of which end with {@code \n}.
 *
 * @param text the text
 * @param chars the same: a fresh process, which is what reads most scripts, reads an array much faster
 * @param doubtful whether it may hold what was no text in its encoding, see {@link SourceDecoder#MALFORMED}
 */
record Source(String text, char[] chars, boolean doubtful) {

	static Source of(String text) {
		return new Source(text, text.toCharArray(), text.indexOf(SourceDecoder.MALFORMED) >= 0);
	}

	int length() {
		return this.chars.length;
	}

}
