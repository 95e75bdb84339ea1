package ai.backend.dbstatus.alembic.script.python;

import java.util.List;

/**
 * An expression: in detail where its value may be known, else only its place. {@code from} and
 * {@code to} are token indexes, the latter exclusive.
 */
sealed interface Expr {

	int from();

	int to();

	<T> T accept(Visitor<T> visitor);

	/** What to make of each kind of expression. */
	interface Visitor<T> {

		T constant(Constant constant);

		T name(Name name);

		T display(Display display);

		T starred(Starred starred);

		T attribute(Attribute attribute);

		T subscript(Subscript subscript);

		T call(Call call);

		T binary(Binary binary);

		T logical(Logical logical);

		T not(Not not);

		T comparison(Comparison comparison);

		T conditional(Conditional conditional);

		T walrus(Walrus walrus);

		T formatted(Formatted formatted);

		T opaque(Opaque opaque);

	}

	/** A literal. */
	record Constant(int from, int to, Obj value) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.constant(this);
		}

	}

	/** A name. */
	record Name(int from, int to, String id) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.name(this);
		}

	}

	/** A tuple, list or set display. */
	record Display(int from, int to, Value.Sequence.Kind kind, List<Expr> items) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.display(this);
		}

	}

	/** {@code *x}. */
	record Starred(int from, int to, Expr of) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.starred(this);
		}

	}

	/** {@code x.name}. */
	record Attribute(int from, int to, Expr of, String name) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.attribute(this);
		}

	}

	/** {@code x[...]}. */
	record Subscript(int from, int to) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.subscript(this);
		}

	}

	/** A call with nothing but positional arguments. */
	record Call(int from, int to, Expr function, List<Expr> arguments) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.call(this);
		}

	}

	/** Operands of equal precedence, applied from the left. */
	record Binary(int from, int to, int[] operators, List<Expr> operands) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.binary(this);
		}

	}

	/** {@code and} or {@code or}. */
	record Logical(int from, int to, boolean and, List<Expr> operands) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.logical(this);
		}

	}

	/** {@code not x}. */
	record Not(int from, int to, Expr of) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.not(this);
		}

	}

	/** One comparison. */
	record Comparison(int from, int to, Expr left, String operator, Expr right) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.comparison(this);
		}

	}

	/** {@code x if test else y}. */
	record Conditional(int from, int to, Expr test, Expr then, Expr orElse) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.conditional(this);
		}

	}

	/** {@code name := x}. */
	record Walrus(int from, int to, String name, Expr value) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.walrus(this);
		}

	}

	/** An f-string, or a concatenation with one; the parts are in order. */
	record Formatted(int from, int to, List<Expr> parts) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.formatted(this);
		}

	}

	/** Any other expression. */
	record Opaque(int from, int to) implements Expr {

		@Override
		public <T> T accept(Visitor<T> visitor) {
			return visitor.opaque(this);
		}

	}

}
