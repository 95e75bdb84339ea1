package ai.backend.dbstatus.alembic.python.syntax.parser;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Operator;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import ai.backend.dbstatus.alembic.python.syntax.TypeParameter;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Parses simple statements: those that fit on a line.
 */
final class SimpleStatementParser {

	private final TokenCursor cursor;

	private final CodeBlock block;

	private final ExpressionParser expressions;

	private final ImportParser imports;

	SimpleStatementParser(TokenCursor cursor, CodeBlock block, ExpressionParser expressions) {
		this.cursor = cursor;
		this.block = block;
		this.expressions = expressions;
		this.imports = new ImportParser(cursor, block);
	}

	/** Parses the statements of one logical line, its end included. */
	void line(List<Stmt> into, boolean inLoop) {
		do {
			into.add(statement(inLoop));
			this.expressions.checkAsync();
		} while (this.cursor.accept(';') && !this.cursor.at(Tokens.NEWLINE));
		this.cursor.expect(Tokens.NEWLINE);
	}

	private Stmt statement(boolean inLoop) {
		int from = this.cursor.index();
		if (!this.cursor.at(Tokens.NAME)) {
			return expressionStatement(from);
		}
		String word = this.cursor.tokens().text(from);
		return switch (word) {
			case "import" -> this.imports.parseImport();
			case "from" -> this.imports.parseFrom();
			case "pass" -> {
				this.cursor.advance();
				yield new Stmt.Pass(this.cursor.span(from));
			}
			case "break", "continue" -> {
				if (!inLoop) {
					throw this.cursor.error("'" + word + "' stands outside a loop");
				}
				this.cursor.advance();
				yield word.equals("break")
						? new Stmt.Break(this.cursor.span(from))
						: new Stmt.Continue(this.cursor.span(from));
			}
			case "del" -> delete(from);
			case "assert" -> assertion(from);
			case "raise" -> raise(from);
			case "return" -> returned(from);
			case "global" -> {
				List<String> names = names();
				yield new Stmt.Global(this.cursor.span(from), names);
			}
			case "nonlocal" -> {
				if (this.block == CodeBlock.MODULE) {
					throw this.cursor.error("'nonlocal' stands outside a function");
				}
				List<String> names = names();
				yield new Stmt.Nonlocal(this.cursor.span(from), names);
			}
			case "print", "exec" -> isPython2() ? python2(from, word) : expressionStatement(from);
			case "type" -> isTypeAlias() ? typeAlias(from) : expressionStatement(from);
			default -> expressionStatement(from);
		};
	}

	private Stmt expressionStatement(int from) {
		if (this.cursor.at("yield")) {
			Expr yield = this.expressions.yieldExpression();
			return new Stmt.Expression(this.cursor.span(from), yield);
		}
		Expr first = this.expressions.expressionsOrStarred();
		if (this.cursor.at('=')) {
			return assignment(from, first);
		}
		if (this.cursor.at(':')) {
			return annotated(from, first);
		}
		Operator operator = augmented(this.cursor.kind());
		if (operator != null) {
			Targets.checkSingle(first);
			this.cursor.advance();
			Expr value = this.expressions.yieldOrExpressions();
			return new Stmt.AugAssign(this.cursor.span(from), first, operator, value);
		}
		if (first instanceof Expr.Starred) {
			throw this.cursor.error("a starred expression stands alone");
		}
		return new Stmt.Expression(this.cursor.span(from), first);
	}

	private Stmt assignment(int from, Expr first) {
		List<Expr> targets = new ArrayList<>(1);
		Expr value = first;
		while (this.cursor.accept('=')) {
			if (value instanceof Expr.Starred) {
				throw this.cursor.error("a starred target stands alone");
			}
			Targets.check(value);
			targets.add(value);
			value = this.cursor.at("yield")
					? this.expressions.yieldExpression()
					: this.expressions.expressionsOrStarred();
		}
		if (value instanceof Expr.Starred) {
			throw this.cursor.error("a starred expression stands alone");
		}
		return new Stmt.Assign(this.cursor.span(from), targets, value);
	}

	private Stmt annotated(int from, Expr target) {
		Targets.checkSingle(target);
		this.cursor.advance();
		int start = this.cursor.index();
		Expr annotation = this.expressions.expression();
		if (this.block.isFunction()) {
			// Python: the annotations of local variables are not compiled.
			this.expressions.allowAsync(start);
		}
		Expr value = this.cursor.accept('=') ? this.expressions.yieldOrExpressions() : null;
		return new Stmt.AnnAssign(this.cursor.span(from), target, annotation, value);
	}

	/** Returns the operator of {@code +=} and its kind: its characters before the last, which is {@code =}. */
	private static @Nullable Operator augmented(int kind) {
		return ((kind & 0xFF) == '=') ? ExpressionParser.operator(kind >> 8) : null;
	}

	private Stmt delete(int from) {
		this.cursor.advance();
		List<Expr> targets = new ArrayList<>(1);
		do {
			Expr target = this.expressions.bitwiseOr();
			Targets.checkDeletable(target);
			targets.add(target);
		} while (this.cursor.accept(',') && this.expressions.startsExpression());
		return new Stmt.Delete(this.cursor.span(from), targets);
	}

	private Stmt assertion(int from) {
		this.cursor.advance();
		Expr test = this.expressions.expression();
		Expr message = this.cursor.accept(',') ? this.expressions.expression() : null;
		return new Stmt.Assert(this.cursor.span(from), test, message);
	}

	/** Python 2: {@code raise Error, "message"} is accepted too. */
	private Stmt raise(int from) {
		this.cursor.advance();
		if (!this.expressions.startsExpression()) {
			return new Stmt.Raise(this.cursor.span(from), null, null);
		}
		int start = this.cursor.index();
		Expr exc = this.expressions.expression();
		Expr cause = null;
		if (this.cursor.accept("from")) {
			cause = this.expressions.expression();
		}
		else if (this.cursor.at(',')) {
			this.cursor.tokens().sawPython2();
			this.cursor.moveTo(start);
			exc = this.expressions.expressions();
		}
		return new Stmt.Raise(this.cursor.span(from), exc, cause);
	}

	private Stmt returned(int from) {
		if (!this.block.isFunction()) {
			throw this.cursor.error("'return' stands outside a function");
		}
		this.cursor.advance();
		Expr value = this.expressions.startsExpression() ? this.expressions.expressions() : null;
		return new Stmt.Return(this.cursor.span(from), value);
	}

	private List<String> names() {
		this.cursor.advance();
		List<String> names = new ArrayList<>(1);
		do {
			names.add(this.cursor.identifier());
		} while (this.cursor.accept(','));
		return names;
	}

	/** Python 2: {@code print} and {@code exec} are statements if an expression follows directly. */
	private boolean isPython2() {
		int next = this.cursor.peek(1);
		if (next == Tokens.NAME) {
			String word = this.cursor.tokens().text(this.cursor.index() + 1);
			return !Keywords.isKeyword(word) || word.equals("None") || word.equals("True") || word.equals("False");
		}
		return next == Tokens.NUMBER || next == Tokens.STRING || next == Tokens.FSTRING || next == '`';
	}

	/** Python 2: {@code exec} has {@code in}, which is read as the operator, and {@code print} may end with a comma. */
	private Stmt python2(int from, String keyword) {
		this.cursor.tokens().sawPython2();
		this.cursor.advance();
		List<Expr> values = new ArrayList<>(1);
		do {
			values.add(this.expressions.expression());
		} while (this.cursor.accept(',') && this.expressions.startsExpression());
		return new Stmt.Python2(this.cursor.span(from), keyword, values);
	}

	/** Python 3.12: {@code type} is a keyword where a name follows. */
	private boolean isTypeAlias() {
		return this.cursor.peek(1) == Tokens.NAME && (this.cursor.peek(2) == '=' || this.cursor.peek(2) == '[')
				&& !Keywords.isKeyword(this.cursor.tokens().text(this.cursor.index() + 1));
	}

	private Stmt typeAlias(int from) {
		this.cursor.tokens().sawNewer();
		this.cursor.advance();
		String name = this.cursor.identifier();
		List<TypeParameter> typeParameters = new TypeParameterParser(this.cursor, this.expressions).parse();
		this.cursor.expect('=');
		Expr value = this.expressions.expression();
		return new Stmt.TypeAlias(this.cursor.span(from), name, typeParameters, value);
	}

}
