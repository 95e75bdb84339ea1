package ai.backend.dbstatus.alembic.python.syntax;

/**
 * The operators that stand before one operand.
 */
public enum UnaryOperator {

	/** {@code ~}. */
	INVERT,

	/** {@code not}. */
	NOT,

	/** {@code +}. */
	U_ADD,

	/** {@code -}. */
	U_SUB

}
