package ai.backend.dbstatus.alembic.python.syntax;

/**
 * A part of the syntax tree. Kinds and parts of nodes have the names of Python's {@code ast} module, save that words are
 * written out; where the shape differs, the node says so.
 */
public sealed interface Node permits Expr, Stmt, Pattern, Expr.Keyword, Expr.Comprehension, Expr.DictItem, Stmt.Branch,
		Stmt.Alias, Stmt.WithItem, Stmt.ExceptHandler, Stmt.MatchCase, Parameters.Parameter, TypeParameter {

	/**
	 * Returns where the node stands.
	 * @return its tokens
	 */
	Span span();

	/**
	 * Returns the line where the node begins.
	 * @return the line, counted from 1
	 */
	default int line() {
		return span().line();
	}

	/**
	 * Returns the node's source.
	 * @return the source as it is written
	 */
	default String text() {
		return span().text();
	}

}
