package ai.backend.dbstatus.alembic.source;

import java.util.Comparator;

/**
 * Python's order of texts: by code point, where Java's is by UTF-16 unit.
 */
final class CodePoints {

	static final Comparator<String> ORDER = CodePoints::compare;

	private CodePoints() {
	}

	private static int compare(String left, String right) {
		if (isBasic(left) && isBasic(right)) {
			return left.compareTo(right);
		}
		int length = Math.min(left.length(), right.length());
		for (int i = 0; i < length; i++) {
			char a = left.charAt(i);
			char b = right.charAt(i);
			if (a != b) {
				boolean pairs = Character.isSurrogate(a) != Character.isSurrogate(b);
				return pairs ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
			}
		}
		return Integer.compare(left.length(), right.length());
	}

	/** Whether the two orders are the same: there are no surrogate pairs. Known at once of a text in Latin letters. */
	private static boolean isBasic(String text) {
		return text.codePointCount(0, text.length()) == text.length();
	}

}
