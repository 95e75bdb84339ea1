package ai.backend.dbstatus.alembic.script.python;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows the statements of a module in their order. Where it cannot be told what a statement
 * does, the names it might bind and the lists it might change are not known any more.
 */
final class ModuleRun implements Stmt.Visitor {

	/** What functions mention functions mention, and so on: a thread's stack bears some more. */
	private static final int MAXIMUM_DEPTH = 300;

	private final Tokens tokens;

	private final Names names;

	private final Modules modules;

	private final Evaluator evaluator;

	private final Set<String> kept;

	/** Where the functions begin that are being looked at. */
	private final Set<Integer> running = new HashSet<>();

	private int depth;

	private final Effort effort;

	private final boolean mentionsMatter;

	private ModuleRun(Tokens tokens, Names names, Modules modules, Set<String> kept, Effort effort,
			boolean mentionsMatter) {
		this.tokens = tokens;
		this.names = names;
		this.modules = modules;
		this.kept = kept;
		this.effort = effort;
		this.mentionsMatter = mentionsMatter;
		this.evaluator = new Evaluator(names, modules, effort);
	}

	/**
	 * Follows a module. What functions mention, which is most of a script, is looked at only where it may matter: where
	 * there is a word by which they change globals, or a list or set that they may change. Few scripts have either.
	 * @param kept names that {@code from elsewhere import *} is trusted not to bind
	 * @return the globals in the end
	 */
	static Names follow(Tokens tokens, List<Stmt> statements, Modules modules, Set<String> kept, Effort effort) {
		if (!tokens.reach()) {
			Names names = new Names(effort);
			ModuleRun run = new ModuleRun(tokens, names, modules, kept, effort, false);
			run.module(statements);
			if (!run.evaluator.madeChangeable()) {
				return names;
			}
		}
		Names names = new Names(effort);
		new ModuleRun(tokens, names, modules, kept, effort, true).module(statements);
		return names;
	}

	private void module(List<Stmt> statements) {
		this.names.bind("__doc__", docstring(statements));
		run(statements);
	}

	/** Python: a string that is the first statement. Before the first of these there may be a {@code pass}, say. */
	private static Obj docstring(List<Stmt> statements) {
		if (!statements.isEmpty() && statements.getFirst() instanceof Stmt.Expression statement && statement.from() == 0
				&& statement.expr() instanceof Expr.Constant constant
				&& (constant.value() instanceof Obj.Str || constant.value() instanceof Obj.Mystery)) {
			return constant.value();
		}
		return Obj.None.NONE;
	}

	private void run(List<Stmt> statements) {
		for (Stmt statement : statements) {
			statement.accept(this);
		}
	}

	@Override
	public void expression(Stmt.Expression expression) {
		if (expression.expr() == null) {
			touch(expression.from(), expression.to());
		}
		else {
			value(expression.expr());
		}
	}

	@Override
	public void assign(Stmt.Assign assign) {
		Obj value = value(assign.value(), assign.targets());
		for (Expr target : assign.targets()) {
			bind(target, value, assign.value());
		}
	}

	@Override
	public void annotated(Stmt.Annotated annotated) {
		if (annotated.value() != null) {
			bind(annotated.target(), value(annotated.value(), List.of(annotated.target())), annotated.value());
		}
		else if (!(annotated.target() instanceof Expr.Name)) {
			touch(annotated.target());
		}
		touch(annotated.annotation());
	}

	@Override
	public void delete(Stmt.Delete delete) {
		delete.targets().forEach(this::delete);
	}

	@Override
	public void imports(Stmt.Import imported) {
		this.names.bind(imported.as(), imported(imported));
	}

	@Override
	public void definition(Stmt.Definition definition) {
		define(definition, false);
	}

	@Override
	public void block(Stmt.Block block) {
		// What runs late in a loop's body may matter early in its next round.
		blur(block, reason(block));
		blur(block, reason(block));
	}

	@Override
	public void murky(Stmt.Murky murky) {
		blur(murky, reason(murky));
	}

	private static Obj imported(Stmt.Import imported) {
		return (imported.name() == null)
				? new Obj.Module(imported.module())
				: new Obj.Imported(imported.module(), imported.name());
	}

	/**
	 * Evaluates what is assigned. What was imported and gets other names is not looked up: few of them are ever asked for,
	 * and the modules of an application are long.
	 */
	private Obj value(Expr expr, List<Expr> targets) {
		boolean renames = expr instanceof Expr.Name name && this.names.get(name.id()) instanceof Obj.Imported;
		for (Expr target : targets) {
			renames &= target instanceof Expr.Name;
		}
		return renames ? this.names.get(((Expr.Name) expr).id()) : value(expr);
	}

	/**
	 * Evaluates an expression. Where a part of it is not followed, that part may have changed
	 * what the other parts are made of.
	 */
	private Obj value(Expr expr) {
		this.evaluator.failed();
		Obj value = this.evaluator.evaluate(expr);
		if (!this.evaluator.failed() && this.evaluator.isKnown(value) || !this.mentionsMatter) {
			return value;
		}
		escape(value);
		touch(expr);
		if (binds(expr)) {
			return new Obj.Mystery(null);
		}
		Obj again = this.evaluator.evaluate(expr);
		escape(again);
		return again;
	}

	private boolean binds(Expr expr) {
		for (int i = expr.from(); i < expr.to(); i++) {
			if (this.tokens.kind(i) == TokenCursor.WALRUS
					|| this.tokens.kind(i) == Tokens.FSTRING && this.tokens.text(i).contains(":=")) {
				return true;
			}
		}
		return false;
	}

	private void bind(Expr target, Obj value, Expr source) {
		if (target instanceof Expr.Name name) {
			bind(name.id(), value, source);
		}
		else if (target instanceof Expr.Display display) {
			unpack(display, value, source);
		}
		else if (target instanceof Expr.Starred starred) {
			bind(starred.of(), new Obj.Mystery(reason(source)), source);
		}
		else {
			escape(value);
			touch(target);
		}
	}

	private void bind(String name, Obj value, Expr source) {
		if (value instanceof Obj.Mystery) {
			this.names.bind(name, new Obj.Mystery(reason(source)));
		}
		else {
			this.names.bind(name, value);
		}
	}

	private void unpack(Expr.Display display, Obj value, Expr source) {
		List<Expr> targets = display.items();
		boolean fits = value instanceof Obj.Seq seq && !seq.escaped() && seq.kind() != Value.Sequence.Kind.SET
				&& seq.items().size() == targets.size()
				&& targets.stream().noneMatch(item -> item instanceof Expr.Starred);
		if (!fits) {
			escape(value);
		}
		for (int i = 0; i < targets.size(); i++) {
			Obj item = fits ? ((Obj.Seq) value).items().get(i) : new Obj.Mystery(reason(source));
			bind(targets.get(i), item, source);
		}
	}

	@Override
	public void augmented(Stmt.Augmented augmented) {
		if (!(augmented.target() instanceof Expr.Name name)) {
			touch(augmented.from(), augmented.to());
			return;
		}
		Obj old = this.evaluator.evaluate(name);
		Obj value = value(augmented.value());
		if (old instanceof Obj.Seq list && list.kind() == Value.Sequence.Kind.LIST) {
			extend(list, augmented, value);
			if (this.names.get(name.id()) instanceof Obj.Imported) {
				this.names.blur(name.id(), reason(augmented));
			}
			return;
		}
		Obj result = this.evaluator.operate(old, augmented.operator(), value);
		if (result instanceof Obj.Mystery) {
			escape(old);
			escape(value);
			this.names.blur(name.id(), reason(augmented));
		}
		else {
			this.names.bind(name.id(), result);
		}
	}

	/** Python: {@code +=} changes the list itself, under whatever names it goes. */
	private void extend(Obj.Seq list, Stmt.Augmented augmented, Obj value) {
		boolean plain = augmented.operator() == '+' && !list.escaped() && value instanceof Obj.Seq seq
				&& seq.kind() != Value.Sequence.Kind.SET && this.evaluator.isKnown(seq)
				&& seq.items().stream().noneMatch(item -> item instanceof Obj.Seq)
				&& list.items().size() + seq.items().size() < 1000;
		if (plain) {
			list.items().addAll(List.copyOf(((Obj.Seq) value).items()));
		}
		else {
			list.escape();
			escape(value);
		}
	}

	private void delete(Expr target) {
		if (target instanceof Expr.Name name) {
			this.names.bind(name.id(), Obj.Missing.MISSING);
		}
		else if (target instanceof Expr.Display display) {
			display.items().forEach(this::delete);
		}
		else {
			touch(target);
		}
	}

	@Override
	public void importAll(Stmt.ImportAll all) {
		if (!this.modules.isOurs(all.module())) {
			this.names.blurAllBut(this.kept, reason(all));
			return;
		}
		Set<String> bound = this.modules.all(all.module());
		if (bound == null) {
			this.names.blurAll(reason(all));
			return;
		}
		this.effort.spend(bound.size());
		for (String name : bound) {
			this.names.bind(name, new Obj.Imported(all.module(), name));
		}
	}

	private void define(Stmt.Definition definition, boolean perhaps) {
		touch(definition.from(), definition.body());
		if (!perhaps) {
			this.names.bind(definition.name(), Obj.Missing.MISSING);
		}
		this.names.define(definition, reason(definition));
		if (!this.mentionsMatter) {
			return;
		}
		if (definition.isClass()) {
			classBody(definition);
		}
		if (definition.decorated() || this.names.isReached(definition.name())) {
			call(definition);
		}
	}

	@Override
	public void conditional(Stmt.If conditional) {
		for (int i = 0; i < conditional.clauses().size(); i++) {
			Stmt.Clause clause = conditional.clauses().get(i);
			Expr test = clause.test();
			Boolean truth = (test == null) ? Boolean.TRUE : Evaluator.truth(value(test));
			if (truth == null) {
				Reason reason = new Reason(this.tokens, conditional.from(),
						(test != null) ? test.to() : conditional.from() + 1);
				blurClauses(conditional.clauses().subList(i, conditional.clauses().size()), reason);
				return;
			}
			if (truth) {
				run(clause.body());
				return;
			}
		}
	}

	private void blurClauses(List<Stmt.Clause> clauses, Reason reason) {
		for (Stmt.Clause clause : clauses) {
			if (clause.test() != null) {
				touch(clause.test());
			}
			clause.body().forEach(statement -> blur(statement, reason));
		}
	}

	/** Takes a statement for one that may run or not. */
	private void blur(Stmt statement, Reason reason) {
		statement.accept(new Blur(reason));
	}

	private void blurTarget(Expr target, Reason reason) {
		if (target instanceof Expr.Name name) {
			this.names.blur(name.id(), reason);
		}
		else if (target instanceof Expr.Display display) {
			display.items().forEach((item) -> blurTarget(item, reason));
		}
		else if (target instanceof Expr.Starred starred) {
			blurTarget(starred.of(), reason);
		}
		else {
			touch(target);
		}
	}

	private void touch(Expr expr) {
		touch(expr.from(), expr.to());
	}

	/** Takes tokens for code that is run and not followed. */
	private void touch(int from, int to) {
		if (!this.mentionsMatter) {
			return;
		}
		for (int i = from; i < to; i++) {
			int kind = this.tokens.kind(i);
			if (kind == Tokens.NAME && (i == 0 || this.tokens.kind(i - 1) != '.')) {
				String name = this.tokens.text(i);
				touch(name, i);
				if (this.tokens.kind(i + 1) == TokenCursor.WALRUS) {
					this.names.blur(name, reason(i));
				}
				if (name.equals("modules") && this.tokens.kind(i + 1) == '[') {
					this.names.blurAll(reason(i));
				}
			}
			else if (kind == Tokens.NAME && this.tokens.is(i, "modules") && this.tokens.kind(i + 1) == '[') {
				this.names.blurAll(reason(i));
			}
			else if (kind == Tokens.FSTRING) {
				touchFormatted(i);
			}
		}
	}

	private void touchFormatted(int index) {
		String text = this.tokens.text(index);
		boolean binds = text.contains(":=");
		int i = 0;
		while (i < text.length()) {
			int start = i;
			while (i < text.length() && Character.isJavaIdentifierPart(text.charAt(i))) {
				i++;
			}
			if (i > start) {
				String word = text.substring(start, i);
				touch(word, index);
				if (binds) {
					this.names.blur(word, reason(index));
				}
			}
			i++;
		}
	}

	private void touch(String name, int index) {
		if (this.depth > 0) {
			this.names.reach(name);
		}
		if (Reach.isToAny(name)) {
			this.names.blurAll(reason(index));
		}
		escape(this.names.get(name));
		List<Stmt.Definition> definitions = this.names.definitions(name);
		if (!definitions.isEmpty()) {
			this.effort.spend(definitions.size());
			List.copyOf(definitions).forEach(this::call);
		}
	}

	private static void escape(Obj object) {
		if (object instanceof Obj.Seq seq) {
			seq.escape();
		}
	}

	/** A class's own statements run at once; its methods do where these mention or decorate them. */
	private void classBody(Stmt.Definition definition) {
		for (int i = definition.body(); i < definition.to(); i++) {
			if (this.tokens.is(i, "global")) {
				i = lose(i, definition.to());
			}
			else if (this.tokens.is(i, "def")) {
				i = method(i);
			}
			else {
				touch(i, i + 1);
			}
		}
	}

	private int method(int header) {
		int end = header;
		while (this.tokens.kind(end) != Tokens.NEWLINE) {
			end++;
		}
		touch(header, end);
		if (this.tokens.kind(end + 1) == Tokens.INDENT) {
			end = endOfBlock(end + 1);
		}
		Stmt.Definition method = new Stmt.Definition(header, end, this.tokens.text(header + 1), header, false,
				isDecorated(header));
		this.names.defineLocally(method);
		if (method.decorated()) {
			call(method);
		}
		return end;
	}

	/** Python's own decorators of methods do not call them. */
	private boolean isDecorated(int header) {
		int newline = this.tokens.is(header - 1, "async") ? header - 2 : header - 1;
		if (this.tokens.kind(newline) != Tokens.NEWLINE) {
			return false;
		}
		int line = newline;
		while (!this.tokens.isLineEnd(line - 1)) {
			line--;
		}
		return this.tokens.kind(line) == '@' && !(newline == line + 2 && (this.tokens.is(line + 1, "property")
				|| this.tokens.is(line + 1, "staticmethod") || this.tokens.is(line + 1, "classmethod")));
	}

	private int endOfBlock(int indent) {
		int level = 0;
		int i = indent;
		do {
			level += (this.tokens.kind(i) == Tokens.INDENT) ? 1 : (this.tokens.kind(i) == Tokens.DEDENT) ? -1 : 0;
			i++;
		} while (level > 0);
		return i - 1;
	}

	/** A function has become reachable: it may run now and at any later time. */
	private void call(Stmt.Definition definition) {
		if (!this.running.add(definition.from())) {
			return;
		}
		int length = this.tokens.end(definition.to() - 1) - this.tokens.start(definition.body());
		this.effort.spend(definition.to() - definition.body() + length / 8);
		if (this.depth >= MAXIMUM_DEPTH) {
			throw new TooIntricateException(
					"more than " + MAXIMUM_DEPTH + " functions and classes mention one another in a row");
		}
		this.depth++;
		for (int i = definition.body(); i < definition.to(); i++) {
			if (this.tokens.is(i, "global")) {
				i = lose(i, definition.to());
			}
			else if (this.tokens.kind(i) == Tokens.NAME || this.tokens.kind(i) == Tokens.FSTRING) {
				touch(i, i + 1);
			}
		}
		if (--this.depth == 0) {
			this.running.clear();
		}
	}

	private int lose(int from, int to) {
		int i = from;
		while (i < to && this.tokens.kind(i) != Tokens.NEWLINE && this.tokens.kind(i) != ';') {
			if (this.tokens.kind(i) == Tokens.NAME) {
				this.names.lose(this.tokens.text(i), reason(from));
			}
			i++;
		}
		return i;
	}

	private Reason reason(Expr expr) {
		return new Reason(this.tokens, expr.from(), expr.to());
	}

	private Reason reason(Stmt statement) {
		return reason(statement.from());
	}

	/** Returns a reason that shows the logical line of a token. */
	private Reason reason(int index) {
		return new Reason(this.tokens, index, Reason.LINE);
	}

	/**
	 * Takes statements for such as may run or not.
	 */
	private final class Blur implements Stmt.Visitor {

		private final Reason reason;

		Blur(Reason reason) {
			this.reason = reason;
		}

		@Override
		public void expression(Stmt.Expression expression) {
			touch(expression.from(), expression.to());
		}

		@Override
		public void assign(Stmt.Assign assign) {
			touch(assign.from(), assign.to());
			blurTargets(assign.targets());
		}

		@Override
		public void annotated(Stmt.Annotated annotated) {
			touch(annotated.from(), annotated.to());
			if (annotated.value() != null) {
				blurTarget(annotated.target(), this.reason);
			}
		}

		@Override
		public void augmented(Stmt.Augmented augmented) {
			touch(augmented.from(), augmented.to());
			blurTarget(augmented.target(), this.reason);
		}

		@Override
		public void delete(Stmt.Delete delete) {
			touch(delete.from(), delete.to());
			blurTargets(delete.targets());
		}

		@Override
		public void imports(Stmt.Import imported) {
			ModuleRun.this.names.blur(imported.as(), this.reason);
		}

		@Override
		public void importAll(Stmt.ImportAll all) {
			if (ModuleRun.this.modules.isOurs(all.module())) {
				ModuleRun.this.names.blurAll(this.reason);
			}
			else {
				ModuleRun.this.names.blurAllBut(ModuleRun.this.kept, this.reason);
			}
		}

		@Override
		public void definition(Stmt.Definition definition) {
			define(definition, true);
		}

		@Override
		public void conditional(Stmt.If conditional) {
			blurClauses(conditional.clauses(), this.reason);
		}

		@Override
		public void block(Stmt.Block block) {
			block.headers().forEach(ModuleRun.this::touch);
			blurTargets(block.targets());
			block.bodies().forEach((body) -> body.forEach((inner) -> inner.accept(this)));
		}

		@Override
		public void murky(Stmt.Murky murky) {
			touch(murky.from(), murky.to());
			for (int i = murky.from(); i < murky.to(); i++) {
				if (ModuleRun.this.tokens.kind(i) == Tokens.NAME) {
					ModuleRun.this.names.blur(ModuleRun.this.tokens.text(i), this.reason);
				}
			}
		}

		private void blurTargets(List<Expr> targets) {
			targets.forEach((target) -> blurTarget(target, this.reason));
		}

	}

}
