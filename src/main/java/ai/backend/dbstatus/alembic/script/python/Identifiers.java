package ai.backend.dbstatus.alembic.script.python;

/**
 * Names with letters beyond ASCII (PEP 3131).
 */
final class Identifiers {

	private Identifiers() {
	}

	static void check(String text, int start, int end) {
		for (int i = start; i < end;) {
			int c = text.codePointAt(i);
			boolean valid = c == '_' || ((i == start)
					? Character.isUnicodeIdentifierStart(c)
					: Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
			if (c == SourceDecoder.MALFORMED) {
				throw new PythonSyntaxException(Lines.lineAt(text, i), "it is not text in UTF-8");
			}
			if (!valid) {
				throw new PythonSyntaxException(Lines.lineAt(text, i),
						String.format("the character U+%04X has no meaning there", c));
			}
			i += Character.charCount(c);
		}
	}

}
