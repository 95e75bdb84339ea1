package ai.backend.dbstatus.alembic.python.syntax;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A pattern of a {@code case} (PEP 634).
 */
public sealed interface Pattern extends Node {

	/**
	 * A value to be equal to: a literal, a signed or complex number, or a dotted name.
	 *
	 * @param span its tokens
	 * @param value the value
	 */
	record MatchValue(Span span, Expr value) implements Pattern {}

	/**
	 * {@code None}, {@code True} or {@code False}.
	 *
	 * @param span its tokens
	 * @param value the constant
	 */
	record MatchSingleton(Span span, Literal value) implements Pattern {}

	/**
	 * {@code [a, b]}, {@code (a, b)} or {@code a, b}.
	 *
	 * @param span its tokens
	 * @param patterns its parts
	 */
	record MatchSequence(Span span, List<Pattern> patterns) implements Pattern {}

	/**
	 * <code>{key: pattern, **rest}</code>.
	 *
	 * @param span its tokens
	 * @param keys the keys: literals or dotted names
	 * @param patterns as many patterns
	 * @param rest the name behind {@code **}
	 */
	record MatchMapping(Span span, List<Expr> keys, List<Pattern> patterns, @Nullable String rest) implements Pattern {}

	/**
	 * {@code Name(pattern, attribute=pattern)}.
	 *
	 * @param span its tokens
	 * @param cls the class: a name or dotted name
	 * @param patterns the patterns by position
	 * @param attributes the attributes named
	 * @param attributePatterns as many patterns
	 */
	record MatchClass(Span span, Expr cls, List<Pattern> patterns, List<String> attributes,
			List<Pattern> attributePatterns) implements Pattern {}

	/**
	 * {@code *rest} of a sequence.
	 *
	 * @param span its tokens
	 * @param name the name, {@code null} for {@code *_}
	 */
	record MatchStar(Span span, @Nullable String name) implements Pattern {}

	/**
	 * {@code pattern as name}, {@code name}, or {@code _}.
	 *
	 * @param span its tokens
	 * @param pattern the pattern, {@code null} where anything matches
	 * @param name the name, {@code null} for {@code _}
	 */
	record MatchAs(Span span, @Nullable Pattern pattern, @Nullable String name) implements Pattern {}

	/**
	 * {@code a | b}.
	 *
	 * @param span its tokens
	 * @param patterns the alternatives
	 */
	record MatchOr(Span span, List<Pattern> patterns) implements Pattern {}

}
