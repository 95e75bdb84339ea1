package ai.backend.dbstatus.alembic.python.evaluation;

import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;
import ai.backend.dbstatus.alembic.python.syntax.token.Words;

/**
 * The words with which code binds or changes globals other than by a statement at module level: a module without them is
 * what its own statements make of it, whatever its functions do.
 */
final class GlobalsAccess {

	/** With these, code reaches globals whose names it does not write. */
	private static final Words TO_ANY = Words.of("exec", "eval", "globals", "locals", "vars");

	/**
	 * With {@code global}, those whose names it writes; {@code sys.modules[__name__]} is a way to a module's globals.
	 */
	private static final Words ALL = Words.of("exec", "eval", "globals", "locals", "vars", "global", "modules");

	private GlobalsAccess() {
	}

	/** Returns whether code that mentions a name may reach any global. */
	static boolean isToAny(String name) {
		return TO_ANY.contains(name);
	}

	/** Returns whether a name is one of the words with which code reaches or binds globals. */
	static boolean mayBind(String name) {
		return ALL.contains(name);
	}

	/**
	 * Returns whether such a name only reads one of the globals, whichever: {@code globals()["upgrade_%s" % engine]()}, as
	 * Alembic's template for several databases has it, or {@code globals().get(name)}. What may bind one, or pass all of them
	 * on, is no reading; nor is what may come upon {@code __builtins__}.
	 * @param index where the name is
	 */
	static boolean onlyReads(Tokens tokens, int index) {
		if (!tokens.is(index, "globals") || tokens.kind(index + 1) != '(' || tokens.kind(index + 2) != ')') {
			return false;
		}
		int open = index + 3;
		boolean method = tokens.kind(open) == '.' && tokens.is(open + 1, "get");
		if (method) {
			open += 2;
		}
		if (tokens.kind(open) != (method ? '(' : '[')) {
			return false;
		}
		int close = close(tokens, open);
		for (int i = open; i < close; i++) {
			if (tokens.text(i).contains("__")) {
				return false;
			}
		}
		// A name that is bound or deleted stands alone, or before an operator.
		return method || tokens.kind(close + 1) == '(' || tokens.kind(close + 1) == '.';
	}

	private static int close(Tokens tokens, int open) {
		int depth = 0;
		int i = open;
		do {
			switch (tokens.kind(i)) {
				case '(', '[', '{' -> depth++;
				case ')', ']', '}' -> depth--;
				case Tokens.END -> {
					return i;
				}
				default -> {
				}
			}
			i++;
		} while (depth > 0);
		return i - 1;
	}

	/** Returns whether a module holds one of the words, or {@code :=}. A name beyond ASCII may be any of them. */
	static boolean occursIn(Tokens tokens) {
		return tokens.hasNamesBeyondAscii() || tokens.hasWalrus() || tokens.mentionAnyOf(ALL);
	}

}
