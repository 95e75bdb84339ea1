package ai.backend.dbstatus.alembic.python.syntax;

/**
 * The binary operators, which are those of augmented assignments, too.
 */
public enum Operator {

	/** {@code +}. */
	ADD,

	/** {@code -}. */
	SUB,

	/** {@code *}. */
	MULT,

	/** {@code @}. */
	MAT_MULT,

	/** {@code /}. */
	DIV,

	/** {@code %}. */
	MOD,

	/** {@code **}. */
	POW,

	/** {@code <<}. */
	L_SHIFT,

	/** {@code >>}. */
	R_SHIFT,

	/** {@code |}. */
	BIT_OR,

	/** {@code ^}. */
	BIT_XOR,

	/** {@code &}. */
	BIT_AND,

	/** {@code //}. */
	FLOOR_DIV

}
