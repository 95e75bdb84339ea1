package ai.backend.dbstatus.alembic.python.syntax.parser;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Literal;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Parses names, literals and whatever stands in brackets.
 */
final class AtomParser {

	private final TokenCursor cursor;

	private final ExpressionParser expressions;

	private final StringParser strings;

	AtomParser(TokenCursor cursor, ExpressionParser expressions) {
		this.cursor = cursor;
		this.expressions = expressions;
		this.strings = new StringParser(cursor, expressions);
	}

	Expr atom() {
		int from = this.cursor.index();
		return switch (this.cursor.kind()) {
			case Tokens.NAME -> name(from);
			case Tokens.NUMBER -> {
				Literal number = number(this.cursor.tokens().text(from));
				this.cursor.advance();
				yield new Expr.Constant(this.cursor.span(from), number);
			}
			case Tokens.STRING, Tokens.FSTRING -> this.strings.parse();
			case '(' -> parenthesized(from);
			case '[' -> list(from);
			case '{' -> braces(from);
			case '`' -> backticks(from);
			case Tokens.ELLIPSIS -> {
				this.cursor.advance();
				yield new Expr.Constant(this.cursor.span(from), Literal.Singleton.ELLIPSIS);
			}
			default -> throw this.cursor.error();
		};
	}

	private Expr name(int from) {
		String name = this.cursor.tokens().text(from);
		Literal constant = switch (name) {
			case "None" -> Literal.Singleton.NONE;
			case "True" -> Literal.Singleton.TRUE;
			case "False" -> Literal.Singleton.FALSE;
			default -> null;
		};
		if (constant == null && Keywords.isKeyword(name)) {
			throw this.cursor.error();
		}
		this.cursor.advance();
		return (constant != null)
				? new Expr.Constant(this.cursor.span(from), constant)
				: new Expr.Name(this.cursor.span(from), name);
	}

	/** Python: an integer in four radixes, with {@code _} between its digits; a zero in front is Python 2's. */
	private static Literal number(String text) {
		String digits = (text.indexOf('_') < 0) ? text : text.replace("_", "");
		boolean prefixed = digits.length() > 1 && digits.charAt(0) == '0';
		int radix = prefixed ? radix(digits.charAt(1)) : 10;
		int start = prefixed ? 2 : 0;
		boolean whole = radix > 0 && digits.length() - start <= ((radix == 16) ? 15 : 18);
		for (int i = start; i < digits.length() && whole; i++) {
			whole = Character.digit(digits.charAt(i), radix) >= 0;
		}
		return whole
				? new Literal.Int(Long.parseLong(digits, start, digits.length(), radix))
				: new Literal.Numeric(text);
	}

	private static int radix(char letter) {
		return switch (letter) {
			case 'x', 'X' -> 16;
			case 'o', 'O' -> 8;
			case 'b', 'B' -> 2;
			default -> 0;
		};
	}

	private Expr parenthesized(int from) {
		this.cursor.advance();
		if (this.cursor.accept(')')) {
			return new Expr.Tuple(this.cursor.span(from), List.of());
		}
		if (this.cursor.at("yield")) {
			Expr yield = this.expressions.yieldExpression();
			this.cursor.expect(')');
			return yield;
		}
		Expr first = this.expressions.starredOrNamed();
		List<Expr.Comprehension> generators = generators(first);
		if (!generators.isEmpty()) {
			this.cursor.expect(')');
			this.expressions.allowAsync(from);
			this.expressions.grow();
			return new Expr.GeneratorExp(this.cursor.span(from), first, generators);
		}
		if (this.cursor.at(',')) {
			List<Expr> items = items(first, ')');
			this.expressions.grow();
			return new Expr.Tuple(this.cursor.span(from), items);
		}
		this.cursor.expect(')');
		if (first instanceof Expr.Starred) {
			throw this.cursor.error("a starred expression stands alone");
		}
		return first;
	}

	/** Python: what is starred cannot be the element of a comprehension. */
	private List<Expr.Comprehension> generators(Expr element) {
		return (element instanceof Expr.Starred) ? List.of() : this.expressions.generators();
	}

	private List<Expr> items(Expr first, int close) {
		List<Expr> items = new ArrayList<>();
		items.add(first);
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
			return new Expr.List(this.cursor.span(from), List.of());
		}
		Expr first = this.expressions.starredOrNamed();
		List<Expr.Comprehension> generators = generators(first);
		if (!generators.isEmpty()) {
			this.cursor.expect(']');
			this.expressions.needAsync(generators);
			this.expressions.grow();
			return new Expr.ListComp(this.cursor.span(from), first, generators);
		}
		List<Expr> items = items(first, ']');
		this.expressions.grow();
		return new Expr.List(this.cursor.span(from), items);
	}

	private Expr braces(int from) {
		this.cursor.advance();
		if (this.cursor.accept('}')) {
			return new Expr.Dict(this.cursor.span(from), List.of());
		}
		if (this.cursor.at(Tokens.POWER)) {
			return dictionary(from, null);
		}
		int start = this.cursor.index();
		Expr first = this.expressions.starredOrNamed();
		if (this.cursor.at(':') && isExpression(first, start)) {
			return dictionary(from, first);
		}
		List<Expr.Comprehension> generators = generators(first);
		if (!generators.isEmpty()) {
			this.cursor.expect('}');
			this.expressions.needAsync(generators);
			this.expressions.grow();
			return new Expr.SetComp(this.cursor.span(from), first, generators);
		}
		List<Expr> items = items(first, '}');
		this.expressions.grow();
		return new Expr.Set(this.cursor.span(from), items);
	}

	/** Python: neither what is starred nor what is named without parentheses is a key or the bound of a slice. */
	private static boolean isExpression(Expr expr, int start) {
		return !(expr instanceof Expr.Starred) && !(expr instanceof Expr.NamedExpr && expr.span().from() == start);
	}

	/** Parses the rest of a dictionary, the first key of which has been read if it has one. */
	private Expr dictionary(int from, @Nullable Expr firstKey) {
		Expr.DictItem first = item(firstKey);
		List<Expr.Comprehension> generators = (firstKey != null) ? this.expressions.generators() : List.of();
		if (firstKey != null && !generators.isEmpty()) {
			this.cursor.expect('}');
			this.expressions.needAsync(generators);
			this.expressions.grow();
			return new Expr.DictComp(this.cursor.span(from), firstKey, first.value(), generators);
		}
		List<Expr.DictItem> items = new ArrayList<>();
		items.add(first);
		while (this.cursor.accept(',') && !this.cursor.at('}')) {
			items.add(item(null));
		}
		this.cursor.expect('}');
		this.expressions.grow();
		return new Expr.Dict(this.cursor.span(from), items);
	}

	private Expr.DictItem item(@Nullable Expr keyRead) {
		int from = (keyRead != null) ? keyRead.span().from() : this.cursor.index();
		if (keyRead == null && this.cursor.accept(Tokens.POWER)) {
			Expr mapping = this.expressions.bitwiseOr();
			return new Expr.DictItem(this.cursor.span(from), null, mapping);
		}
		Expr key = (keyRead != null) ? keyRead : this.expressions.expression();
		this.cursor.expect(':');
		Expr value = this.expressions.expression();
		return new Expr.DictItem(this.cursor.span(from), key, value);
	}

	/** Python 2: a way to write {@code repr()}. */
	private Expr backticks(int from) {
		this.cursor.advance();
		Expr value = this.expressions.expressions();
		this.cursor.expect('`');
		this.expressions.grow();
		return new Expr.Repr(this.cursor.span(from), value);
	}

	/** Parses what is in the brackets of a subscript, and these. */
	Expr subscript() {
		this.cursor.expect('[');
		int from = this.cursor.index();
		Expr first = slice();
		if (!this.cursor.at(',') && !(first instanceof Expr.Starred)) {
			this.cursor.expect(']');
			return first;
		}
		List<Expr> slices = new ArrayList<>();
		slices.add(first);
		while (this.cursor.accept(',') && !this.cursor.at(']')) {
			slices.add(slice());
		}
		Expr tuple = new Expr.Tuple(this.cursor.span(from), slices);
		this.cursor.expect(']');
		return tuple;
	}

	private Expr slice() {
		int from = this.cursor.index();
		Expr lower = null;
		if (!this.cursor.at(':')) {
			lower = this.expressions.starredOrNamed();
			if (!this.cursor.at(':') || !isExpression(lower, from)) {
				return lower;
			}
		}
		this.cursor.expect(':');
		Expr upper = this.cursor.at(':') ? null : bound();
		Expr step = this.cursor.accept(':') ? bound() : null;
		return new Expr.Slice(this.cursor.span(from), lower, upper, step);
	}

	private @Nullable Expr bound() {
		return (this.cursor.at(',') || this.cursor.at(']')) ? null : this.expressions.expression();
	}

}
