package ai.backend.dbstatus.alembic.script.python;

import java.util.List;

/**
 * An expression: in detail where its value may be known, else only its place. {@code from} and
 * {@code to} are token indexes, the latter exclusive.
 */
sealed interface Expr {

	int from();

	int to();

	/** A literal. */
	record Constant(int from, int to, Obj value) implements Expr {}

	/** A name. */
	record Name(int from, int to, String id) implements Expr {}

	/** A tuple, list or set display. */
	record Display(int from, int to, Value.Sequence.Kind kind, List<Expr> items) implements Expr {}

	/** {@code *x}. */
	record Starred(int from, int to, Expr of) implements Expr {}

	/** {@code x.name}. */
	record Attribute(int from, int to, Expr of, String name) implements Expr {}

	/** {@code x[...]}. */
	record Subscript(int from, int to) implements Expr {}

	/** A call with nothing but positional arguments. */
	record Call(int from, int to, Expr function, List<Expr> arguments) implements Expr {}

	/** Operands of equal precedence, applied from the left. */
	record Binary(int from, int to, int[] operators, List<Expr> operands) implements Expr {}

	/** {@code and} or {@code or}. */
	record Logical(int from, int to, boolean and, List<Expr> operands) implements Expr {}

	/** {@code not x}. */
	record Not(int from, int to, Expr of) implements Expr {}

	/** One comparison. */
	record Comparison(int from, int to, Expr left, String operator, Expr right) implements Expr {}

	/** {@code x if test else y}. */
	record Conditional(int from, int to, Expr test, Expr then, Expr orElse) implements Expr {}

	/** {@code name := x}. */
	record Walrus(int from, int to, String name, Expr value) implements Expr {}

	/** An f-string, or a concatenation with one; the parts are in order. */
	record Formatted(int from, int to, List<Expr> parts) implements Expr {}

	/** Any other expression. */
	record Opaque(int from, int to) implements Expr {}

}
