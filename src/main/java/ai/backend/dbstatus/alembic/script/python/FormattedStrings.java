package ai.backend.dbstatus.alembic.script.python;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the end and the parts of an f-string, by the rules of Python 3.12, which accept all
 * that earlier ones did.
 */
final class FormattedStrings {

	private static final int MAXIMUM_DEPTH = 40;

	private final String text;

	private final char[] chars;

	private final Runnable sawNewer;

	private final @Nullable List<Part> parts;

	private FormattedStrings(String text, char[] chars, Runnable sawNewer, @Nullable List<Part> parts) {
		this.text = text;
		this.chars = chars;
		this.sawNewer = sawNewer;
		this.parts = parts;
	}

	/** Returns the offset behind the closing quote; the characters are those of the text. */
	static int end(String text, char[] chars, int quote, boolean raw, Runnable sawNewer) {
		return new FormattedStrings(text, chars, sawNewer, null).scan(quote, raw, 0);
	}

	/** Finds the parts of a text that is an f-string and nothing else. */
	static void parts(String text, int quote, boolean raw, List<Part> parts) {
		new FormattedStrings(text, text.toCharArray(), () -> {}, parts).scan(quote, raw, 0);
	}

	private int scan(int quote, boolean raw, int depth) {
		if (depth > MAXIMUM_DEPTH) {
			throw error(quote, "f-strings are nested too deeply");
		}
		char c = this.text.charAt(quote);
		boolean triple = StringScanner.isTriple(this.text, quote);
		String close = this.text.substring(quote, quote + (triple ? 3 : 1));
		int i = quote + close.length();
		int literal = i;
		while (i < this.text.length()) {
			char here = this.text.charAt(i);
			if (here == c && this.text.startsWith(close, i)) {
				literal(literal, i, depth);
				return i + close.length();
			}
			if (here == '\n' && !triple) {
				break;
			}
			if (here == '\\') {
				i = escape(i, raw);
			}
			else if (here == '{' || here == '}') {
				boolean doubled = at(i + 1) == here;
				if (!doubled && here == '}') {
					throw error(i, "an f-string holds a single '}'");
				}
				literal(literal, doubled ? i + 1 : i, depth);
				i = doubled ? i + 2 : replacement(i + 1, depth, 0);
				literal = i;
			}
			else {
				i++;
			}
		}
		throw error(quote, "a string is not terminated");
	}

	private int escape(int i, boolean raw) {
		char next = at(i + 1);
		if (!raw && next == 'N' && at(i + 2) == '{') {
			int end = this.text.indexOf('}', i);
			return (end < 0) ? this.text.length() : end + 1;
		}
		return (next == '{' || next == '}') ? i + 1 : i + 2;
	}

	private void literal(int from, int to, int depth) {
		if (this.parts != null && depth == 0 && to > from) {
			this.parts.add(new Literal(this.text.substring(from, to)));
		}
	}

	/** Reads what stands between braces, from behind the opening one to behind the closing one. */
	private int replacement(int start, int depth, int specs) {
		if (specs >= 2 || depth > MAXIMUM_DEPTH) {
			throw error(start, "the expressions of an f-string are nested too deeply");
		}
		int i = start;
		int level = 0;
		while (i < this.text.length()) {
			char c = this.text.charAt(i);
			if (c == '"' || c == '\'') {
				i = nested(i, depth);
				continue;
			}
			if (level == 0 && (c == '}' || c == ':' || c == '!' && at(i + 1) != '=')) {
				return finish(start, i, depth, specs);
			}
			if (c == '!' && at(i + 1) == '=') {
				i++;
			}
			else if (c == '(' || c == '[' || c == '{') {
				level++;
			}
			else if (c == ')' || c == ']' || c == '}') {
				level--;
				if (level < 0) {
					break;
				}
			}
			else if (c == '\\') {
				this.sawNewer.run();
			}
			else if (c == '#') {
				this.sawNewer.run();
				int end = this.text.indexOf('\n', i);
				i = (end < 0) ? this.text.length() : end;
			}
			i++;
		}
		throw error(start, "a '{' of an f-string is never closed");
	}

	private int nested(int quote, int depth) {
		int from = quote;
		while (from > 0 && quote - from < 3 && Character.isLetterOrDigit(this.text.charAt(from - 1))) {
			from--;
		}
		if (quote - from < 3 && from < quote && StringPrefix.isPrefix(this.text, from, quote)) {
			StringPrefix prefix = StringPrefix.of(this.text, from, quote);
			if (prefix.formatted()) {
				return scan(quote, prefix.raw(), depth + 1);
			}
		}
		return StringScanner.end(this.text, this.chars, quote);
	}

	private int finish(int start, int end, int depth, int specs) {
		String expression = this.text.substring(start, end);
		boolean debug = isDebug(expression);
		String bare = debug
				? expression.stripTrailing().substring(0, expression.stripTrailing().length() - 1)
				: expression;
		if (bare.isBlank()) {
			throw error(start, "an f-string has an empty expression");
		}
		boolean plain = !debug;
		int i = end;
		if (at(i) == '!') {
			char conversion = at(i + 1);
			if (conversion != 's' && conversion != 'r' && conversion != 'a' || at(i + 2) != ':' && at(i + 2) != '}') {
				throw error(i, "the conversion of an f-string is malformed");
			}
			plain &= conversion == 's';
			i += 2;
		}
		if (at(i) == ':') {
			plain = false;
			i = spec(i + 1, depth, specs);
		}
		if (this.parts != null && depth == 0 && specs == 0) {
			this.parts.add(new Replacement(bare, start, plain));
		}
		else if (this.parts != null && depth == 0) {
			this.parts.add(new Replacement(bare, start, false));
		}
		return i + 1;
	}

	private static boolean isDebug(String expression) {
		String stripped = expression.stripTrailing();
		return stripped.length() > 1 && stripped.endsWith("=")
				&& "=!<>".indexOf(stripped.charAt(stripped.length() - 2)) < 0;
	}

	private int spec(int start, int depth, int specs) {
		int i = start;
		while (i < this.text.length()) {
			char c = this.text.charAt(i);
			if (c == '}') {
				return i;
			}
			i = (c == '{') ? replacement(i + 1, depth, specs + 1) : i + 1;
		}
		throw error(start, "a '{' of an f-string is never closed");
	}

	private char at(int index) {
		return (index < this.text.length()) ? this.text.charAt(index) : '\n';
	}

	private PythonSyntaxException error(int offset, String message) {
		return new PythonSyntaxException(Lines.lineAt(this.text, offset), message);
	}

	/**
	 * A part of an f-string.
	 */
	sealed interface Part {

	}

	/**
	 * Text that stands for itself once its escapes are read.
	 */
	record Literal(String raw) implements Part {}

	/**
	 * An expression between braces.
	 *
	 * @param expression its text
	 * @param offset where it begins
	 * @param plain whether the value is put in as it is, without conversion or format
	 */
	record Replacement(String expression, int offset, boolean plain) implements Part {}

}
