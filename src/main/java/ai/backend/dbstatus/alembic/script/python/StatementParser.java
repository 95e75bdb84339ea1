package ai.backend.dbstatus.alembic.script.python;

import java.util.ArrayList;
import java.util.List;

import static ai.backend.dbstatus.alembic.script.python.Tokens.op;

/**
 * Parses the simple statements of a module: those that fit on a line.
 */
final class StatementParser {

	private static final String AUGMENTED = "+-*/%@&|^";

	private static final int[] LONG_AUGMENTED = { op("**="), op("//="), op(">>="), op("<<=") };

	private final TokenCursor cursor;

	private final ExpressionParser expressions;

	private final ImportParser imports;

	StatementParser(TokenCursor cursor, ExpressionParser expressions) {
		this.cursor = cursor;
		this.expressions = expressions;
		this.imports = new ImportParser(cursor);
	}

	/** Parses the statements of one logical line, its end included. */
	void line(List<Stmt> into, boolean inLoop) {
		do {
			statement(into, inLoop);
		} while (this.cursor.accept(';') && !this.cursor.at(Tokens.NEWLINE));
		this.cursor.expect(Tokens.NEWLINE);
	}

	private void statement(List<Stmt> into, boolean inLoop) {
		int from = this.cursor.index();
		if (!this.cursor.at(Tokens.NAME)) {
			into.add(expressionStatement(from));
			return;
		}
		switch (this.cursor.tokens().text(from)) {
			case "import" -> this.imports.parseImport(into);
			case "from" -> this.imports.parseFrom(into);
			case "pass" -> this.cursor.advance();
			case "break", "continue" -> {
				if (!inLoop) {
					throw this.cursor.error("'" + this.cursor.tokens().text(from) + "' stands outside a loop");
				}
				this.cursor.advance();
			}
			case "del" -> into.add(delete(from));
			case "assert" -> into.add(assertion(from));
			case "raise" -> into.add(raise(from));
			case "global" -> global();
			case "return" -> throw this.cursor.error("'return' stands outside a function");
			case "print", "exec" -> into.add(isPython2() ? python2(from) : expressionStatement(from));
			case "type" -> into.add(isTypeAlias() ? typeAlias(from) : expressionStatement(from));
			default -> into.add(expressionStatement(from));
		}
	}

	private Stmt expressionStatement(int from) {
		if (this.cursor.at("yield")) {
			throw this.cursor.error("'yield' stands outside a function");
		}
		Expr first = this.expressions.expressionsOrStar();
		if (this.cursor.at(':')) {
			return annotated(from, first);
		}
		char operator = augmented();
		if (operator != 0) {
			Targets.checkSingle(first, this.cursor);
			this.cursor.advance();
			Expr value = this.expressions.expressions();
			return new Stmt.Augmented(from, this.cursor.index(), first, operator, value);
		}
		if (!this.cursor.at('=')) {
			if (first instanceof Expr.Starred) {
				throw this.cursor.error("a starred expression stands alone");
			}
			return new Stmt.Expression(from, this.cursor.index(), first);
		}
		List<Expr> targets = new ArrayList<>();
		Expr value = first;
		while (this.cursor.accept('=')) {
			if (value instanceof Expr.Starred) {
				throw this.cursor.error("a starred target stands alone");
			}
			Targets.check(value, this.cursor);
			targets.add(value);
			value = this.expressions.expressionsOrStar();
		}
		if (value instanceof Expr.Starred) {
			throw this.cursor.error("a starred expression stands alone");
		}
		return new Stmt.Assign(from, this.cursor.index(), targets, value);
	}

	private Stmt annotated(int from, Expr target) {
		Targets.checkSingle(target, this.cursor);
		this.cursor.advance();
		Expr annotation = this.expressions.expression();
		Expr value = this.cursor.accept('=') ? this.expressions.expressions() : null;
		return new Stmt.Annotated(from, this.cursor.index(), target, annotation, value);
	}

	private char augmented() {
		int kind = this.cursor.kind();
		for (int operator : LONG_AUGMENTED) {
			if (kind == operator) {
				return '?';
			}
		}
		char first = (char) (kind >> 8);
		return ((kind & 0xFF) == '=' && kind >> 16 == 0 && AUGMENTED.indexOf(first) >= 0 && first != 0) ? first : 0;
	}

	private Stmt delete(int from) {
		this.cursor.advance();
		List<Expr> targets = new ArrayList<>();
		do {
			Expr target = this.expressions.binary(0);
			checkDeletable(target);
			targets.add(target);
		} while (this.cursor.accept(',') && this.expressions.startsExpression());
		return new Stmt.Delete(from, this.cursor.index(), targets);
	}

	private void checkDeletable(Expr target) {
		if (target instanceof Expr.Display display && display.kind() != Value.Sequence.Kind.SET) {
			display.items().forEach(this::checkDeletable);
		}
		else {
			Targets.checkSingle(target, this.cursor);
		}
	}

	private Stmt assertion(int from) {
		this.cursor.advance();
		this.expressions.expression();
		if (this.cursor.accept(',')) {
			this.expressions.expression();
		}
		return new Stmt.Expression(from, this.cursor.index(), null);
	}

	/** Python 2: {@code raise Error, "message"} is accepted too. */
	private Stmt raise(int from) {
		this.cursor.advance();
		if (this.expressions.startsExpression()) {
			this.expressions.expression();
			if (this.cursor.accept("from")) {
				this.expressions.expression();
			}
			else if (this.cursor.accept(',')) {
				this.cursor.tokens().sawPython2();
				this.expressions.expressions();
			}
		}
		return new Stmt.Expression(from, this.cursor.index(), null);
	}

	private void global() {
		this.cursor.advance();
		do {
			this.cursor.identifier();
		} while (this.cursor.accept(','));
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

	private Stmt python2(int from) {
		this.cursor.tokens().sawPython2();
		this.cursor.advance();
		this.expressions.expressions();
		while (this.cursor.accept("in") || this.cursor.accept(',')) {
			if (this.expressions.startsExpression()) {
				this.expressions.expressions();
			}
		}
		return new Stmt.Expression(from, this.cursor.index(), null);
	}

	/** Python 3.12: {@code type} is a keyword where a name follows. */
	private boolean isTypeAlias() {
		return this.cursor.peek(1) == Tokens.NAME && (this.cursor.peek(2) == '=' || this.cursor.peek(2) == '[')
				&& !Keywords.isKeyword(this.cursor.tokens().text(this.cursor.index() + 1));
	}

	private Stmt typeAlias(int from) {
		this.cursor.tokens().sawNewer();
		this.cursor.advance();
		this.cursor.identifier();
		if (this.cursor.at('[')) {
			this.cursor.moveTo(this.cursor.closing());
			this.cursor.advance();
		}
		this.cursor.expect('=');
		this.expressions.expression();
		return new Stmt.Murky(from, this.cursor.index());
	}

}
