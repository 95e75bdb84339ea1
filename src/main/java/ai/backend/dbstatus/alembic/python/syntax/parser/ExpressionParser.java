package ai.backend.dbstatus.alembic.python.syntax.parser;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.python.syntax.ComparisonOperator;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Operator;
import ai.backend.dbstatus.alembic.python.syntax.Parameters;
import ai.backend.dbstatus.alembic.python.syntax.UnaryOperator;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Parses expressions.
 */
final class ExpressionParser {

	/** Far beyond what anybody writes, well below what a thread's stack bears. */
	private static final int MAXIMUM_DEPTH = 400;

	/** So deeply may nodes be nested, whoever follows them after the parser. */
	private static final int MAXIMUM_HEIGHT = 500;

	private final TokenCursor cursor;

	private final AtomParser atoms;

	private CodeBlock block;

	private int depth;

	/** How deeply nodes are nested in the highest of the expressions that were parsed since the last {@link #lay}. */
	private int height;

	/** An {@code await} or {@code async} that is misplaced, unless it turns out to be in a generator expression; or -1. */
	private int misplacedAsync = -1;

	ExpressionParser(TokenCursor cursor, CodeBlock block, int depth) {
		this.cursor = cursor;
		this.block = block;
		this.depth = depth;
		this.atoms = new AtomParser(cursor, this);
	}

	/** Parses what stands inside a string and has tokens of its own. */
	Expr inside(TokenCursor tokens) {
		ExpressionParser inner = new ExpressionParser(tokens, this.block, this.depth + 1);
		Expr expr = inner.yieldOrExpressions();
		tokens.expect(Tokens.END);
		int siblings = lay();
		this.height = inner.height;
		grow();
		grow();
		raise(siblings);
		if (inner.misplacedAsync >= 0 && this.misplacedAsync < 0) {
			this.misplacedAsync = this.cursor.index();
		}
		return expr;
	}

	/** Parses what may stand on the right of {@code =}: a {@code yield}, or expressions. */
	Expr yieldOrExpressions() {
		return this.cursor.at("yield") ? yieldExpression() : expressions();
	}

	/** Parses an expression, or several with commas, some of which may be starred: a tuple. */
	Expr expressions() {
		Expr expr = expressionsOrStarred();
		if (expr instanceof Expr.Starred) {
			throw this.cursor.error("a starred expression stands alone");
		}
		return expr;
	}

	/** Parses the same, or a starred expression alone, which may yet turn out to be wrong. */
	Expr expressionsOrStarred() {
		int from = this.cursor.index();
		int siblings = lay();
		Expr expr = starredOrExpression();
		if (this.cursor.at(',')) {
			List<Expr> items = new ArrayList<>();
			items.add(expr);
			while (this.cursor.accept(',') && startsExpression()) {
				items.add(starredOrExpression());
			}
			grow();
			expr = new Expr.Tuple(this.cursor.span(from), items);
		}
		raise(siblings);
		return expr;
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
		int siblings = lay();
		Expr value = binary(0);
		grow();
		raise(siblings);
		return new Expr.Starred(this.cursor.span(from), value);
	}

	/** Python: in a module or a class there is nothing to yield from. */
	Expr yieldExpression() {
		if (!this.block.isFunction()) {
			throw this.cursor.error("'yield' stands outside a function");
		}
		int from = this.cursor.index();
		int siblings = lay();
		this.cursor.expect("yield");
		boolean delegates = this.cursor.accept("from");
		if (delegates && this.block == CodeBlock.ASYNC_FUNCTION) {
			throw this.cursor.error("'yield from' stands in an asynchronous function");
		}
		Expr value = delegates ? expression() : startsExpression() ? expressions() : null;
		grow();
		raise(siblings);
		return (delegates && value != null)
				? new Expr.YieldFrom(this.cursor.span(from), value)
				: new Expr.Yield(this.cursor.span(from), value);
	}

	/** Parses an expression, or {@code name := expression}. */
	Expr named() {
		if (this.cursor.at(Tokens.NAME) && this.cursor.peek(1) == Tokens.WALRUS) {
			int from = this.cursor.index();
			String name = this.cursor.identifier();
			if (name.equals("__debug__")) {
				throw this.cursor.error("__debug__ cannot be assigned to");
			}
			Expr.Name target = new Expr.Name(this.cursor.span(from), name);
			this.cursor.advance();
			int siblings = lay();
			Expr value = expression();
			grow();
			raise(siblings);
			return new Expr.NamedExpr(this.cursor.span(from), target, value);
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
		int siblings = lay();
		int from = this.cursor.index();
		Expr expr;
		if (this.cursor.at("lambda")) {
			expr = lambda();
		}
		else {
			expr = orTest();
			if (this.cursor.accept("if")) {
				Expr test = disjunction();
				this.cursor.expect("else");
				Expr orElse = expression();
				grow();
				expr = new Expr.IfExp(this.cursor.span(from), test, expr, orElse);
			}
		}
		raise(siblings);
		this.depth--;
		return expr;
	}

	/** Begins to measure the height of an expression; returns that of those beside it. */
	private int lay() {
		int siblings = this.height;
		this.height = 0;
		return siblings;
	}

	/** Puts a node on top of what was parsed. */
	void grow() {
		if (++this.height > MAXIMUM_HEIGHT) {
			throw this.cursor.error("an expression is nested too deeply");
		}
	}

	private void raise(int siblings) {
		this.height = Math.max(this.height, siblings);
	}

	private Expr lambda() {
		int from = this.cursor.index();
		this.cursor.advance();
		Parameters parameters = new ParameterParser(this.cursor, this, false).parse(':');
		this.cursor.expect(':');
		CodeBlock outer = this.block;
		this.block = CodeBlock.FUNCTION;
		Expr body = expression();
		this.block = outer;
		grow();
		return new Expr.Lambda(this.cursor.span(from), parameters, body);
	}

	/** Parses an expression without {@code if} and {@code lambda}, such as may be gone through in a comprehension. */
	Expr disjunction() {
		int siblings = lay();
		Expr expr = orTest();
		raise(siblings);
		return expr;
	}

	private Expr orTest() {
		int from = this.cursor.index();
		Expr first = andTest();
		if (!this.cursor.at("or")) {
			return first;
		}
		List<Expr> values = new ArrayList<>(2);
		values.add(first);
		while (this.cursor.accept("or")) {
			int siblings = lay();
			values.add(andTest());
			raise(siblings);
		}
		grow();
		return new Expr.BoolOp(this.cursor.span(from), false, values);
	}

	private Expr andTest() {
		int from = this.cursor.index();
		Expr first = inversion();
		if (!this.cursor.at("and")) {
			return first;
		}
		List<Expr> values = new ArrayList<>(2);
		values.add(first);
		while (this.cursor.accept("and")) {
			int siblings = lay();
			values.add(inversion());
			raise(siblings);
		}
		grow();
		return new Expr.BoolOp(this.cursor.span(from), true, values);
	}

	private Expr inversion() {
		if (!this.cursor.at("not")) {
			return comparison();
		}
		int from = this.cursor.index();
		List<UnaryOperator> operators = new ArrayList<>(1);
		while (this.cursor.accept("not")) {
			operators.add(UnaryOperator.NOT);
		}
		Expr operand = comparison();
		grow();
		return new Expr.UnaryOp(this.cursor.span(from), operators, operand);
	}

	private Expr comparison() {
		int from = this.cursor.index();
		Expr left = binary(0);
		ComparisonOperator operator = comparisonOperator();
		if (operator == null) {
			return left;
		}
		List<ComparisonOperator> operators = new ArrayList<>(1);
		List<Expr> comparators = new ArrayList<>(1);
		while (operator != null) {
			operators.add(operator);
			comparators.add(bitwiseOr());
			operator = comparisonOperator();
		}
		grow();
		return new Expr.Compare(this.cursor.span(from), left, operators, comparators);
	}

	private @Nullable ComparisonOperator comparisonOperator() {
		ComparisonOperator operator = switch (this.cursor.kind()) {
			case '<' -> ComparisonOperator.LT;
			case '>' -> ComparisonOperator.GT;
			case Tokens.EQUAL -> ComparisonOperator.EQ;
			case Tokens.NOT_EQUAL, Tokens.LESS_GREATER -> ComparisonOperator.NOT_EQ;
			case Tokens.LESS_EQUAL -> ComparisonOperator.LT_E;
			case Tokens.GREATER_EQUAL -> ComparisonOperator.GT_E;
			case Tokens.NAME -> comparisonWord();
			default -> null;
		};
		if (operator != null) {
			this.cursor.advance();
		}
		return operator;
	}

	/** Returns the operator here, of which one word is left to be passed over. */
	private @Nullable ComparisonOperator comparisonWord() {
		if (this.cursor.at("in")) {
			return ComparisonOperator.IN;
		}
		if (this.cursor.at("not", "in")) {
			this.cursor.advance();
			return ComparisonOperator.NOT_IN;
		}
		if (this.cursor.at("is", "not")) {
			this.cursor.advance();
			return ComparisonOperator.IS_NOT;
		}
		return this.cursor.at("is") ? ComparisonOperator.IS : null;
	}

	/** Parses an expression without comparisons, such as may be a target. */
	Expr bitwiseOr() {
		int siblings = lay();
		Expr expr = binary(0);
		raise(siblings);
		return expr;
	}

	/** Parses binary operators of this precedence and all tighter ones. */
	private Expr binary(int precedence) {
		int from = this.cursor.index();
		Expr left = unary();
		for (int next = precedence(); next >= precedence; next = precedence()) {
			List<Expr> operands = new ArrayList<>(2);
			List<Operator> operators = new ArrayList<>(1);
			operands.add(left);
			while (precedence() == next) {
				operators.add(operator());
				this.cursor.advance();
				int siblings = lay();
				operands.add(binary(next + 1));
				raise(siblings);
			}
			grow();
			left = new Expr.BinOp(this.cursor.span(from), operands, operators);
		}
		return left;
	}

	/** Returns the precedence of the binary operator here, the loosest being 0, or -1 if there is none. */
	private int precedence() {
		return switch (this.cursor.kind()) {
			case '|' -> 0;
			case '^' -> 1;
			case '&' -> 2;
			case Tokens.LEFT_SHIFT, Tokens.RIGHT_SHIFT -> 3;
			case '+', '-' -> 4;
			case '*', '/', '%', '@', Tokens.DOUBLE_SLASH -> 5;
			default -> -1;
		};
	}

	private Operator operator() {
		Operator operator = operator(this.cursor.kind());
		if (operator == null) {
			throw this.cursor.error();
		}
		return operator;
	}

	/** Returns the operator that has tokens of this kind. */
	static @Nullable Operator operator(int kind) {
		return switch (kind) {
			case '|' -> Operator.BIT_OR;
			case '^' -> Operator.BIT_XOR;
			case '&' -> Operator.BIT_AND;
			case Tokens.LEFT_SHIFT -> Operator.L_SHIFT;
			case Tokens.RIGHT_SHIFT -> Operator.R_SHIFT;
			case '+' -> Operator.ADD;
			case '-' -> Operator.SUB;
			case '*' -> Operator.MULT;
			case '/' -> Operator.DIV;
			case '%' -> Operator.MOD;
			case '@' -> Operator.MAT_MULT;
			case Tokens.DOUBLE_SLASH -> Operator.FLOOR_DIV;
			case Tokens.POWER -> Operator.POW;
			default -> null;
		};
	}

	private Expr unary() {
		UnaryOperator operator = unaryOperator();
		if (operator == null) {
			return power();
		}
		int from = this.cursor.index();
		List<UnaryOperator> operators = new ArrayList<>(1);
		for (; operator != null; operator = unaryOperator()) {
			operators.add(operator);
			this.cursor.advance();
		}
		Expr operand = power();
		grow();
		return new Expr.UnaryOp(this.cursor.span(from), operators, operand);
	}

	private @Nullable UnaryOperator unaryOperator() {
		return switch (this.cursor.kind()) {
			case '-' -> UnaryOperator.U_SUB;
			case '+' -> UnaryOperator.U_ADD;
			case '~' -> UnaryOperator.INVERT;
			default -> null;
		};
	}

	/** Python: {@code **} binds more tightly than a sign on its left, less tightly than one on its right. */
	private Expr power() {
		int from = this.cursor.index();
		Expr base = awaited();
		if (!this.cursor.accept(Tokens.POWER)) {
			return base;
		}
		if (++this.depth > MAXIMUM_DEPTH) {
			throw this.cursor.error("an expression is nested too deeply");
		}
		int siblings = lay();
		Expr exponent = unary();
		raise(siblings);
		this.depth--;
		grow();
		return new Expr.BinOp(this.cursor.span(from), List.of(base, exponent), List.of(Operator.POW));
	}

	private Expr awaited() {
		if (!this.cursor.at("await")) {
			return primary();
		}
		int from = this.cursor.index();
		needAsync(from);
		this.cursor.advance();
		Expr value = primary();
		grow();
		return new Expr.Await(this.cursor.span(from), value);
	}

	private void needAsync(int index) {
		if (this.block != CodeBlock.ASYNC_FUNCTION && this.misplacedAsync < 0) {
			this.misplacedAsync = index;
		}
	}

	/** Python: a generator expression is asynchronous if anything in it is, wherever it stands. */
	void allowAsync(int from) {
		if (this.misplacedAsync >= from) {
			this.misplacedAsync = -1;
		}
	}

	/** Checks a statement or its header, which has just been parsed. */
	void checkAsync() {
		if (this.misplacedAsync >= 0) {
			this.cursor.moveTo(this.misplacedAsync);
			throw this.cursor.error("'" + this.cursor.tokens().text(this.misplacedAsync)
					+ "' stands outside an asynchronous function");
		}
	}

	private Expr primary() {
		int from = this.cursor.index();
		Expr expr = this.atoms.atom();
		for (Expr next = trailer(from, expr); next != null; next = trailer(from, expr)) {
			grow();
			expr = next;
		}
		return expr;
	}

	private @Nullable Expr trailer(int from, Expr expr) {
		return switch (this.cursor.kind()) {
			case '.' -> {
				this.cursor.advance();
				String name = this.cursor.identifier();
				yield new Expr.Attribute(this.cursor.span(from), expr, name);
			}
			case '(' -> {
				ArgumentParser arguments = new ArgumentParser(this.cursor, this);
				arguments.parse(true);
				yield new Expr.Call(this.cursor.span(from), expr, arguments.positional(), arguments.keywords());
			}
			case '[' -> {
				Expr slice = this.atoms.subscript();
				yield new Expr.Subscript(this.cursor.span(from), expr, slice);
			}
			default -> null;
		};
	}

	/** Parses a name, a literal, or what is in brackets. */
	Expr atom() {
		return this.atoms.atom();
	}

	/** Parses {@code for … in …} once or more often, if there is one. */
	List<Expr.Comprehension> generators() {
		if (!this.cursor.at("for") && !this.cursor.at("async", "for")) {
			return List.of();
		}
		List<Expr.Comprehension> generators = new ArrayList<>(1);
		do {
			int from = this.cursor.index();
			boolean async = this.cursor.accept("async");
			this.cursor.advance();
			Expr target = targets();
			Targets.check(target);
			this.cursor.expect("in");
			Expr iter = disjunction();
			List<Expr> ifs = new ArrayList<>(0);
			while (this.cursor.accept("if")) {
				ifs.add(disjunction());
			}
			generators.add(new Expr.Comprehension(this.cursor.span(from), target, iter, ifs, async));
		} while (this.cursor.at("for") || this.cursor.at("async", "for"));
		return generators;
	}

	/** Python: other than a generator expression, an asynchronous comprehension runs at once. */
	void needAsync(List<Expr.Comprehension> generators) {
		for (Expr.Comprehension generator : generators) {
			if (generator.async()) {
				needAsync(generator.span().from());
			}
		}
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
		return new Expr.Tuple(this.cursor.span(from), items);
	}

	private Expr target() {
		return this.cursor.at('*') ? starred() : bitwiseOr();
	}

	boolean startsExpression() {
		return switch (this.cursor.kind()) {
			case Tokens.NAME -> {
				String word = this.cursor.tokens().text(this.cursor.index());
				yield !Keywords.isKeyword(word) || switch (word) {
					case "None", "True", "False", "lambda", "not", "await" -> true;
					default -> false;
				};
			}
			case Tokens.NUMBER, Tokens.STRING, Tokens.FSTRING, Tokens.ELLIPSIS, '(', '[', '{', '-', '+', '~', '*',
					'`' ->
				true;
			default -> false;
		};
	}

}
