package ai.backend.dbstatus.alembic.script;

/**
 * An expression in a script whose value only running the script would tell.
 *
 * @param text the expression as it is written
 * @param line the line where it stands, counted from 1
 */
public record UnknownExpression(String text, int line) {}
