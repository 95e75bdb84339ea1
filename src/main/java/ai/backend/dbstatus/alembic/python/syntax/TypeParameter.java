package ai.backend.dbstatus.alembic.python.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A type parameter of a function, a class or a type alias: {@code T: bound = default}, {@code *Ts} or {@code **P}
 * (PEP 695 and PEP 696, Python 3.12 and 3.13).
 *
 * @param span its tokens
 * @param kind what it stands for
 * @param name its name
 * @param bound its bound or constraints
 * @param defaultValue its default
 */
public record TypeParameter(Span span, Kind kind, String name, @Nullable Expr bound,
		@Nullable Expr defaultValue) implements Node {

	/**
	 * What a type parameter stands for.
	 */
	public enum Kind {

		/** {@code T}. */
		TYPE_VAR,

		/** {@code *Ts}. */
		TYPE_VAR_TUPLE,

		/** {@code **P}. */
		PARAM_SPEC

	}

}
