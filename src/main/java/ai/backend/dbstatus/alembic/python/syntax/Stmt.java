package ai.backend.dbstatus.alembic.python.syntax;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement.
 */
public sealed interface Stmt extends Node {

	/**
	 * A function or a class.
	 */
	sealed interface Definition extends Stmt {

		/**
		 * Returns the name.
		 * @return the name that it binds
		 */
		String name();

		/**
		 * Returns the decorators.
		 * @return the expressions behind {@code @}
		 */
		List<Expr> decorators();

		/**
		 * Returns the body.
		 * @return the body, not parsed yet
		 */
		Body body();

	}

	/**
	 * {@code def name(parameters) -> returns: body}.
	 *
	 * @param span its tokens, decorators included
	 * @param name the name
	 * @param typeParameters the type parameters
	 * @param parameters the parameters
	 * @param returns the annotation of what is returned
	 * @param body the body
	 * @param decorators the decorators
	 * @param async whether it is {@code async def}
	 */
	record FunctionDef(Span span, String name, List<TypeParameter> typeParameters, Parameters parameters,
			@Nullable Expr returns, Body body, List<Expr> decorators, boolean async) implements Definition {}

	/**
	 * {@code class name(bases, keyword=value): body}.
	 *
	 * @param span its tokens, decorators included
	 * @param name the name
	 * @param typeParameters the type parameters
	 * @param bases the bases, some of which may be starred
	 * @param keywords the other arguments
	 * @param body the body
	 * @param decorators the decorators
	 */
	record ClassDef(Span span, String name, List<TypeParameter> typeParameters, List<Expr> bases,
			List<Expr.Keyword> keywords, Body body, List<Expr> decorators) implements Definition {}

	/**
	 * {@code return value}.
	 *
	 * @param span its tokens
	 * @param value what is returned
	 */
	record Return(Span span, @Nullable Expr value) implements Stmt {}

	/**
	 * {@code del a, b}.
	 *
	 * @param span its tokens
	 * @param targets what is deleted
	 */
	record Delete(Span span, List<Expr> targets) implements Stmt {}

	/**
	 * {@code a = b = value}.
	 *
	 * @param span its tokens
	 * @param targets what is bound, in this order
	 * @param value the value
	 */
	record Assign(Span span, List<Expr> targets, Expr value) implements Stmt {}

	/**
	 * {@code target: annotation = value}.
	 *
	 * @param span its tokens
	 * @param target what is bound
	 * @param annotation the annotation
	 * @param value the value
	 */
	record AnnAssign(Span span, Expr target, Expr annotation, @Nullable Expr value) implements Stmt {}

	/**
	 * {@code target += value} and its kind.
	 *
	 * @param span its tokens
	 * @param target what is bound
	 * @param operator the operator
	 * @param value the right operand
	 */
	record AugAssign(Span span, Expr target, Operator operator, Expr value) implements Stmt {}

	/**
	 * {@code type name = value} (PEP 695, Python 3.12).
	 *
	 * @param span its tokens
	 * @param name the name
	 * @param typeParameters the type parameters
	 * @param value the type, which is evaluated only when somebody asks for it
	 */
	record TypeAlias(Span span, String name, List<TypeParameter> typeParameters, Expr value) implements Stmt {}

	/**
	 * {@code for target in iter: body else: orElse}.
	 *
	 * @param span its tokens
	 * @param target what is bound
	 * @param iter what is gone through
	 * @param body what is done in each round
	 * @param orElse what is done if no {@code break} was met
	 * @param async whether it is {@code async for}
	 */
	record For(Span span, Expr target, Expr iter, List<Stmt> body, List<Stmt> orElse, boolean async) implements Stmt {}

	/**
	 * {@code while test: body else: orElse}.
	 *
	 * @param span its tokens
	 * @param test the condition
	 * @param body what is done in each round
	 * @param orElse what is done if no {@code break} was met
	 */
	record While(Span span, Expr test, List<Stmt> body, List<Stmt> orElse) implements Stmt {}

	/**
	 * {@code if test: body elif test: body else: orElse}; in Python an {@code elif} is another {@code if} in the
	 * {@code else} of the first.
	 *
	 * @param span its tokens
	 * @param branches a branch for {@code if} and one for each {@code elif}
	 * @param orElse what is done if no condition holds
	 */
	record If(Span span, List<Branch> branches, List<Stmt> orElse) implements Stmt {}

	/**
	 * A branch of an {@code if}.
	 *
	 * @param span its tokens, from {@code if} or {@code elif} on
	 * @param test the condition
	 * @param body what is done if it holds
	 */
	record Branch(Span span, Expr test, List<Stmt> body) implements Node {}

	/**
	 * {@code with items: body}.
	 *
	 * @param span its tokens
	 * @param items the context managers
	 * @param body what is done within them
	 * @param async whether it is {@code async with}
	 */
	record With(Span span, List<WithItem> items, List<Stmt> body, boolean async) implements Stmt {}

	/**
	 * {@code contextExpr as target}.
	 *
	 * @param span its tokens
	 * @param contextExpr the context manager
	 * @param target what is bound to what it gives
	 */
	record WithItem(Span span, Expr contextExpr, @Nullable Expr target) implements Node {}

	/**
	 * {@code match subject: case ...}.
	 *
	 * @param span its tokens
	 * @param subject what is matched
	 * @param cases the cases
	 */
	record Match(Span span, Expr subject, List<MatchCase> cases) implements Stmt {}

	/**
	 * {@code case pattern if guard: body}.
	 *
	 * @param span its tokens
	 * @param pattern the pattern
	 * @param guard the condition
	 * @param body what is done if both hold
	 */
	record MatchCase(Span span, Pattern pattern, @Nullable Expr guard, List<Stmt> body) implements Node {}

	/**
	 * {@code raise exc from cause}. Python 2's {@code raise Error, "message"} has a tuple for {@code exc}.
	 *
	 * @param span its tokens
	 * @param exc what is raised
	 * @param cause its cause
	 */
	record Raise(Span span, @Nullable Expr exc, @Nullable Expr cause) implements Stmt {}

	/**
	 * {@code try: body except: ... else: orElse finally: finalBody}.
	 *
	 * @param span its tokens
	 * @param body what is tried
	 * @param handlers what is done about exceptions
	 * @param orElse what is done if there was none
	 * @param finalBody what is done in any case
	 * @param star whether it has {@code except*} (PEP 654); in Python a node of its own
	 */
	record Try(Span span, List<Stmt> body, List<ExceptHandler> handlers, List<Stmt> orElse, List<Stmt> finalBody,
			boolean star) implements Stmt {}

	/**
	 * {@code except type as target: body}.
	 *
	 * @param span its tokens
	 * @param type what is caught, {@code null} for anything
	 * @param target the name that is bound; Python 2's {@code except type, target} may bind anything
	 * @param body what is done about it
	 */
	record ExceptHandler(Span span, @Nullable Expr type, @Nullable Expr target, List<Stmt> body) implements Node {}

	/**
	 * {@code assert test, message}.
	 *
	 * @param span its tokens
	 * @param test the condition
	 * @param message what is raised if it does not hold
	 */
	record Assert(Span span, Expr test, @Nullable Expr message) implements Stmt {}

	/**
	 * {@code import a.b as c}.
	 *
	 * @param span its tokens
	 * @param names the modules, with their dots
	 */
	record Import(Span span, List<Alias> names) implements Stmt {}

	/**
	 * {@code from module import a as b}.
	 *
	 * @param span its tokens
	 * @param module the module, with its dots; empty for {@code from . import a}
	 * @param level how many dots stand before it
	 * @param names the names, or a single {@code *}
	 */
	record ImportFrom(Span span, String module, int level, List<Alias> names) implements Stmt {}

	/**
	 * {@code name as asName}.
	 *
	 * @param span its tokens
	 * @param name the name
	 * @param asName the name that is bound instead
	 */
	record Alias(Span span, String name, @Nullable String asName) implements Node {

		/**
		 * Returns the name that is bound. Python: {@code import a.b} binds {@code a}.
		 * @return the name; {@code *} for all names of the module
		 */
		public String boundName() {
			int dot = this.name.indexOf('.');
			return (this.asName != null) ? this.asName : (dot < 0) ? this.name : this.name.substring(0, dot);
		}

	}

	/**
	 * {@code global a, b}.
	 *
	 * @param span its tokens
	 * @param names the names
	 */
	record Global(Span span, List<String> names) implements Stmt {}

	/**
	 * {@code nonlocal a, b}.
	 *
	 * @param span its tokens
	 * @param names the names
	 */
	record Nonlocal(Span span, List<String> names) implements Stmt {}

	/**
	 * An expression by itself (Python: {@code Expr}).
	 *
	 * @param span its tokens
	 * @param value the expression
	 */
	record Expression(Span span, Expr value) implements Stmt {}

	/**
	 * {@code pass}.
	 *
	 * @param span its token
	 */
	record Pass(Span span) implements Stmt {}

	/**
	 * {@code break}.
	 *
	 * @param span its token
	 */
	record Break(Span span) implements Stmt {}

	/**
	 * {@code continue}.
	 *
	 * @param span its token
	 */
	record Continue(Span span) implements Stmt {}

	/**
	 * Python 2: {@code print a, b} or {@code exec a in b}.
	 *
	 * @param span its tokens
	 * @param keyword {@code print} or {@code exec}
	 * @param values the expressions
	 */
	record Python2(Span span, String keyword, List<Expr> values) implements Stmt {}

}
