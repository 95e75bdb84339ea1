package ai.backend.dbstatus.alembic.python.syntax;

/**
 * The operators that compare.
 */
public enum ComparisonOperator {

	/** {@code ==}. */
	EQ,

	/** {@code !=}, or Python 2's {@code <>}. */
	NOT_EQ,

	/** {@code <}. */
	LT,

	/** {@code <=}. */
	LT_E,

	/** {@code >}. */
	GT,

	/** {@code >=}. */
	GT_E,

	/** {@code is}. */
	IS,

	/** {@code is not}. */
	IS_NOT,

	/** {@code in}. */
	IN,

	/** {@code not in}. */
	NOT_IN

}
