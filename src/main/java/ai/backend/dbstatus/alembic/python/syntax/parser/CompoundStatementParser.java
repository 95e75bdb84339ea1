package ai.backend.dbstatus.alembic.python.syntax.parser;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.python.syntax.Body;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Parameters;
import ai.backend.dbstatus.alembic.python.syntax.Pattern;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import ai.backend.dbstatus.alembic.python.syntax.TypeParameter;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Parses the statements of a module or of a body, down to the functions and classes in it, whose bodies are passed over.
 */
final class CompoundStatementParser {

	private final TokenCursor cursor;

	private final CodeBlock block;

	private final ExpressionParser expressions;

	private final SimpleStatementParser simple;

	private int loops;

	CompoundStatementParser(Tokens tokens, int index, CodeBlock block) {
		this.cursor = new TokenCursor(tokens, index);
		this.block = block;
		this.expressions = new ExpressionParser(this.cursor, block, 0);
		this.simple = new SimpleStatementParser(this.cursor, block, this.expressions);
	}

	/** Parses up to the end of the module. */
	List<Stmt> module() {
		List<Stmt> statements = new ArrayList<>();
		while (!this.cursor.at(Tokens.END)) {
			statement(statements);
		}
		return statements;
	}

	/** Parses what follows a colon: a line, or an indented block. */
	private List<Stmt> suiteBody() {
		List<Stmt> statements = new ArrayList<>();
		if (!this.cursor.accept(Tokens.NEWLINE)) {
			this.simple.line(statements, this.loops > 0);
			return statements;
		}
		this.cursor.expect(Tokens.INDENT);
		while (!this.cursor.accept(Tokens.DEDENT)) {
			statement(statements);
		}
		return statements;
	}

	private List<Stmt> suite() {
		this.expressions.checkAsync();
		this.cursor.expect(':');
		return suiteBody();
	}

	private void statement(List<Stmt> into) {
		int from = this.cursor.index();
		if (this.cursor.at('@')) {
			into.add(decorated(from));
			return;
		}
		Stmt statement = this.cursor.at(Tokens.NAME) ? compound(from) : null;
		if (statement != null) {
			into.add(statement);
		}
		else {
			this.simple.line(into, this.loops > 0);
		}
	}

	/** Parses a compound statement, if it is one. */
	private @Nullable Stmt compound(int from) {
		return switch (this.cursor.tokens().text(from)) {
			case "def", "class" -> definition(from, List.of());
			case "async" -> asynchronous(from);
			case "if" -> conditional(from);
			case "while" -> whileLoop(from);
			case "for" -> forLoop(from, false);
			case "try" -> tryBlock(from);
			case "with" -> with(from, false);
			case "match" -> isMatch() ? match(from) : null;
			default -> null;
		};
	}

	private Stmt asynchronous(int from) {
		if (this.cursor.at("async", "def")) {
			return definition(from, List.of());
		}
		this.cursor.advance();
		boolean loop = this.cursor.at("for");
		if (!loop && !this.cursor.at("with")) {
			throw this.cursor.error();
		}
		if (this.block != CodeBlock.ASYNC_FUNCTION) {
			throw this.cursor.error("'async " + (loop ? "for" : "with") + "' stands outside an asynchronous function");
		}
		return loop ? forLoop(from, true) : with(from, true);
	}

	private Stmt decorated(int from) {
		List<Expr> decorators = new ArrayList<>(1);
		while (this.cursor.accept('@')) {
			decorators.add(this.expressions.named());
			this.cursor.expect(Tokens.NEWLINE);
		}
		if (!this.cursor.at("def") && !this.cursor.at("class") && !this.cursor.at("async", "def")) {
			throw this.cursor.error();
		}
		return definition(from, decorators);
	}

	private Stmt definition(int from, List<Expr> decorators) {
		boolean async = this.cursor.accept("async");
		boolean isClass = this.cursor.at("class");
		this.cursor.advance();
		String name = this.cursor.identifier();
		List<TypeParameter> typeParameters = new TypeParameterParser(this.cursor, this.expressions).parse();
		if (isClass) {
			ArgumentParser arguments = new ArgumentParser(this.cursor, this.expressions);
			if (this.cursor.at('(')) {
				arguments.parse(false);
			}
			Body body = body(CodeBlock.CLASS);
			return new Stmt.ClassDef(this.cursor.span(from), name, typeParameters, arguments.positional(),
					arguments.keywords(), body, decorators);
		}
		this.cursor.expect('(');
		Parameters parameters = new ParameterParser(this.cursor, this.expressions, true).parse(')');
		this.cursor.expect(')');
		Expr returns = this.cursor.accept(Tokens.ARROW) ? this.expressions.expression() : null;
		Body body = body(async ? CodeBlock.ASYNC_FUNCTION : CodeBlock.FUNCTION);
		return new Stmt.FunctionDef(this.cursor.span(from), name, typeParameters, parameters, returns, body,
				decorators, async);
	}

	/** Passes over the body of a function or a class. */
	private Body body(CodeBlock inside) {
		this.expressions.checkAsync();
		this.cursor.expect(':');
		Tokens tokens = this.cursor.tokens();
		int from = this.cursor.index();
		int i = from;
		while (tokens.kind(i) != Tokens.NEWLINE) {
			i++;
		}
		i++;
		if (tokens.kind(from) == Tokens.NEWLINE) {
			this.cursor.advance();
			this.cursor.expect(Tokens.INDENT);
			i = endOfBlock(this.cursor.index());
		}
		this.cursor.moveTo(i);
		return new Body(this.cursor.span(from), () -> new CompoundStatementParser(tokens, from, inside).suiteBody());
	}

	/** Returns the token behind the block that begins before a token; each block in it must follow a colon. */
	private int endOfBlock(int from) {
		Tokens tokens = this.cursor.tokens();
		int i = from;
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
		return i;
	}

	private Stmt conditional(int from) {
		List<Stmt.Branch> branches = new ArrayList<>(1);
		do {
			int start = this.cursor.index();
			this.cursor.advance();
			Expr test = this.expressions.named();
			List<Stmt> body = suite();
			branches.add(new Stmt.Branch(this.cursor.span(start), test, body));
		} while (this.cursor.at("elif"));
		List<Stmt> orElse = orElse();
		return new Stmt.If(this.cursor.span(from), branches, orElse);
	}

	private List<Stmt> orElse() {
		return this.cursor.accept("else") ? suite() : List.of();
	}

	private Stmt whileLoop(int from) {
		this.cursor.advance();
		Expr test = this.expressions.named();
		List<Stmt> body = loopBody();
		List<Stmt> orElse = orElse();
		return new Stmt.While(this.cursor.span(from), test, body, orElse);
	}

	private Stmt forLoop(int from, boolean async) {
		this.cursor.advance();
		Expr target = this.expressions.targets();
		Targets.check(target);
		this.cursor.expect("in");
		Expr iter = this.expressions.expressions();
		List<Stmt> body = loopBody();
		List<Stmt> orElse = orElse();
		return new Stmt.For(this.cursor.span(from), target, iter, body, orElse, async);
	}

	private List<Stmt> loopBody() {
		this.loops++;
		List<Stmt> body = suite();
		this.loops--;
		return body;
	}

	private Stmt tryBlock(int from) {
		this.cursor.advance();
		List<Stmt> body = suite();
		List<Stmt.ExceptHandler> handlers = new ArrayList<>(1);
		boolean star = this.cursor.at("except") && this.cursor.peek(1) == '*';
		while (this.cursor.at("except")) {
			if (!handlers.isEmpty() && handlers.getLast().type() == null) {
				throw this.cursor.error("an 'except' without an exception is not the last one");
			}
			handlers.add(except(star));
		}
		List<Stmt> orElse = handlers.isEmpty() ? List.of() : orElse();
		List<Stmt> finalBody = this.cursor.accept("finally") ? suite() : List.of();
		if (handlers.isEmpty() && finalBody.isEmpty()) {
			throw this.cursor.error("a 'try' has neither 'except' nor 'finally'");
		}
		return new Stmt.Try(this.cursor.span(from), body, handlers, orElse, finalBody, star);
	}

	/** Parses a handler. Python 2: a comma for {@code as}. */
	private Stmt.ExceptHandler except(boolean star) {
		int from = this.cursor.index();
		this.cursor.advance();
		if (this.cursor.accept('*') != star) {
			throw this.cursor.error("a 'try' has both 'except' and 'except*'");
		}
		Expr type = null;
		Expr target = null;
		if (star || !this.cursor.at(':')) {
			type = this.expressions.expression();
			if (this.cursor.accept(',')) {
				this.cursor.tokens().sawPython2();
				target = this.expressions.bitwiseOr();
				Targets.check(target);
			}
			else if (this.cursor.accept("as")) {
				int start = this.cursor.index();
				String name = this.cursor.identifier();
				target = new Expr.Name(this.cursor.span(start), name);
			}
		}
		List<Stmt> body = suite();
		return new Stmt.ExceptHandler(this.cursor.span(from), type, target, body);
	}

	private Stmt with(int from, boolean async) {
		this.cursor.advance();
		List<Stmt.WithItem> items = parenthesizedItems();
		if (items == null) {
			items = items(this.expressions);
		}
		List<Stmt> body = suite();
		return new Stmt.With(this.cursor.span(from), items, body, async);
	}

	/**
	 * Parses items in parentheses. Python: what can be read as such is, even {@code (a, b)}, which elsewhere is a tuple; else
	 * it is an expression, such as {@code (yield)}.
	 */
	private @Nullable List<Stmt.WithItem> parenthesizedItems() {
		int open = this.cursor.index();
		int close = this.cursor.at('(') ? this.cursor.closing() : -1;
		if (close <= open + 1 || this.cursor.tokens().kind(close + 1) != ':') {
			return null;
		}
		try {
			this.cursor.advance();
			ExpressionParser inner = new ExpressionParser(this.cursor, this.block, 0);
			List<Stmt.WithItem> items = items(inner);
			this.cursor.accept(',');
			this.cursor.expect(')');
			inner.checkAsync();
			return items;
		}
		catch (PythonSyntaxException ex) {
			this.cursor.moveTo(open);
			return null;
		}
	}

	private List<Stmt.WithItem> items(ExpressionParser expressions) {
		List<Stmt.WithItem> items = new ArrayList<>(1);
		do {
			int from = this.cursor.index();
			Expr contextExpr = expressions.expression();
			Expr target = null;
			if (this.cursor.accept("as")) {
				target = expressions.bitwiseOr();
				Targets.check(target);
			}
			items.add(new Stmt.WithItem(this.cursor.span(from), contextExpr, target));
		} while (this.cursor.at(',') && this.cursor.peek(1) != ')' && this.cursor.accept(','));
		return items;
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
		this.cursor.advance();
		Expr subject = subject();
		this.cursor.expect(':');
		this.cursor.expect(Tokens.NEWLINE);
		this.cursor.expect(Tokens.INDENT);
		List<Stmt.MatchCase> cases = new ArrayList<>();
		while (!this.cursor.accept(Tokens.DEDENT)) {
			int start = this.cursor.index();
			this.cursor.expect("case");
			Pattern pattern = new PatternParser(this.cursor, this.expressions).patterns();
			Expr guard = this.cursor.accept("if") ? this.expressions.named() : null;
			List<Stmt> body = suite();
			cases.add(new Stmt.MatchCase(this.cursor.span(start), pattern, guard, body));
		}
		return new Stmt.Match(this.cursor.span(from), subject, cases);
	}

	/** Python: as elsewhere in parentheses, names may be bound by {@code :=}. */
	private Expr subject() {
		int from = this.cursor.index();
		Expr first = this.expressions.starredOrNamed();
		if (!this.cursor.at(',')) {
			if (first instanceof Expr.Starred) {
				throw this.cursor.error("a starred expression stands alone");
			}
			return first;
		}
		List<Expr> elements = new ArrayList<>();
		elements.add(first);
		while (this.cursor.accept(',') && !this.cursor.at(':')) {
			elements.add(this.expressions.starredOrNamed());
		}
		return new Expr.Tuple(this.cursor.span(from), elements);
	}

}
