package ai.backend.dbstatus.alembic.python.syntax.parser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;

/**
 * Parses the arguments of a call or of a class.
 */
final class ArgumentParser {

	private final TokenCursor cursor;

	private final ExpressionParser expressions;

	private final List<Expr> positional = new ArrayList<>();

	private final List<Expr.Keyword> keywords = new ArrayList<>(0);

	private final Set<String> names = new HashSet<>(0);

	private boolean unpacked;

	ArgumentParser(TokenCursor cursor, ExpressionParser expressions) {
		this.cursor = cursor;
		this.expressions = expressions;
	}

	List<Expr> positional() {
		return this.positional;
	}

	List<Expr.Keyword> keywords() {
		return this.keywords;
	}

	/**
	 * Parses the arguments and the parentheses around them.
	 * @param call whether it is a call, which may have a generator expression without parentheses of its own
	 */
	void parse(boolean call) {
		int open = this.cursor.index();
		this.cursor.expect('(');
		while (!this.cursor.at(')')) {
			List<Expr.Comprehension> generators = argument(call);
			if (!generators.isEmpty()) {
				generator(open, generators);
				return;
			}
			if (!this.cursor.accept(',')) {
				break;
			}
		}
		this.cursor.expect(')');
	}

	private void generator(int open, List<Expr.Comprehension> generators) {
		if (this.cursor.at(',') || this.positional.size() + this.keywords.size() > 1) {
			throw this.cursor.error("a generator expression lacks parentheses");
		}
		this.cursor.expect(')');
		this.expressions.allowAsync(open);
		this.positional.set(0,
				new Expr.GeneratorExp(this.cursor.span(open), this.positional.getFirst(), generators));
	}

	/** Parses an argument; returns the loops that make it the element of a generator expression. */
	private List<Expr.Comprehension> argument(boolean call) {
		int from = this.cursor.index();
		if (this.cursor.accept('*')) {
			if (this.unpacked) {
				throw this.cursor.error("an iterable argument follows '**'");
			}
			Expr value = this.expressions.expression();
			this.positional.add(new Expr.Starred(this.cursor.span(from), value));
			return List.of();
		}
		if (this.cursor.accept(Tokens.POWER)) {
			this.unpacked = true;
			Expr value = this.expressions.expression();
			this.keywords.add(new Expr.Keyword(this.cursor.span(from), null, value));
			return List.of();
		}
		if (this.cursor.at(Tokens.NAME) && this.cursor.peek(1) == '=') {
			String name = this.cursor.identifier();
			if (!this.names.add(name) || name.equals("__debug__")) {
				throw this.cursor.error("the keyword argument '" + name + "' is repeated");
			}
			this.cursor.advance();
			Expr value = this.expressions.expression();
			this.keywords.add(new Expr.Keyword(this.cursor.span(from), name, value));
			return List.of();
		}
		Expr value = this.expressions.named();
		List<Expr.Comprehension> generators = call ? this.expressions.generators() : List.of();
		if (!this.keywords.isEmpty()) {
			throw this.cursor.error("a positional argument follows a keyword argument");
		}
		this.positional.add(value);
		return generators;
	}

}
