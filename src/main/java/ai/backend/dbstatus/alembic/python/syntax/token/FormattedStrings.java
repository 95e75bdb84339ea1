package ai.backend.dbstatus.alembic.python.syntax.token;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the end and the parts of an f-string, by the rules of Python 3.12 (PEP 701), which accept all that earlier ones
 * did.
 */
public final class FormattedStrings {

	private static final int MAXIMUM_DEPTH = 40;

	/** Python: as deep as format specifications with expressions may be nested. */
	private static final int MAXIMUM_SPECIFICATIONS = 3;

	private final Source source;

	private final String text;

	private final Runnable sawNewer;

	private FormattedStrings(Source source, Runnable sawNewer) {
		this.source = source;
		this.text = source.text();
		this.sawNewer = sawNewer;
	}

	/** Returns the offset behind the closing quote. */
	static int end(Source source, int quote, boolean raw, Runnable sawNewer) {
		return new FormattedStrings(source, sawNewer).scan(quote, raw, 0, null);
	}

	/**
	 * Finds the parts of an f-string.
	 * @param tokens the tokens of its module
	 * @param index the token, a {@link Tokens#FSTRING}
	 * @return its parts, in their order
	 */
	public static List<Part> parts(Tokens tokens, int index) {
		StringPrefix prefix = StringPrefix.of(tokens, index);
		List<Part> parts = new ArrayList<>();
		new FormattedStrings(tokens.source(), () -> {}).scan(tokens.start(index) + prefix.length(), prefix.raw(), 0,
				parts);
		return parts;
	}

	private int scan(int quote, boolean raw, int depth, @Nullable List<Part> parts) {
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
				literal(literal, i, parts);
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
				literal(literal, doubled ? i + 1 : i, parts);
				i = doubled ? i + 2 : replacement(i + 1, depth, 0, parts);
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

	private static void literal(int from, int to, @Nullable List<Part> parts) {
		if (parts != null && to > from) {
			parts.add(new Literal(from, to));
		}
	}

	/** Reads what stands between braces, from behind the opening one to behind the closing one. */
	private int replacement(int start, int depth, int specifications, @Nullable List<Part> parts) {
		if (specifications >= MAXIMUM_SPECIFICATIONS || depth > MAXIMUM_DEPTH) {
			throw error(start, "the expressions of an f-string are nested too deeply");
		}
		if (specifications == MAXIMUM_SPECIFICATIONS - 1) {
			this.sawNewer.run();
		}
		int i = start;
		int level = 0;
		int last = start - 1;
		while (i < this.text.length()) {
			char c = this.text.charAt(i);
			if (c == '"' || c == '\'') {
				i = nested(i, depth);
				last = i - 1;
				continue;
			}
			if (level == 0 && (c == '}' || c == ':' || (c == '!' && at(i + 1) != '='))) {
				return finish(start, last, i, depth, specifications, parts);
			}
			if (c == '#') {
				this.sawNewer.run();
				int end = this.text.indexOf('\n', i);
				i = (end < 0) ? this.text.length() : end;
				continue;
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
			last = isBlank(c) ? last : i;
			i++;
		}
		throw error(start, "a '{' of an f-string is never closed");
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\t' || c == '\f' || c == '\n';
	}

	private int nested(int quote, int depth) {
		int from = quote;
		while (from > 0 && quote - from < 3 && Character.isLetterOrDigit(this.text.charAt(from - 1))) {
			from--;
		}
		if (quote - from < 3 && from < quote && StringPrefix.isPrefix(this.text, from, quote)) {
			StringPrefix prefix = StringPrefix.of(this.text, from, quote);
			if (prefix.formatted()) {
				return scan(quote, prefix.raw(), depth + 1, null);
			}
		}
		return StringScanner.end(this.source, quote);
	}

	/** Reads what follows an expression, of which the last character that is neither blank nor comment is known. */
	private int finish(int start, int last, int end, int depth, int specifications, @Nullable List<Part> parts) {
		boolean debug = isDebug(start, last);
		int to = debug ? last : last + 1;
		if (this.text.substring(start, to).isBlank()) {
			throw error(start, "an f-string has an empty expression");
		}
		char conversion = 0;
		int i = end;
		if (at(i) == '!') {
			conversion = at(i + 1);
			i = endOfConversion(i + 2);
			if ((conversion != 's' && conversion != 'r' && conversion != 'a') || (at(i) != ':' && at(i) != '}')) {
				throw error(end, "the conversion of an f-string is malformed");
			}
		}
		List<Part> specification = null;
		if (at(i) == ':') {
			specification = (parts != null) ? new ArrayList<>() : null;
			i = specification(i + 1, depth, specifications, specification);
		}
		if (parts != null) {
			parts.add(new Replacement(start, to, debug ? end : -1, conversion, specification));
		}
		return i + 1;
	}

	/** Python 3.12: blanks may follow. */
	private int endOfConversion(int from) {
		int i = from;
		while (isBlank(at(i)) && i < this.text.length()) {
			this.sawNewer.run();
			i++;
		}
		return i;
	}

	/** Python: {@code f"{x = }"} shows the expression itself before its value. */
	private boolean isDebug(int start, int last) {
		return last > start && at(last) == '=' && "=!<>".indexOf(at(last - 1)) < 0;
	}

	private int specification(int start, int depth, int specifications, @Nullable List<Part> parts) {
		int i = start;
		int literal = i;
		while (i < this.text.length()) {
			char c = this.text.charAt(i);
			if (c == '}') {
				literal(literal, i, parts);
				return i;
			}
			if (c == '{') {
				literal(literal, i, parts);
				i = replacement(i + 1, depth, specifications + 1, parts);
				literal = i;
			}
			else {
				i++;
			}
		}
		throw error(start, "a '{' of an f-string is never closed");
	}

	private char at(int index) {
		return (index < this.text.length()) ? this.text.charAt(index) : '\n';
	}

	private PythonSyntaxException error(int offset, String message) {
		return this.source.error(offset, message);
	}

	/**
	 * A part of an f-string.
	 */
	public sealed interface Part {

	}

	/**
	 * Text that stands for itself once its escapes are read.
	 *
	 * @param from the offset where it begins
	 * @param to the offset where it ends
	 */
	public record Literal(int from, int to) implements Part {}

	/**
	 * An expression between braces.
	 *
	 * @param from the offset where the expression begins
	 * @param to the offset where it ends
	 * @param shownTo the offset where the text of the expression ends that is shown before its value, or -1 if none is
	 * @param conversion {@code s}, {@code r} or {@code a}, or 0
	 * @param specification the parts of the format specification, {@code null} if there is none
	 */
	public record Replacement(int from, int to, int shownTo, char conversion,
			@Nullable List<Part> specification) implements Part {}

}
