package ai.backend.dbstatus.alembic.python.syntax.token;

/**
 * Names with letters beyond ASCII (PEP 3131).
 */
final class Identifiers {

	private Identifiers() {
	}

	static void check(Source source, int start, int end) {
		String text = source.text();
		for (int i = start; i < end;) {
			int c = text.codePointAt(i);
			boolean valid = c == '_' || ((i == start)
					? Character.isUnicodeIdentifierStart(c)
					: Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
			if (c == SourceDecoder.MALFORMED) {
				throw source.error(i, "it is not text in UTF-8");
			}
			if (!valid) {
				throw source.error(i, String.format("the character U+%04X has no meaning there", c));
			}
			i += Character.charCount(c);
		}
	}

}
