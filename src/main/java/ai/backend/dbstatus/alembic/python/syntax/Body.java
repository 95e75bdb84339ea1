package ai.backend.dbstatus.alembic.python.syntax;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The statements of a function or of a class. They are parsed when somebody asks for them: of most migration scripts nobody
 * does.
 */
public final class Body {

	private final Span span;

	private final Supplier<List<Stmt>> parser;

	private @Nullable List<Stmt> statements;

	/**
	 * Creates a body.
	 * @param span its tokens, from behind the colon to behind the last statement
	 * @param parser parses them
	 */
	public Body(Span span, Supplier<List<Stmt>> parser) {
		this.span = span;
		this.parser = parser;
	}

	/**
	 * Returns where the body stands.
	 * @return its tokens, from behind the colon to behind the last statement
	 */
	public Span span() {
		return this.span;
	}

	/**
	 * Returns the statements.
	 * @return at least one
	 * @throws ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException if the body is no Python
	 */
	public List<Stmt> statements() {
		List<Stmt> found = this.statements;
		if (found == null) {
			found = this.parser.get();
			this.statements = found;
		}
		return found;
	}

}
