package ai.backend.dbstatus.alembic.python.syntax.parser;

/**
 * What statements and expressions belong to, which decides where {@code return}, {@code yield} and {@code await} may be
 * (Python: "Structure of a program").
 */
enum CodeBlock {

	/** A module. */
	MODULE,

	/** A class. */
	CLASS,

	/** A function or a lambda. */
	FUNCTION,

	/** An {@code async} function. */
	ASYNC_FUNCTION;

	boolean isFunction() {
		return this == FUNCTION || this == ASYNC_FUNCTION;
	}

}
