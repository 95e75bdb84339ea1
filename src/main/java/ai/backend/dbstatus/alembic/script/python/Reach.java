package ai.backend.dbstatus.alembic.script.python;

import java.util.Set;

/**
 * The words with which code binds or changes globals other than by a statement at module level: a module without them is
 * what its own statements make of it, whatever its functions do.
 */
final class Reach {

	/** With these, code reaches globals whose names it does not write. */
	private static final Set<String> TO_ANY = Set.of("exec", "eval", "globals", "locals", "vars");

	/** With these, those whose names it writes; {@code sys.modules[__name__]} is a way to a module's globals. */
	private static final Set<String> TO_NAMED = Set.of("global", "modules");

	private static final int SHORTEST = 4;

	private static final int LONGEST = 7;

	private Reach() {
	}

	/** Returns whether code that mentions a name may reach any global. */
	static boolean isToAny(String name) {
		return TO_ANY.contains(name);
	}

	/** Returns whether a part of a text is one of the words. */
	static boolean isWord(char[] chars, int start, int end) {
		int length = end - start;
		if (length < SHORTEST || length > LONGEST) {
			return false;
		}
		char first = chars[start];
		if (first != 'e' && first != 'g' && first != 'l' && first != 'm' && first != 'v') {
			return false;
		}
		String word = new String(chars, start, length);
		return TO_ANY.contains(word) || TO_NAMED.contains(word);
	}

	/** Returns whether a formatted string may hold one of the words, or {@code :=}. */
	static boolean isIn(String text, int start, int end) {
		String formatted = text.substring(start, end);
		if (formatted.contains(":=")) {
			return true;
		}
		for (String word : TO_ANY) {
			if (formatted.contains(word)) {
				return true;
			}
		}
		for (String word : TO_NAMED) {
			if (formatted.contains(word)) {
				return true;
			}
		}
		return false;
	}

}
