package ai.backend.dbstatus.alembic.python.syntax;

import org.jspecify.annotations.Nullable;

/**
 * An expression. Parentheses around one leave no trace, save those of a tuple, which belong to it.
 * <p>
 * Operators of equal precedence in a row are one node here, where Python has one within the other: nobody who follows the
 * tree has to bear as many calls as an expression has operands. However a text is written, expressions are nested at most 500
 * deep.
 */
public sealed interface Expr extends Node {

	/**
	 * A literal.
	 *
	 * @param span its tokens
	 * @param value what it says
	 */
	record Constant(Span span, Literal value) implements Expr {}

	/**
	 * A name.
	 *
	 * @param span its token
	 * @param id the name as Python compares names, that is in normal form KC
	 */
	record Name(Span span, String id) implements Expr {}

	/**
	 * An f-string, or strings written next to each other of which one is.
	 *
	 * @param span its tokens
	 * @param values its parts: constant strings and {@link FormattedValue}s
	 */
	record JoinedStr(Span span, java.util.List<Expr> values) implements Expr {}

	/**
	 * A template string (PEP 750, Python 3.14).
	 *
	 * @param span its tokens
	 * @param values its parts: constant strings and {@link FormattedValue}s
	 */
	record TemplateStr(Span span, java.util.List<Expr> values) implements Expr {}

	/**
	 * An expression between the braces of an f-string. Where its own text is to be shown (<code>{x = }</code>), this is in
	 * the constant before it.
	 *
	 * @param span the tokens of the expression
	 * @param value the expression
	 * @param conversion {@code s}, {@code r} or {@code a}, or 0
	 * @param formatSpec the format specification
	 */
	record FormattedValue(Span span, Expr value, char conversion, @Nullable JoinedStr formatSpec) implements Expr {}

	/**
	 * {@code a, b}, {@code (a, b)} or {@code ()}.
	 *
	 * @param span its tokens, parentheses included
	 * @param elements its elements, some of which may be starred
	 */
	record Tuple(Span span, java.util.List<Expr> elements) implements Expr {}

	/**
	 * {@code [a, b]}.
	 *
	 * @param span its tokens
	 * @param elements its elements, some of which may be starred
	 */
	record List(Span span, java.util.List<Expr> elements) implements Expr {}

	/**
	 * <code>{a, b}</code>.
	 *
	 * @param span its tokens
	 * @param elements its elements, some of which may be starred
	 */
	record Set(Span span, java.util.List<Expr> elements) implements Expr {}

	/**
	 * <code>{key: value, **mapping}</code>.
	 *
	 * @param span its tokens
	 * @param items its items
	 */
	record Dict(Span span, java.util.List<DictItem> items) implements Expr {}

	/**
	 * {@code key: value}, or {@code **value}.
	 *
	 * @param span its tokens
	 * @param key the key, {@code null} where {@code value} is a mapping to be merged
	 * @param value the value
	 */
	record DictItem(Span span, @Nullable Expr key, Expr value) implements Node {}

	/**
	 * {@code *value}.
	 *
	 * @param span its tokens
	 * @param value what is unpacked
	 */
	record Starred(Span span, Expr value) implements Expr {}

	/**
	 * {@code value.attr}.
	 *
	 * @param span its tokens
	 * @param value the object
	 * @param attr the name behind the dot
	 */
	record Attribute(Span span, Expr value, String attr) implements Expr {}

	/**
	 * {@code value[slice]}.
	 *
	 * @param span its tokens
	 * @param value the object
	 * @param slice what is in brackets: an expression, a {@link Slice}, or a {@link Tuple} of these
	 */
	record Subscript(Span span, Expr value, Expr slice) implements Expr {}

	/**
	 * {@code lower:upper:step}, in a subscript only.
	 *
	 * @param span its tokens
	 * @param lower where it begins
	 * @param upper where it ends
	 * @param step how it goes on
	 */
	record Slice(Span span, @Nullable Expr lower, @Nullable Expr upper, @Nullable Expr step) implements Expr {}

	/**
	 * {@code func(a, *b, c=d, **e)}.
	 *
	 * @param span its tokens
	 * @param func what is called
	 * @param args the arguments by position, some of which may be starred
	 * @param keywords the other arguments
	 */
	record Call(Span span, Expr func, java.util.List<Expr> args, java.util.List<Keyword> keywords) implements Expr {}

	/**
	 * {@code name=value} or {@code **value} among the arguments of a call or of a class.
	 *
	 * @param span its tokens
	 * @param name the name, {@code null} for {@code **value}
	 * @param value the value
	 */
	record Keyword(Span span, @Nullable String name, Expr value) implements Node {}

	/**
	 * Operands of equal precedence, applied from the left: {@code a + b - c}. A power has two operands.
	 *
	 * @param span its tokens
	 * @param operands the operands, at least two
	 * @param operators one less
	 */
	record BinOp(Span span, java.util.List<Expr> operands, java.util.List<Operator> operators) implements Expr {}

	/**
	 * {@code a and b and c}, or the same with {@code or}.
	 *
	 * @param span its tokens
	 * @param and whether it is {@code and}
	 * @param values the operands, at least two
	 */
	record BoolOp(Span span, boolean and, java.util.List<Expr> values) implements Expr {}

	/**
	 * Operators before an operand: {@code -a}, {@code not not a}.
	 *
	 * @param span its tokens
	 * @param operators the operators as they are written, so that the last is applied first; all or none are {@code not}
	 * @param operand the operand
	 */
	record UnaryOp(Span span, java.util.List<UnaryOperator> operators, Expr operand) implements Expr {}

	/**
	 * {@code a < b == c}.
	 *
	 * @param span its tokens
	 * @param left the first operand
	 * @param operators the operators, at least one
	 * @param comparators as many operands
	 */
	record Compare(Span span, Expr left, java.util.List<ComparisonOperator> operators,
			java.util.List<Expr> comparators) implements Expr {}

	/**
	 * {@code body if test else orElse}.
	 *
	 * @param span its tokens
	 * @param test the condition
	 * @param body what it is if the condition holds
	 * @param orElse what it is if not
	 */
	record IfExp(Span span, Expr test, Expr body, Expr orElse) implements Expr {}

	/**
	 * {@code lambda parameters: body}.
	 *
	 * @param span its tokens
	 * @param parameters the parameters, which have no annotations
	 * @param body the result
	 */
	record Lambda(Span span, Parameters parameters, Expr body) implements Expr {}

	/**
	 * {@code target := value}.
	 *
	 * @param span its tokens
	 * @param target the name that is bound
	 * @param value the value
	 */
	record NamedExpr(Span span, Name target, Expr value) implements Expr {}

	/**
	 * {@code [element for ...]}.
	 *
	 * @param span its tokens
	 * @param element what each round adds
	 * @param generators the loops, outermost first
	 */
	record ListComp(Span span, Expr element, java.util.List<Comprehension> generators) implements Expr {}

	/**
	 * <code>{element for ...}</code>.
	 *
	 * @param span its tokens
	 * @param element what each round adds
	 * @param generators the loops, outermost first
	 */
	record SetComp(Span span, Expr element, java.util.List<Comprehension> generators) implements Expr {}

	/**
	 * <code>{key: value for ...}</code>.
	 *
	 * @param span its tokens
	 * @param key the key that each round adds
	 * @param value its value
	 * @param generators the loops, outermost first
	 */
	record DictComp(Span span, Expr key, Expr value, java.util.List<Comprehension> generators) implements Expr {}

	/**
	 * {@code (element for ...)}, or the same as the only argument of a call, whose parentheses it then has.
	 *
	 * @param span its tokens, parentheses included
	 * @param element what each round yields
	 * @param generators the loops, outermost first
	 */
	record GeneratorExp(Span span, Expr element, java.util.List<Comprehension> generators) implements Expr {}

	/**
	 * {@code for target in iter if test} in a comprehension.
	 *
	 * @param span its tokens
	 * @param target what is bound
	 * @param iter what is gone through
	 * @param ifs the conditions
	 * @param async whether it is {@code async for}
	 */
	record Comprehension(Span span, Expr target, Expr iter, java.util.List<Expr> ifs, boolean async) implements Node {}

	/**
	 * {@code await value}.
	 *
	 * @param span its tokens
	 * @param value what is awaited
	 */
	record Await(Span span, Expr value) implements Expr {}

	/**
	 * {@code yield value}.
	 *
	 * @param span its tokens
	 * @param value what is yielded
	 */
	record Yield(Span span, @Nullable Expr value) implements Expr {}

	/**
	 * {@code yield from value}.
	 *
	 * @param span its tokens
	 * @param value what is yielded from
	 */
	record YieldFrom(Span span, Expr value) implements Expr {}

	/**
	 * Python 2: {@code `value`}, which is {@code repr(value)}.
	 *
	 * @param span its tokens
	 * @param value the operand
	 */
	record Repr(Span span, Expr value) implements Expr {}

}
