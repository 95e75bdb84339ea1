package ai.backend.dbstatus.alembic.python.syntax;

import java.util.List;

import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;

/**
 * A module. Not for several threads at once: bodies are parsed and lines are counted when somebody asks.
 *
 * @param tokens its tokens
 * @param body its statements
 */
public record SyntaxTree(Tokens tokens, List<Stmt> body) {}
