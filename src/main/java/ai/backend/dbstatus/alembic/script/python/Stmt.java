package ai.backend.dbstatus.alembic.script.python;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement at module level. {@code from} and {@code to} are token indexes, the latter
 * exclusive.
 */
sealed interface Stmt {

	int from();

	int to();

	/** An expression by itself, or {@code assert}, {@code raise} and the like. */
	record Expression(int from, int to, @Nullable Expr expr) implements Stmt {}

	/** {@code a = b = x}. */
	record Assign(int from, int to, List<Expr> targets, Expr value) implements Stmt {}

	/** {@code a: annotation = x}. */
	record Annotated(int from, int to, Expr target, Expr annotation, @Nullable Expr value) implements Stmt {}

	/** {@code a += x}. */
	record Augmented(int from, int to, Expr target, char operator, Expr value) implements Stmt {}

	/** {@code del a, b}. */
	record Delete(int from, int to, List<Expr> targets) implements Stmt {}

	/** {@code import a.b as c}, or {@code from a.b import c as d} where a name is taken from the module. */
	record Import(int from, int to, String module, @Nullable String name, String as) implements Stmt {}

	/** {@code from a.b import *}. */
	record ImportAll(int from, int to, String module) implements Stmt {}

	/** A function or a class; the body is the tokens from {@code body} to {@code to}. */
	record Definition(int from, int to, String name, int body, boolean isClass, boolean decorated) implements Stmt {}

	/** {@code if}, with a clause for each {@code elif}; {@code else} is a clause without a test. */
	record If(int from, int to, List<Clause> clauses) implements Stmt {}

	/** A branch of an {@code if}. */
	record Clause(@Nullable Expr test, List<Stmt> body) {}

	/**
	 * A loop, {@code try}, {@code with}: what is in it may run, once, often or in part.
	 *
	 * @param headers the expressions that its lines hold
	 * @param targets what its lines bind
	 */
	record Block(int from, int to, List<Expr> headers, List<Expr> targets, List<List<Stmt>> bodies) implements Stmt {}

	/** A statement about which nothing is known but its tokens; any name in it may be bound. */
	record Murky(int from, int to) implements Stmt {}

}
