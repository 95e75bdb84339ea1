package ai.backend.dbstatus.alembic.python.evaluation;

import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Literal;
import ai.backend.dbstatus.alembic.python.syntax.Operator;
import ai.backend.dbstatus.alembic.python.syntax.Pattern;
import ai.backend.dbstatus.alembic.python.syntax.Span;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import ai.backend.dbstatus.alembic.python.syntax.SyntaxTree;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Follows the statements of a module in their order. Where it cannot be told what a statement does, the names it might bind
 * and the lists it might change are not known any more.
 */
public final class ModuleInterpreter {

	private static final int LONGEST_LIST = 1000;

	private final Tokens tokens;

	private final Globals globals;

	private final Modules modules;

	private final Evaluator evaluator;

	private final Set<String> kept;

	private final Effort effort;

	private final Mentions mentions;

	private final boolean mentionsMatter;

	private ModuleInterpreter(Tokens tokens, Modules modules, Set<String> kept, Effort effort,
			boolean mentionsMatter) {
		this.tokens = tokens;
		this.globals = new Globals(effort);
		this.modules = modules;
		this.kept = kept;
		this.effort = effort;
		this.evaluator = new Evaluator(this.globals, modules, effort);
		this.mentions = new Mentions(tokens, this.globals, effort);
		this.mentionsMatter = mentionsMatter;
	}

	/**
	 * Follows a module. What functions mention, which is most of a script, is looked at only where it may matter: where
	 * there is a word by which they change globals, or a list or set that they may change. Few scripts have either.
	 * @param tree the module
	 * @param modules where other modules are looked up
	 * @param kept names that {@code from elsewhere import *} is trusted not to bind
	 * @param effort what it may take
	 * @return the globals in the end
	 * @throws TooIntricateException if that takes too long
	 */
	public static Globals follow(SyntaxTree tree, Modules modules, Set<String> kept, Effort effort) {
		if (!GlobalsAccess.occursIn(tree.tokens())) {
			ModuleInterpreter interpreter = new ModuleInterpreter(tree.tokens(), modules, kept, effort, false);
			interpreter.module(tree.body());
			if (!interpreter.evaluator.madeChangeable()) {
				return interpreter.globals;
			}
		}
		ModuleInterpreter interpreter = new ModuleInterpreter(tree.tokens(), modules, kept, effort, true);
		interpreter.module(tree.body());
		return interpreter.globals;
	}

	private void module(List<Stmt> statements) {
		this.globals.bind("__doc__", docstring(statements));
		run(statements);
	}

	/** Python: a string that is the first statement. */
	private PyObject docstring(List<Stmt> statements) {
		boolean isString = !statements.isEmpty() && statements.getFirst() instanceof Stmt.Expression statement
				&& statement.value() instanceof Expr.Constant constant && constant.value() instanceof Literal.Str;
		return isString
				? this.evaluator.evaluate(((Stmt.Expression) statements.getFirst()).value())
				: PyObject.None.NONE;
	}

	private void run(List<Stmt> statements) {
		for (Stmt statement : statements) {
			run(statement);
		}
	}

	private void run(Stmt statement) {
		switch (statement) {
			case Stmt.Expression expression -> value(expression.value());
			case Stmt.Assign assign -> assign(assign);
			case Stmt.AnnAssign assign -> annotated(assign);
			case Stmt.AugAssign assign -> augmented(assign);
			case Stmt.Delete delete -> delete.targets().forEach(this::delete);
			case Stmt.Import imported -> imports(imported);
			case Stmt.ImportFrom imported -> importsFrom(imported);
			case Stmt.Definition definition -> define(definition, true);
			case Stmt.If conditional -> conditional(conditional);
			case Stmt.TypeAlias alias -> this.globals.bindUnknown(alias.name(), reason(alias));
			case Stmt.Assert _,Stmt.Raise _,Stmt.Python2 _,Stmt.Return _ -> mention(statement.span());
			case Stmt.For _,Stmt.While _,Stmt.Try _,Stmt.With _,Stmt.Match _ -> {
				// What runs late in a loop's body may matter early in its next round.
				perhaps(statement, reason(statement));
				perhaps(statement, reason(statement));
			}
			case Stmt.Global _,Stmt.Nonlocal _,Stmt.Pass _,Stmt.Break _,Stmt.Continue _ -> {
			}
		}
	}

	/**
	 * Evaluates what is assigned. What was imported and gets other names is not looked up: few of them are ever asked for,
	 * and the modules of an application are long.
	 */
	private PyObject value(Expr expr, List<Expr> targets) {
		boolean renames = expr instanceof Expr.Name name
				&& this.globals.get(name.id()) instanceof PyObject.Imported;
		for (Expr target : targets) {
			renames &= target instanceof Expr.Name;
		}
		return renames ? this.globals.get(((Expr.Name) expr).id()) : value(expr);
	}

	/**
	 * Evaluates an expression. Where a part of it is not followed, that part may have changed what the other parts are made
	 * of.
	 */
	private PyObject value(Expr expr) {
		this.evaluator.failed();
		PyObject value = this.evaluator.evaluate(expr);
		if ((!this.evaluator.failed() && this.evaluator.isKnown(value)) || !this.mentionsMatter) {
			return value;
		}
		escape(value);
		mention(expr.span());
		if (this.mentions.binds(expr.span())) {
			return PyObject.UNKNOWN;
		}
		PyObject again = this.evaluator.evaluate(expr);
		escape(again);
		return again;
	}

	private void assign(Stmt.Assign assign) {
		PyObject value = value(assign.value(), assign.targets());
		for (Expr target : assign.targets()) {
			bind(target, value, assign.value());
		}
	}

	private void annotated(Stmt.AnnAssign assign) {
		if (assign.value() != null) {
			bind(assign.target(), value(assign.value(), List.of(assign.target())), assign.value());
		}
		else if (!(assign.target() instanceof Expr.Name)) {
			mention(assign.target().span());
		}
		mention(assign.annotation().span());
	}

	private void bind(Expr target, PyObject value, Expr source) {
		List<Expr> elements = elements(target);
		if (target instanceof Expr.Name name) {
			this.globals.bind(name.id(), (value instanceof PyObject.Unknown unknown)
					? new PyObject.Unknown(reason(source), unknown.definition())
					: value);
		}
		else if (elements != null) {
			unpack(elements, value, source);
		}
		else if (target instanceof Expr.Starred starred) {
			bind(starred.value(), PyObject.UNKNOWN, source);
		}
		else {
			escape(value);
			mention(target.span());
		}
	}

	/** Returns the targets that a tuple or a list consists of, {@code null} if it is neither. */
	private static @Nullable List<Expr> elements(Expr target) {
		if (target instanceof Expr.Tuple tuple) {
			return tuple.elements();
		}
		return (target instanceof Expr.List list) ? list.elements() : null;
	}

	private void unpack(List<Expr> targets, PyObject value, Expr source) {
		boolean fits = value instanceof PyObject.Sequence sequence && !sequence.escaped()
				&& sequence.kind() != Kind.SET && sequence.items().size() == targets.size()
				&& targets.stream().noneMatch(Expr.Starred.class::isInstance);
		if (!fits) {
			escape(value);
		}
		for (int i = 0; i < targets.size(); i++) {
			PyObject item = fits ? ((PyObject.Sequence) value).items().get(i) : PyObject.UNKNOWN;
			bind(targets.get(i), item, source);
		}
	}

	private void augmented(Stmt.AugAssign assign) {
		if (!(assign.target() instanceof Expr.Name name)) {
			mention(assign.span());
			return;
		}
		PyObject old = this.evaluator.evaluate(name);
		PyObject value = value(assign.value());
		if (old instanceof PyObject.Sequence list && list.kind() == Kind.LIST) {
			extend(list, assign, value);
			if (this.globals.get(name.id()) instanceof PyObject.Imported) {
				this.globals.bindUnknown(name.id(), reason(assign));
			}
			return;
		}
		PyObject result = this.evaluator.operate(old, assign.operator(), value);
		if (result instanceof PyObject.Unknown) {
			escape(old);
			escape(value);
			this.globals.bindUnknown(name.id(), reason(assign));
		}
		else {
			this.globals.bind(name.id(), result);
		}
	}

	/** Python: {@code +=} changes the list itself, under whatever names it goes. */
	private void extend(PyObject.Sequence list, Stmt.AugAssign assign, PyObject value) {
		boolean plain = assign.operator() == Operator.ADD && !list.escaped()
				&& value instanceof PyObject.Sequence sequence && sequence.kind() != Kind.SET
				&& this.evaluator.isKnown(sequence)
				&& sequence.items().stream().noneMatch(PyObject.Sequence.class::isInstance)
				&& list.items().size() + sequence.items().size() < LONGEST_LIST;
		if (plain) {
			list.items().addAll(List.copyOf(((PyObject.Sequence) value).items()));
		}
		else {
			list.escape();
			escape(value);
		}
	}

	private void delete(Expr target) {
		List<Expr> elements = elements(target);
		if (target instanceof Expr.Name name) {
			this.globals.bind(name.id(), PyObject.Unbound.UNBOUND);
		}
		else if (elements != null) {
			elements.forEach(this::delete);
		}
		else {
			mention(target.span());
		}
	}

	/** Python: {@code import a.b} binds {@code a}. */
	private void imports(Stmt.Import imported) {
		for (Stmt.Alias alias : imported.names()) {
			String name = alias.boundName();
			this.globals.bind(name, new PyObject.Module((alias.asName() != null) ? alias.name() : name));
		}
	}

	private void importsFrom(Stmt.ImportFrom imported) {
		String module = module(imported);
		for (Stmt.Alias alias : imported.names()) {
			if (alias.name().equals("*")) {
				importsAll(imported, module);
			}
			else {
				this.globals.bind(alias.boundName(), new PyObject.Imported(module, alias.name()));
			}
		}
	}

	/** A relative module is named with its dots: nothing will ever be found under that name. */
	private static String module(Stmt.ImportFrom imported) {
		return (imported.level() == 0) ? imported.module() : ".".repeat(imported.level()) + imported.module();
	}

	private void importsAll(Stmt.ImportFrom imported, String module) {
		if (!this.modules.isOurs(module)) {
			this.globals.bindAllUnknown(this.kept, reason(imported));
			return;
		}
		Set<String> bound = this.modules.all(module);
		if (bound == null) {
			this.globals.bindAllUnknown(reason(imported));
			return;
		}
		this.effort.spend(bound.size());
		for (String name : bound) {
			this.globals.bind(name, new PyObject.Imported(module, name));
		}
	}

	private void define(Stmt.Definition definition, boolean certain) {
		Span body = definition.body().span();
		mention(new Span(this.tokens, definition.span().from(), body.from()));
		this.globals.define(definition, certain, reason(definition));
		if (!this.mentionsMatter) {
			return;
		}
		if (definition instanceof Stmt.ClassDef) {
			this.mentions.classBody(body);
		}
		if (!definition.decorators().isEmpty() || this.globals.isCaptured(definition.name())) {
			this.mentions.call(body);
		}
	}

	private void conditional(Stmt.If conditional) {
		for (int i = 0; i < conditional.branches().size(); i++) {
			Stmt.Branch branch = conditional.branches().get(i);
			Boolean truth = Evaluator.truth(value(branch.test()));
			if (truth == null) {
				Span header = new Span(this.tokens, conditional.span().from(), branch.test().span().to());
				perhaps(conditional.branches().subList(i, conditional.branches().size()), conditional.orElse(),
						new Reason(header, false));
				return;
			}
			if (truth) {
				run(branch.body());
				return;
			}
		}
		run(conditional.orElse());
	}

	private void perhaps(List<Stmt.Branch> branches, List<Stmt> orElse, Reason reason) {
		for (Stmt.Branch branch : branches) {
			mention(branch.test().span());
			perhaps(branch.body(), reason);
		}
		perhaps(orElse, reason);
	}

	private void perhaps(List<Stmt> statements, Reason reason) {
		for (Stmt statement : statements) {
			perhaps(statement, reason);
		}
	}

	/** Takes a statement for one that may run or not. */
	private void perhaps(Stmt statement, Reason reason) {
		switch (statement) {
			case Stmt.Assign assign -> {
				mention(assign.span());
				assign.targets().forEach((target) -> bindUnknown(target, reason));
			}
			case Stmt.AnnAssign assign -> {
				mention(assign.span());
				if (assign.value() != null) {
					bindUnknown(assign.target(), reason);
				}
			}
			case Stmt.AugAssign assign -> {
				mention(assign.span());
				bindUnknown(assign.target(), reason);
			}
			case Stmt.Delete delete -> {
				mention(delete.span());
				delete.targets().forEach((target) -> bindUnknown(target, reason));
			}
			case Stmt.Import imported -> imported.names()
					.forEach((alias) -> this.globals.bindUnknown(alias.boundName(), reason));
			case Stmt.ImportFrom imported -> perhapsImports(imported, reason);
			case Stmt.Definition definition -> define(definition, false);
			case Stmt.TypeAlias alias -> this.globals.bindUnknown(alias.name(), reason);
			case Stmt.If conditional -> perhaps(conditional.branches(), conditional.orElse(), reason);
			case Stmt.For loop -> {
				mention(loop.iter().span());
				bindUnknown(loop.target(), reason);
				perhaps(loop.body(), reason);
				perhaps(loop.orElse(), reason);
			}
			case Stmt.While loop -> {
				mention(loop.test().span());
				perhaps(loop.body(), reason);
				perhaps(loop.orElse(), reason);
			}
			case Stmt.With with -> {
				with.items().forEach((item) -> perhaps(item.contextExpr(), item.target(), reason));
				perhaps(with.body(), reason);
			}
			case Stmt.Try tried -> {
				perhaps(tried.body(), reason);
				tried.handlers().forEach((handler) -> {
					perhaps(handler.type(), handler.target(), reason);
					perhaps(handler.body(), reason);
				});
				perhaps(tried.orElse(), reason);
				perhaps(tried.finalBody(), reason);
			}
			case Stmt.Match match -> {
				mention(match.subject().span());
				match.cases().forEach((matchCase) -> perhaps(matchCase, reason));
			}
			case Stmt.Expression _,Stmt.Assert _,Stmt.Raise _,Stmt.Python2 _,Stmt.Return _ -> mention(
					statement.span());
			case Stmt.Global _,Stmt.Nonlocal _,Stmt.Pass _,Stmt.Break _,Stmt.Continue _ -> {
			}
		}
	}

	private void perhaps(@Nullable Expr expr, @Nullable Expr target, Reason reason) {
		if (expr != null) {
			mention(expr.span());
		}
		if (target != null) {
			bindUnknown(target, reason);
		}
	}

	private void perhapsImports(Stmt.ImportFrom imported, Reason reason) {
		for (Stmt.Alias alias : imported.names()) {
			if (!alias.name().equals("*")) {
				this.globals.bindUnknown(alias.boundName(), reason);
			}
			else if (this.modules.isOurs(module(imported))) {
				this.globals.bindAllUnknown(reason);
			}
			else {
				this.globals.bindAllUnknown(this.kept, reason);
			}
		}
	}

	private void perhaps(Stmt.MatchCase matchCase, Reason reason) {
		mention(matchCase.pattern().span());
		bindUnknown(matchCase.pattern(), reason);
		perhaps(matchCase.guard(), null, reason);
		perhaps(matchCase.body(), reason);
	}

	private void bindUnknown(Pattern pattern, Reason reason) {
		switch (pattern) {
			case Pattern.MatchAs as -> {
				if (as.pattern() != null) {
					bindUnknown(as.pattern(), reason);
				}
				bindUnknown(as.name(), reason);
			}
			case Pattern.MatchStar star -> bindUnknown(star.name(), reason);
			case Pattern.MatchMapping mapping -> {
				mapping.patterns().forEach((part) -> bindUnknown(part, reason));
				bindUnknown(mapping.rest(), reason);
			}
			case Pattern.MatchSequence sequence -> sequence.patterns().forEach((part) -> bindUnknown(part, reason));
			case Pattern.MatchOr or -> or.patterns().forEach((part) -> bindUnknown(part, reason));
			case Pattern.MatchClass cls -> {
				cls.patterns().forEach((part) -> bindUnknown(part, reason));
				cls.attributePatterns().forEach((part) -> bindUnknown(part, reason));
			}
			case Pattern.MatchValue _,Pattern.MatchSingleton _ -> {
			}
		}
	}

	private void bindUnknown(@Nullable String name, Reason reason) {
		if (name != null) {
			this.globals.bindUnknown(name, reason);
		}
	}

	private void bindUnknown(Expr target, Reason reason) {
		List<Expr> elements = elements(target);
		if (target instanceof Expr.Name name) {
			this.globals.bindUnknown(name.id(), reason);
		}
		else if (elements != null) {
			elements.forEach((element) -> bindUnknown(element, reason));
		}
		else if (target instanceof Expr.Starred starred) {
			bindUnknown(starred.value(), reason);
		}
		else {
			mention(target.span());
		}
	}

	/** Takes tokens for code that is run and not followed. */
	private void mention(Span span) {
		if (this.mentionsMatter) {
			this.mentions.run(span);
		}
	}

	private static void escape(PyObject object) {
		if (object instanceof PyObject.Sequence sequence) {
			sequence.escape();
		}
	}

	private static Reason reason(Expr expr) {
		return new Reason(expr.span(), false);
	}

	private static Reason reason(Stmt statement) {
		return new Reason(statement.span(), true);
	}

}
