package ai.backend.dbstatus.alembic.script.python;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Parses a module down to its functions and classes, whose bodies are passed over: there
 * only tokens, brackets and indentation are checked.
 */
final class ModuleParser {

	private final TokenCursor cursor;

	private final ExpressionParser expressions;

	private final StatementParser simple;

	private int loops;

	private ModuleParser(Tokens tokens) {
		this.cursor = new TokenCursor(tokens);
		this.expressions = new ExpressionParser(this.cursor, 0);
		this.simple = new StatementParser(this.cursor, this.expressions);
	}

	static List<Stmt> parse(Tokens tokens) {
		ModuleParser parser = new ModuleParser(tokens);
		List<Stmt> statements = new ArrayList<>();
		while (!parser.cursor.at(Tokens.END)) {
			parser.statement(statements);
		}
		return statements;
	}

	private void statement(List<Stmt> into) {
		int from = this.cursor.index();
		if (this.cursor.at('@')) {
			decorated(from, into);
			return;
		}
		if (!this.cursor.at(Tokens.NAME)) {
			this.simple.line(into, this.loops > 0);
			return;
		}
		switch (this.cursor.tokens().text(from)) {
			case "def", "class" -> into.add(definition(from, false));
			case "async" -> {
				if (!this.cursor.tokens().is(from + 1, "def")) {
					this.cursor.advance();
					throw this.cursor.error();
				}
				into.add(definition(from, false));
			}
			case "if" -> into.add(conditional(from));
			case "while" -> into.add(whileLoop(from));
			case "for" -> into.add(forLoop(from));
			case "try" -> into.add(tryBlock(from));
			case "with" -> into.add(withBlock(from));
			case "match" -> {
				if (isMatch()) {
					into.add(match(from));
				}
				else {
					this.simple.line(into, this.loops > 0);
				}
			}
			default -> this.simple.line(into, this.loops > 0);
		}
	}

	private void decorated(int from, List<Stmt> into) {
		while (this.cursor.accept('@')) {
			this.expressions.named();
			this.cursor.expect(Tokens.NEWLINE);
		}
		if (!this.cursor.at("def") && !this.cursor.at("class")
				&& !(this.cursor.at("async") && this.cursor.tokens().is(this.cursor.index() + 1, "def"))) {
			throw this.cursor.error();
		}
		into.add(definition(from, true));
	}

	private Stmt definition(int from, boolean decorated) {
		this.cursor.accept("async");
		boolean isClass = this.cursor.at("class");
		this.cursor.advance();
		String name = this.cursor.identifier();
		if (this.cursor.at('[')) {
			this.cursor.tokens().sawNewer();
			this.cursor.moveTo(this.cursor.closing());
			this.cursor.advance();
		}
		if (isClass) {
			if (this.cursor.at('(')) {
				new ArgumentParser(this.cursor, this.expressions).parse();
			}
		}
		else {
			this.cursor.expect('(');
			new ParameterParser(this.cursor, this.expressions, true).parse(')');
			this.cursor.expect(')');
			if (this.cursor.accept(Tokens.op("->"))) {
				this.expressions.expressions();
			}
		}
		this.cursor.expect(':');
		int body = this.cursor.index();
		skipSuite();
		return new Stmt.Definition(from, this.cursor.index(), name, body, isClass, decorated);
	}

	private void skipSuite() {
		Tokens tokens = this.cursor.tokens();
		int i = this.cursor.index();
		if (tokens.kind(i) != Tokens.NEWLINE) {
			while (tokens.kind(i) != Tokens.NEWLINE) {
				i++;
			}
			this.cursor.moveTo(i + 1);
			return;
		}
		this.cursor.advance();
		this.cursor.expect(Tokens.INDENT);
		i = this.cursor.index();
		for (int level = 1; level > 0; i++) {
			if (tokens.kind(i) == Tokens.INDENT) {
				if (tokens.kind(i - 2) != ':') {
					this.cursor.moveTo(i);
					throw this.cursor.error();
				}
				level++;
			}
			else if (tokens.kind(i) == Tokens.DEDENT) {
				level--;
			}
		}
		this.cursor.moveTo(i);
	}

	private List<Stmt> suite() {
		this.cursor.expect(':');
		List<Stmt> body = new ArrayList<>();
		if (!this.cursor.accept(Tokens.NEWLINE)) {
			this.simple.line(body, this.loops > 0);
			return body;
		}
		this.cursor.expect(Tokens.INDENT);
		while (!this.cursor.accept(Tokens.DEDENT)) {
			statement(body);
		}
		return body;
	}

	private Stmt conditional(int from) {
		List<Stmt.Clause> clauses = new ArrayList<>();
		do {
			this.cursor.advance();
			Expr test = this.expressions.named();
			clauses.add(new Stmt.Clause(test, suite()));
		} while (this.cursor.at("elif"));
		if (this.cursor.accept("else")) {
			clauses.add(new Stmt.Clause(null, suite()));
		}
		return new Stmt.If(from, this.cursor.index(), clauses);
	}

	private Stmt whileLoop(int from) {
		this.cursor.advance();
		Expr test = this.expressions.named();
		return loop(from, test, null);
	}

	private Stmt forLoop(int from) {
		this.cursor.advance();
		Expr target = this.expressions.targets();
		Targets.check(target, this.cursor);
		this.cursor.expect("in");
		Expr iterable = this.expressions.expressions();
		return loop(from, iterable, target);
	}

	private Stmt loop(int from, Expr header, @Nullable Expr target) {
		List<List<Stmt>> bodies = new ArrayList<>();
		this.loops++;
		bodies.add(suite());
		this.loops--;
		if (this.cursor.accept("else")) {
			bodies.add(suite());
		}
		return new Stmt.Block(from, this.cursor.index(), List.of(header),
				(target != null) ? List.of(target) : List.of(),
				bodies);
	}

	private Stmt tryBlock(int from) {
		this.cursor.advance();
		List<Expr> headers = new ArrayList<>();
		List<Expr> targets = new ArrayList<>();
		List<List<Stmt>> bodies = new ArrayList<>();
		bodies.add(suite());
		boolean handled = false;
		while (this.cursor.accept("except")) {
			handled = true;
			boolean last = except(headers, targets);
			bodies.add(suite());
			if (last && this.cursor.at("except")) {
				throw this.cursor.error("an 'except' without an exception is not the last one");
			}
		}
		if (handled && this.cursor.accept("else")) {
			bodies.add(suite());
		}
		if (this.cursor.accept("finally")) {
			bodies.add(suite());
		}
		else if (!handled) {
			throw this.cursor.error("a 'try' has neither 'except' nor 'finally'");
		}
		return new Stmt.Block(from, this.cursor.index(), headers, targets, bodies);
	}

	/** Parses what follows {@code except}; returns whether it catches everything. Python 2: a comma for {@code as}. */
	private boolean except(List<Expr> headers, List<Expr> targets) {
		boolean group = this.cursor.accept('*');
		if (this.cursor.at(':') && !group) {
			return true;
		}
		headers.add(this.expressions.expression());
		if (this.cursor.accept(',')) {
			this.cursor.tokens().sawPython2();
			Expr target = this.expressions.binary(0);
			Targets.check(target, this.cursor);
			targets.add(target);
		}
		else if (this.cursor.accept("as")) {
			int from = this.cursor.index();
			targets.add(new Expr.Name(from, from + 1, this.cursor.identifier()));
		}
		return false;
	}

	private Stmt withBlock(int from) {
		this.cursor.advance();
		List<Expr> headers = new ArrayList<>();
		List<Expr> targets = new ArrayList<>();
		int close = this.cursor.at('(') ? this.cursor.closing() : -1;
		boolean grouped = close > 0 && this.cursor.tokens().kind(close + 1) == ':' && hasAs(close);
		if (grouped) {
			this.cursor.advance();
		}
		do {
			if (grouped && this.cursor.at(')')) {
				break;
			}
			headers.add(this.expressions.expression());
			if (this.cursor.accept("as")) {
				Expr target = this.expressions.binary(0);
				Targets.check(target, this.cursor);
				targets.add(target);
			}
		} while (this.cursor.accept(','));
		if (grouped) {
			this.cursor.expect(')');
		}
		List<Stmt> body = suite();
		return new Stmt.Block(from, this.cursor.index(), headers, targets, List.of(body));
	}

	private boolean hasAs(int close) {
		for (int i = this.cursor.index(); i < close; i++) {
			if (this.cursor.tokens().is(i, "as")) {
				return true;
			}
		}
		return false;
	}

	/** Python: {@code match} is a keyword only where a block with {@code case} follows. */
	private boolean isMatch() {
		Tokens tokens = this.cursor.tokens();
		int i = this.cursor.index();
		while (tokens.kind(i) != Tokens.NEWLINE) {
			i++;
		}
		return tokens.kind(i - 1) == ':' && i - 1 > this.cursor.index() + 1 && tokens.kind(i + 1) == Tokens.INDENT
				&& tokens.is(i + 2, "case");
	}

	private Stmt match(int from) {
		while (!this.cursor.at(Tokens.NEWLINE)) {
			this.cursor.advance();
		}
		skipSuite();
		return new Stmt.Murky(from, this.cursor.index());
	}

}
