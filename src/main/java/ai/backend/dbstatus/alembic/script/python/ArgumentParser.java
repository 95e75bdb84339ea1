package ai.backend.dbstatus.alembic.script.python;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Parses the arguments of a call or of a class.
 */
final class ArgumentParser {

	private final TokenCursor cursor;

	private final ExpressionParser expressions;

	private final List<Expr> positional = new ArrayList<>();

	private final Set<String> keywords = new HashSet<>();

	private boolean simple = true;

	private boolean unpacked;

	ArgumentParser(TokenCursor cursor, ExpressionParser expressions) {
		this.cursor = cursor;
		this.expressions = expressions;
	}

	/** Returns the arguments where all are positional, else {@code null}. */
	@Nullable
	List<Expr> parse() {
		this.cursor.expect('(');
		int count = 0;
		boolean generator = false;
		while (!this.cursor.at(')')) {
			generator |= argument();
			count++;
			if (!this.cursor.accept(',')) {
				break;
			}
			if (generator) {
				throw this.cursor.error("a generator expression lacks parentheses");
			}
		}
		if (generator && count > 1) {
			throw this.cursor.error("a generator expression lacks parentheses");
		}
		this.cursor.expect(')');
		return this.simple ? this.positional : null;
	}

	private boolean argument() {
		if (this.cursor.accept('*')) {
			if (this.unpacked) {
				throw this.cursor.error("an iterable argument follows '**'");
			}
			this.simple = false;
			this.expressions.expression();
			return false;
		}
		if (this.cursor.accept(TokenCursor.POWER)) {
			this.simple = false;
			this.unpacked = true;
			this.expressions.expression();
			return false;
		}
		if (this.cursor.at(Tokens.NAME) && this.cursor.peek(1) == '=') {
			String name = this.cursor.identifier();
			if (!this.keywords.add(name) || name.equals("__debug__")) {
				throw this.cursor.error("the keyword argument '" + name + "' is repeated");
			}
			this.simple = false;
			this.cursor.advance();
			this.expressions.expression();
			return false;
		}
		Expr value = this.expressions.named();
		boolean generator = this.expressions.comprehension();
		if (!this.keywords.isEmpty() || this.unpacked) {
			throw this.cursor.error("a positional argument follows a keyword argument");
		}
		this.simple &= !generator;
		this.positional.add(value);
		return generator;
	}

}
