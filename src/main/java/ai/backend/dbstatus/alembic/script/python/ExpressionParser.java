package ai.backend.dbstatus.alembic.script.python;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static ai.backend.dbstatus.alembic.script.python.Tokens.op;

/**
 * Parses expressions by the grammar of Python 3.
 */
final class ExpressionParser {

	/** Far beyond what anybody writes, well below what a thread's stack bears. */
	private static final int MAXIMUM_DEPTH = 400;

	private static final int MAXIMUM_TRAILERS = 1000;

	private static final int LEFT_SHIFT = op("<<");

	private static final int RIGHT_SHIFT = op(">>");

	private static final int FLOOR_DIVISION = op("//");

	private static final int[] COMPARISONS = { '<', '>', op("<="), op(">="), op("=="), op("!="), op("<>") };

	private final TokenCursor cursor;

	private final AtomParser atoms;

	private int depth;

	ExpressionParser(TokenCursor cursor, int depth) {
		this.cursor = cursor;
		this.depth = depth;
		this.atoms = new AtomParser(cursor, this);
	}

	int depth() {
		return this.depth;
	}

	/** Parses what may stand on the right of {@code =}: expressions, starred or not, or a {@code yield}. */
	Expr expressions() {
		Expr expr = expressionsOrStar();
		if (expr instanceof Expr.Starred) {
			throw this.cursor.error("a starred expression stands alone");
		}
		return expr;
	}

	/** Parses the same, or a starred expression alone, which may yet turn out to be wrong. */
	Expr expressionsOrStar() {
		int from = this.cursor.index();
		Expr first = starredOrExpression();
		if (!this.cursor.at(',')) {
			return first;
		}
		List<Expr> items = new ArrayList<>();
		items.add(first);
		while (this.cursor.accept(',') && startsExpression()) {
			items.add(starredOrExpression());
		}
		return new Expr.Display(from, this.cursor.index(), Value.Sequence.Kind.TUPLE, items);
	}

	private Expr starredOrExpression() {
		return this.cursor.at('*') ? starred() : expression();
	}

	Expr starredOrNamed() {
		return this.cursor.at('*') ? starred() : named();
	}

	private Expr starred() {
		int from = this.cursor.index();
		this.cursor.expect('*');
		Expr of = binary(0);
		return new Expr.Starred(from, this.cursor.index(), of);
	}

	/** Parses an expression, or {@code name := expression}. */
	Expr named() {
		if (this.cursor.at(Tokens.NAME) && this.cursor.peek(1) == TokenCursor.WALRUS) {
			int from = this.cursor.index();
			String name = this.cursor.identifier();
			if (name.equals("__debug__")) {
				throw this.cursor.error("__debug__ cannot be assigned to");
			}
			this.cursor.advance();
			Expr value = expression();
			return new Expr.Walrus(from, this.cursor.index(), name, value);
		}
		return expression();
	}

	/** Parses an expression without commas. */
	Expr expression() {
		return isSingle() ? this.atoms.atom() : compound();
	}

	/** Returns whether an expression is a single token, which most are, so that no operator need be looked for. */
	private boolean isSingle() {
		int kind = this.cursor.kind();
		if (kind != Tokens.STRING && kind != Tokens.NAME && kind != Tokens.NUMBER) {
			return false;
		}
		return switch (this.cursor.peek(1)) {
			case Tokens.NEWLINE, ',', ')', ']', '}', '=', ':' ->
				!this.cursor.at("lambda") && !this.cursor.at("not") && !this.cursor.at("await");
			default -> false;
		};
	}

	private Expr compound() {
		if (++this.depth > MAXIMUM_DEPTH) {
			throw this.cursor.error("an expression is nested too deeply");
		}
		try {
			int from = this.cursor.index();
			if (this.cursor.at("lambda")) {
				return lambda();
			}
			Expr then = disjunction();
			if (!this.cursor.accept("if")) {
				return then;
			}
			Expr test = disjunction();
			this.cursor.expect("else");
			Expr orElse = expression();
			return new Expr.Conditional(from, this.cursor.index(), test, then, orElse);
		}
		finally {
			this.depth--;
		}
	}

	private Expr lambda() {
		int from = this.cursor.index();
		this.cursor.advance();
		new ParameterParser(this.cursor, this, false).parse(':');
		this.cursor.expect(':');
		this.atoms.enterFunction();
		expression();
		this.atoms.leaveFunction();
		return new Expr.Opaque(from, this.cursor.index());
	}

	Expr disjunction() {
		return logical(false);
	}

	private Expr logical(boolean and) {
		int from = this.cursor.index();
		Expr first = and ? inversion() : logical(true);
		String word = and ? "and" : "or";
		if (!this.cursor.at(word)) {
			return first;
		}
		List<Expr> operands = new ArrayList<>();
		operands.add(first);
		while (this.cursor.accept(word)) {
			operands.add(and ? inversion() : logical(true));
		}
		return new Expr.Logical(from, this.cursor.index(), and, operands);
	}

	private Expr inversion() {
		int from = this.cursor.index();
		boolean odd = false;
		while (this.cursor.accept("not")) {
			odd = !odd;
		}
		boolean any = this.cursor.index() > from;
		Expr of = comparison();
		if (!any) {
			return of;
		}
		Expr inner = new Expr.Not(from, this.cursor.index(), of);
		return odd ? inner : new Expr.Not(from, this.cursor.index(), inner);
	}

	private Expr comparison() {
		int from = this.cursor.index();
		Expr left = binary(0);
		String operator = comparisonOperator();
		if (operator == null) {
			return left;
		}
		Expr right = binary(0);
		boolean chained = false;
		while (comparisonOperator() != null) {
			binary(0);
			chained = true;
		}
		return chained
				? new Expr.Opaque(from, this.cursor.index())
				: new Expr.Comparison(from, this.cursor.index(), left, operator, right);
	}

	private @Nullable String comparisonOperator() {
		for (int operator : COMPARISONS) {
			if (this.cursor.at(operator)) {
				String text = this.cursor.tokens().text(this.cursor.index());
				this.cursor.advance();
				return text;
			}
		}
		if (this.cursor.accept("in")) {
			return "in";
		}
		if (this.cursor.at("not") && this.cursor.tokens().is(this.cursor.index() + 1, "in")) {
			this.cursor.advance();
			this.cursor.advance();
			return "not in";
		}
		if (this.cursor.accept("is")) {
			return this.cursor.accept("not") ? "is not" : "is";
		}
		return null;
	}

	/** Parses binary operators of this precedence and all tighter ones. */
	Expr binary(int precedence) {
		int from = this.cursor.index();
		Expr left = unary();
		for (int next = precedence(); next >= precedence; next = precedence()) {
			List<Expr> operands = new ArrayList<>();
			List<Integer> operators = new ArrayList<>();
			operands.add(left);
			while (precedence() == next) {
				operators.add(this.cursor.kind());
				this.cursor.advance();
				operands.add(binary(next + 1));
			}
			left = new Expr.Binary(from, this.cursor.index(),
					operators.stream().mapToInt(Integer::intValue).toArray(), operands);
		}
		return left;
	}

	/** Returns the precedence of the binary operator here, the loosest being 0, or -1 if there is none. */
	private int precedence() {
		int kind = this.cursor.kind();
		return switch (kind) {
			case '|' -> 0;
			case '^' -> 1;
			case '&' -> 2;
			case '+', '-' -> 4;
			case '*', '/', '%', '@' -> 5;
			default ->
				(kind == LEFT_SHIFT || kind == RIGHT_SHIFT) ? 3 : (kind == FLOOR_DIVISION) ? 5 : -1;
		};
	}

	private Expr unary() {
		int from = this.cursor.index();
		while (this.cursor.at('-') || this.cursor.at('+') || this.cursor.at('~')) {
			this.cursor.advance();
		}
		boolean signed = this.cursor.index() > from;
		Expr base = primary();
		if (!this.cursor.accept(TokenCursor.POWER)) {
			return signed ? new Expr.Opaque(from, this.cursor.index()) : base;
		}
		if (++this.depth > MAXIMUM_DEPTH) {
			throw this.cursor.error("an expression is nested too deeply");
		}
		unary();
		this.depth--;
		return new Expr.Opaque(from, this.cursor.index());
	}

	private Expr primary() {
		int from = this.cursor.index();
		if (this.cursor.at("await")) {
			throw this.cursor.error("'await' stands outside a function");
		}
		Expr expr = this.atoms.atom();
		for (int trailers = 0;; trailers++) {
			if (this.cursor.accept('.')) {
				String name = this.cursor.identifier();
				expr = new Expr.Attribute(from, this.cursor.index(), expr, name);
			}
			else if (this.cursor.at('(')) {
				List<Expr> arguments = new ArgumentParser(this.cursor, this).parse();
				expr = (arguments != null)
						? new Expr.Call(from, this.cursor.index(), expr, arguments)
						: new Expr.Opaque(from, this.cursor.index());
			}
			else if (this.cursor.at('[')) {
				this.atoms.subscript();
				expr = new Expr.Subscript(from, this.cursor.index());
			}
			else {
				return expr;
			}
			if (trailers > MAXIMUM_TRAILERS) {
				throw this.cursor.error("an expression is too long");
			}
		}
	}

	/** Parses {@code for … in …} once or more often, if there is one. */
	boolean comprehension() {
		boolean any = false;
		while (this.cursor.at("for")
				|| this.cursor.at("async") && this.cursor.tokens().is(this.cursor.index() + 1, "for")) {
			if (this.cursor.at("async")) {
				throw this.cursor.error("an asynchronous comprehension stands outside an asynchronous function");
			}
			any = true;
			this.cursor.advance();
			Targets.check(targets(), this.cursor);
			this.cursor.expect("in");
			disjunction();
			while (this.cursor.accept("if")) {
				disjunction();
			}
		}
		return any;
	}

	/** Parses the targets of a loop, up to {@code in}. */
	Expr targets() {
		int from = this.cursor.index();
		Expr first = target();
		if (!this.cursor.at(',')) {
			if (first instanceof Expr.Starred) {
				throw this.cursor.error("a starred target stands alone");
			}
			return first;
		}
		List<Expr> items = new ArrayList<>();
		items.add(first);
		while (this.cursor.accept(',') && !this.cursor.at("in")) {
			items.add(target());
		}
		return new Expr.Display(from, this.cursor.index(), Value.Sequence.Kind.TUPLE, items);
	}

	private Expr target() {
		return this.cursor.at('*') ? starred() : binary(0);
	}

	/** Parses what stands between the braces of an f-string. */
	Expr replacement() {
		Expr expr = expressions();
		this.cursor.expect(Tokens.END);
		return expr;
	}

	boolean startsExpression() {
		int kind = this.cursor.kind();
		if (kind == Tokens.NAME) {
			String word = this.cursor.tokens().text(this.cursor.index());
			return !Keywords.isKeyword(word) || switch (word) {
				case "None", "True", "False", "lambda", "not", "await", "yield" -> true;
				default -> false;
			};
		}
		return kind == Tokens.NUMBER || kind == Tokens.STRING || kind == Tokens.FSTRING || kind == '(' || kind == '['
				|| kind == '{' || kind == '-' || kind == '+' || kind == '~' || kind == '*' || kind == '`'
				|| kind == op("...");
	}

}
