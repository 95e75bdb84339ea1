package ai.backend.dbstatus.alembic.script.python;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static ai.backend.dbstatus.alembic.script.python.Tokens.op;

/**
 * Parses names, literals and whatever stands in brackets.
 */
final class AtomParser {

	private final TokenCursor cursor;

	private final ExpressionParser expressions;

	private int functions;

	AtomParser(TokenCursor cursor, ExpressionParser expressions) {
		this.cursor = cursor;
		this.expressions = expressions;
	}

	/** From here on {@code yield} is allowed. */
	void enterFunction() {
		this.functions++;
	}

	void leaveFunction() {
		this.functions--;
	}

	Expr atom() {
		int from = this.cursor.index();
		int kind = this.cursor.kind();
		return switch (kind) {
			case Tokens.NAME -> name(from);
			case Tokens.NUMBER -> number(from);
			case Tokens.STRING, Tokens.FSTRING -> strings(from);
			case '(' -> parenthesized(from);
			case '[' -> list(from);
			case '{' -> braces(from);
			case '`' -> backticks(from);
			default -> {
				if (kind != op("...")) {
					throw this.cursor.error();
				}
				this.cursor.advance();
				yield new Expr.Constant(from, this.cursor.index(), new Obj.Other("ellipsis", "..."));
			}
		};
	}

	private Expr name(int from) {
		String name = this.cursor.tokens().text(from);
		Obj constant = switch (name) {
			case "None" -> Obj.None.NONE;
			case "True" -> new Obj.Bool(true);
			case "False" -> new Obj.Bool(false);
			default -> null;
		};
		if (constant != null) {
			this.cursor.advance();
			return new Expr.Constant(from, this.cursor.index(), constant);
		}
		if (Keywords.isKeyword(name)) {
			throw this.cursor.error();
		}
		this.cursor.advance();
		return new Expr.Name(from, this.cursor.index(), name);
	}

	private Expr number(int from) {
		String text = this.cursor.tokens().text(from);
		this.cursor.advance();
		Obj value;
		if (text.length() < 18 && text.chars().allMatch(c -> c >= '0' && c <= '9')
				&& (text.length() == 1 || text.charAt(0) != '0')) {
			value = new Obj.Int(Long.parseLong(text));
		}
		else {
			value = new Obj.Other("number", this.cursor.tokens().excerpt(from, from + 1));
		}
		return new Expr.Constant(from, this.cursor.index(), value);
	}

	private Expr strings(int from) {
		Tokens tokens = this.cursor.tokens();
		List<Expr> parts = new ArrayList<>();
		boolean bytes = false;
		boolean text = false;
		boolean formatted = false;
		boolean unknown = false;
		StringBuilder joined = new StringBuilder();
		while (this.cursor.at(Tokens.STRING) || this.cursor.at(Tokens.FSTRING)) {
			int index = this.cursor.index();
			if (this.cursor.at(Tokens.FSTRING)) {
				formatted = true;
				text = true;
				flush(joined, parts, from);
				parts.addAll(formatted(index));
			}
			else {
				String value = StringLiteral.read(tokens, index);
				boolean isBytes = isBytes(tokens, index);
				bytes |= isBytes;
				text |= !isBytes;
				unknown |= value == null;
				joined.append((value != null) ? value : "");
			}
			this.cursor.advance();
		}
		int to = this.cursor.index();
		if (bytes && text) {
			throw this.cursor.error("bytes and text are written next to each other");
		}
		if (formatted) {
			flush(joined, parts, from);
			return unknown ? new Expr.Opaque(from, to) : new Expr.Formatted(from, to, parts);
		}
		if (bytes) {
			return new Expr.Constant(from, to, new Obj.Other("bytes", tokens.excerpt(from, to)));
		}
		return new Expr.Constant(from, to, unknown ? new Obj.Mystery(null) : new Obj.Str(joined.toString()));
	}

	private static void flush(StringBuilder joined, List<Expr> parts, int from) {
		if (!joined.isEmpty()) {
			parts.add(new Expr.Constant(from, from + 1, new Obj.Str(joined.toString())));
			joined.setLength(0);
		}
	}

	private static boolean isBytes(Tokens tokens, int index) {
		String source = tokens.source();
		for (int i = tokens.start(index); source.charAt(i) != '"' && source.charAt(i) != '\''; i++) {
			if (source.charAt(i) == 'b' || source.charAt(i) == 'B') {
				return true;
			}
		}
		return false;
	}

	private List<Expr> formatted(int index) {
		Tokens tokens = this.cursor.tokens();
		String source = tokens.text(index);
		int quote = 0;
		while (source.charAt(quote) != '"' && source.charAt(quote) != '\'') {
			quote++;
		}
		StringPrefix prefix = StringPrefix.of(source, 0, quote);
		List<FormattedStrings.Part> parts = new ArrayList<>();
		FormattedStrings.parts(source, quote, prefix.raw(), parts);
		List<Expr> exprs = new ArrayList<>();
		for (FormattedStrings.Part part : parts) {
			exprs.add(switch (part) {
				case FormattedStrings.Literal literal -> {
					String value = StringLiteral.unescape(literal.raw(), prefix.raw(), false, tokens, index);
					yield (value != null)
							? new Expr.Constant(index, index + 1, new Obj.Str(value))
							: new Expr.Opaque(index, index + 1);
				}
				case FormattedStrings.Replacement replacement -> replacement(replacement, index);
			});
		}
		if (prefix.template()) {
			return List.of(new Expr.Opaque(index, index + 1));
		}
		return exprs;
	}

	/** Parses the expression; only a name is worth its value, the rest is opaque. */
	private Expr replacement(FormattedStrings.Replacement replacement, int index) {
		try {
			TokenCursor inner = new TokenCursor(Tokenizer.tokenizeExpression(replacement.expression()));
			Expr expr = new ExpressionParser(inner, this.expressions.depth() + 1).replacement();
			if (expr instanceof Expr.Name name && replacement.plain()) {
				return new Expr.Name(index, index + 1, name.id());
			}
			if (expr instanceof Expr.Constant constant && replacement.plain()) {
				return new Expr.Constant(index, index + 1, constant.value());
			}
			return new Expr.Opaque(index, index + 1);
		}
		catch (PythonSyntaxException ex) {
			throw this.cursor.error("in an f-string, " + ex.getMessage());
		}
	}

	private Expr parenthesized(int from) {
		this.cursor.advance();
		if (this.cursor.accept(')')) {
			return new Expr.Display(from, this.cursor.index(), Value.Sequence.Kind.TUPLE, List.of());
		}
		if (this.cursor.at("yield")) {
			yieldExpression();
			this.cursor.expect(')');
			return new Expr.Opaque(from, this.cursor.index());
		}
		Expr first = this.expressions.starredOrNamed();
		if (!(first instanceof Expr.Starred) && this.expressions.comprehension()) {
			this.cursor.expect(')');
			return new Expr.Opaque(from, this.cursor.index());
		}
		if (this.cursor.at(',')) {
			List<Expr> items = items(first, ')');
			return new Expr.Display(from, this.cursor.index(), Value.Sequence.Kind.TUPLE, items);
		}
		this.cursor.expect(')');
		if (first instanceof Expr.Starred) {
			throw this.cursor.error("a starred expression stands alone");
		}
		return first;
	}

	/** Python: at module level there is nothing to yield from. */
	void yieldExpression() {
		if (this.functions == 0) {
			throw this.cursor.error("'yield' stands outside a function");
		}
		this.cursor.expect("yield");
		if (this.cursor.accept("from")) {
			this.expressions.expression();
		}
		else if (this.expressions.startsExpression()) {
			this.expressions.expressions();
		}
	}

	private List<Expr> items(@Nullable Expr first, int close) {
		List<Expr> items = new ArrayList<>();
		if (first != null) {
			items.add(first);
		}
		while (this.cursor.accept(',')) {
			if (this.cursor.at(close)) {
				break;
			}
			items.add(this.expressions.starredOrNamed());
		}
		this.cursor.expect(close);
		return items;
	}

	private Expr list(int from) {
		this.cursor.advance();
		if (this.cursor.accept(']')) {
			return new Expr.Display(from, this.cursor.index(), Value.Sequence.Kind.LIST, List.of());
		}
		Expr first = this.expressions.starredOrNamed();
		if (!(first instanceof Expr.Starred) && this.expressions.comprehension()) {
			this.cursor.expect(']');
			return new Expr.Opaque(from, this.cursor.index());
		}
		List<Expr> items = items(first, ']');
		return new Expr.Display(from, this.cursor.index(), Value.Sequence.Kind.LIST, items);
	}

	private Expr braces(int from) {
		this.cursor.advance();
		if (this.cursor.accept('}')) {
			return new Expr.Opaque(from, this.cursor.index());
		}
		if (this.cursor.at(TokenCursor.POWER)) {
			dictionary(false);
			return new Expr.Opaque(from, this.cursor.index());
		}
		Expr first = this.expressions.starredOrNamed();
		if (this.cursor.at(':') && !(first instanceof Expr.Starred) && !(first instanceof Expr.Walrus)) {
			dictionary(true);
			return new Expr.Opaque(from, this.cursor.index());
		}
		if (!(first instanceof Expr.Starred) && this.expressions.comprehension()) {
			this.cursor.expect('}');
			return new Expr.Opaque(from, this.cursor.index());
		}
		List<Expr> items = items(first, '}');
		return new Expr.Display(from, this.cursor.index(), Value.Sequence.Kind.SET, items);
	}

	private void dictionary(boolean keyRead) {
		boolean key = keyRead;
		boolean first = true;
		while (key || !this.cursor.at('}')) {
			if (!key && this.cursor.accept(TokenCursor.POWER)) {
				this.expressions.binary(0);
			}
			else {
				if (!key) {
					this.expressions.expression();
				}
				this.cursor.expect(':');
				this.expressions.expression();
				if (first && this.expressions.comprehension()) {
					break;
				}
			}
			key = false;
			first = false;
			if (!this.cursor.accept(',')) {
				break;
			}
		}
		this.cursor.expect('}');
	}

	/** Python 2: a way to write {@code repr()}. */
	private Expr backticks(int from) {
		this.cursor.advance();
		this.expressions.expressions();
		this.cursor.expect('`');
		return new Expr.Opaque(from, this.cursor.index());
	}

	void subscript() {
		this.cursor.expect('[');
		slice();
		while (this.cursor.accept(',') && !this.cursor.at(']')) {
			slice();
		}
		this.cursor.expect(']');
	}

	private void slice() {
		if (this.cursor.at('*')) {
			this.expressions.starredOrNamed();
			return;
		}
		if (!this.cursor.at(':')) {
			Expr first = this.expressions.named();
			if (!this.cursor.at(':') || first instanceof Expr.Walrus) {
				return;
			}
		}
		this.cursor.expect(':');
		if (!this.cursor.at(':') && !this.cursor.at(',') && !this.cursor.at(']')) {
			this.expressions.expression();
		}
		if (this.cursor.accept(':') && !this.cursor.at(',') && !this.cursor.at(']')) {
			this.expressions.expression();
		}
	}

}
