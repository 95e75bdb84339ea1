package ai.backend.dbstatus.alembic.script.python;

/**
 * Line numbers, counted only when somebody asks.
 */
final class Lines {

	private Lines() {
	}

	static int lineAt(String text, int offset) {
		int line = 1;
		for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
			line++;
		}
		return line;
	}

}
