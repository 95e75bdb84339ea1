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

	/** Returns whether a module holds one of the words, or {@code :=}. A name beyond ASCII may be any of them. */
	static boolean occursIn(Tokens tokens) {
		return tokens.hasNamesBeyondAscii() || tokens.hasWalrus() || tokens.mentionAnyOf(ALL);
	}

}
