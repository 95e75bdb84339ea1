package ai.backend.dbstatus.alembic.python.syntax;

import org.jspecify.annotations.Nullable;

/**
 * What a literal says (Python: "Literals" of "Lexical analysis").
 */
public sealed interface Literal {

	/**
	 * A string, or several written next to each other.
	 *
	 * @param value its characters; {@code null} where Java and Python would not agree on them: named characters
	 * ({@code \N{...}}) and halves of surrogate pairs
	 */
	record Str(@Nullable String value) implements Literal {}

	/**
	 * Bytes, or several such literals written next to each other.
	 *
	 * @param value a character for each byte
	 */
	record Bytes(String value) implements Literal {}

	/**
	 * An integer of at most 18 digits.
	 *
	 * @param value its value
	 */
	record Int(long value) implements Literal {}

	/**
	 * Any other number: one with a fraction or an exponent, an imaginary one, a longer integer, one that only Python 2 has.
	 *
	 * @param text its source
	 */
	record Numeric(String text) implements Literal {}

	/**
	 * The constants that have a name or a sign of their own.
	 */
	enum Singleton implements Literal {

		/** {@code None}. */
		NONE,

		/** {@code True}. */
		TRUE,

		/** {@code False}. */
		FALSE,

		/** {@code ...}. */
		ELLIPSIS

	}

}
