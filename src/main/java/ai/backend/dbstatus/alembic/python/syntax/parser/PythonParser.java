package ai.backend.dbstatus.alembic.python.syntax.parser;

import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.SyntaxTree;
import ai.backend.dbstatus.alembic.python.syntax.token.Source;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokenizer;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;

/**
 * Parses Python by the grammar of Python 3.13. Bodies of functions and classes are parsed when somebody asks for them; until
 * then only their tokens, brackets and indentation are checked.
 * <p>
 * What Python 3.13 refuses is refused, except: what Python checks after parsing (scopes, {@code global} after use, the place
 * of {@code __future__} imports) is not checked, save that {@code return}, {@code yield}, {@code await}, {@code break} and
 * {@code continue} stand where they may; and syntax is accepted that only Python 2 ({@code print x}, {@code exec x},
 * {@code except E, e}, {@code raise E, x}, {@code <>}, backticks, {@code 0777}, {@code 10L}, {@code ur''}) or Python 3.14
 * ({@code t''}) has.
 */
public final class PythonParser {

	private PythonParser() {
	}

	/**
	 * Parses a module.
	 * @param source its text
	 * @return its tree
	 * @throws ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException if it is no Python
	 */
	public static SyntaxTree parse(Source source) {
		Tokens tokens = Tokenizer.tokenize(source);
		return new SyntaxTree(tokens, new CompoundStatementParser(tokens, 0, CodeBlock.MODULE).module());
	}

	/**
	 * Parses an expression of a module.
	 * @param tokens the tokens of the module
	 * @param index the token with which the expression begins
	 * @return the expression
	 * @throws ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException if there is none
	 */
	public static Expr parseExpression(Tokens tokens, int index) {
		return new ExpressionParser(new TokenCursor(tokens, index), CodeBlock.MODULE, 0).expression();
	}

}
