package ai.backend.dbstatus.alembic.script;

import java.util.Comparator;

/**
 * Python's order of texts: by code point, where Java's is by UTF-16 unit.
 */
final class CodePoints {

	static final Comparator<String> ORDER = CodePoints::compare;

	private CodePoints() {
	}

	private static int compare(String left, String right) {
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

}
