package ai.backend.dbstatus.alembic.script.python;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement at module level. {@code from} and {@code to} are token indexes, the latter
 * exclusive.
 * <p>
 * Statements and expressions are told apart by visitors where all of them matter: each {@code switch} over types takes a
 * fresh process, which is what reads most scripts, a millisecond to link.
 */
sealed interface Stmt {

	int from();

	int to();

	void accept(Visitor visitor);

	/** What to do with each kind of statement. */
	interface Visitor {

		void expression(Expression expression);

		void assign(Assign assign);

		void annotated(Annotated annotated);

		void augmented(Augmented augmented);

		void delete(Delete delete);

		void imports(Import imported);

		void importAll(ImportAll all);

		void definition(Definition definition);

		void conditional(If conditional);

		void block(Block block);

		void murky(Murky murky);

	}

	/** An expression by itself, or {@code assert}, {@code raise} and the like. */
	record Expression(int from, int to, @Nullable Expr expr) implements Stmt {

		@Override
		public void accept(Visitor visitor) {
			visitor.expression(this);
		}

	}

	/** {@code a = b = x}. */
	record Assign(int from, int to, List<Expr> targets, Expr value) implements Stmt {

		@Override
		public void accept(Visitor visitor) {
			visitor.assign(this);
		}

	}

	/** {@code a: annotation = x}. */
	record Annotated(int from, int to, Expr target, Expr annotation, @Nullable Expr value) implements Stmt {

		@Override
		public void accept(Visitor visitor) {
			visitor.annotated(this);
		}

	}

	/** {@code a += x}. */
	record Augmented(int from, int to, Expr target, char operator, Expr value) implements Stmt {

		@Override
		public void accept(Visitor visitor) {
			visitor.augmented(this);
		}

	}

	/** {@code del a, b}. */
	record Delete(int from, int to, List<Expr> targets) implements Stmt {

		@Override
		public void accept(Visitor visitor) {
			visitor.delete(this);
		}

	}

	/** {@code import a.b as c}, or {@code from a.b import c as d} where a name is taken from the module. */
	record Import(int from, int to, String module, @Nullable String name, String as) implements Stmt {

		@Override
		public void accept(Visitor visitor) {
			visitor.imports(this);
		}

	}

	/** {@code from a.b import *}. */
	record ImportAll(int from, int to, String module) implements Stmt {

		@Override
		public void accept(Visitor visitor) {
			visitor.importAll(this);
		}

	}

	/** A function or a class; the body is the tokens from {@code body} to {@code to}. */
	record Definition(int from, int to, String name, int body, boolean isClass, boolean decorated) implements Stmt {

		@Override
		public void accept(Visitor visitor) {
			visitor.definition(this);
		}

	}

	/** {@code if}, with a clause for each {@code elif}; {@code else} is a clause without a test. */
	record If(int from, int to, List<Clause> clauses) implements Stmt {

		@Override
		public void accept(Visitor visitor) {
			visitor.conditional(this);
		}

	}

	/** A branch of an {@code if}. */
	record Clause(@Nullable Expr test, List<Stmt> body) {}

	/**
	 * A loop, {@code try}, {@code with}: what is in it may run, once, often or in part.
	 *
	 * @param headers the expressions that its lines hold
	 * @param targets what its lines bind
	 */
	record Block(int from, int to, List<Expr> headers, List<Expr> targets, List<List<Stmt>> bodies) implements Stmt {

		@Override
		public void accept(Visitor visitor) {
			visitor.block(this);
		}

	}

	/** A statement about which nothing is known but its tokens; any name in it may be bound. */
	record Murky(int from, int to) implements Stmt {

		@Override
		public void accept(Visitor visitor) {
			visitor.murky(this);
		}

	}

}
