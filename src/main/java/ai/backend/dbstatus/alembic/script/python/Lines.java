package ai.backend.dbstatus.alembic.script.python;

/**
 * Line numbers, counted only when somebody asks.
 */
final class Lines {

	private Lines() {
	}

	/** Returns the offsets of all line ends, for those who ask often. */
	static int[] ends(String text) {
		int count = lineAt(text, text.length()) - 1;
		int[] ends = new int[count];
		int end = -1;
		for (int i = 0; i < count; i++) {
			end = text.indexOf('\n', end + 1);
			ends[i] = end;
		}
		return ends;
	}

	static int lineAt(String text, int offset) {
		int line = 1;
		for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
			line++;
		}
		return line;
	}

}
