package ai.backend.dbstatus.alembic.operation.reader;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import ai.backend.dbstatus.alembic.operation.Condition;
import ai.backend.dbstatus.alembic.python.evaluation.Evaluator;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Operator;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;

/**
 * Follows the statements of a function. Where a condition is not known, both ways are followed one after the other, and what
 * each does is said to be done under that condition.
 */
final class BodyInterpreter {

	private static final int MOST_ROUNDS = 5_000;

	private final Reading reading;

	private final Frame frame;

	private final OperationEvaluator evaluator;

	private final Elements elements;

	BodyInterpreter(Reading reading, Frame frame) {
		this.reading = reading;
		this.frame = frame;
		this.evaluator = new OperationEvaluator(reading, frame);
		this.elements = new Elements(reading);
	}

	/**
	 * How a sequence of statements ends.
	 */
	enum Flow {

		/** It goes on behind them. */
		NEXT,

		/** {@code return}. */
		RETURN,

		/** {@code break}. */
		BREAK,

		/** {@code continue}. */
		CONTINUE,

		/** An exception. */
		RAISE

	}

	/** Follows the body of a function; returns what it returns. */
	PyObject function(List<Stmt> statements) {
		int conditions = this.reading.conditionCount();
		Flow flow = run(statements);
		this.reading.leaveTo(conditions);
		PyObject result = (flow == Flow.RETURN && !this.frame.returned.isEmpty())
				? this.frame.returned.removeLast().value()
				: PyObject.None.NONE;
		for (Frame.Returned returned : this.frame.returned.reversed()) {
			result = Conditions.choose(returned.condition(), returned.value(), result);
		}
		return result;
	}

	Flow run(List<Stmt> statements) {
		for (Stmt statement : statements) {
			this.reading.effort.spend(1);
			Flow flow = run(statement);
			if (flow != Flow.NEXT) {
				return flow;
			}
		}
		return Flow.NEXT;
	}

	private Flow run(Stmt statement) {
		switch (statement) {
			case Stmt.Expression expression -> this.evaluator.statement(expression.value());
			case Stmt.Assign assign -> {
				PyObject value = this.evaluator.evaluate(assign.value());
				assign.targets().forEach((target) -> bind(target, value));
			}
			case Stmt.AnnAssign assign -> {
				if (assign.value() != null) {
					bind(assign.target(), this.evaluator.evaluate(assign.value()));
				}
			}
			case Stmt.AugAssign assign -> augmented(assign);
			case Stmt.Delete delete -> delete.targets().forEach((target) -> forget(target));
			case Stmt.If conditional -> {
				return branches(conditional.branches(), conditional.orElse());
			}
			case Stmt.For loop -> {
				return loop(loop);
			}
			case Stmt.While loop -> {
				PyObject test = this.evaluator.evaluate(loop.test());
				if (Boolean.FALSE.equals(Evaluator.truth(test))) {
					return run(loop.orElse());
				}
				unknownRounds(loop.body(), loop.test());
			}
			case Stmt.With with -> {
				return with(with);
			}
			case Stmt.Try tried -> {
				return attempt(tried);
			}
			case Stmt.Return returned -> {
				PyObject value = (returned.value() != null)
						? this.evaluator.evaluate(returned.value())
						: PyObject.None.NONE;
				this.frame.returned.add(new Frame.Returned(null, value));
				return Flow.RETURN;
			}
			case Stmt.Raise _ -> {
				return Flow.RAISE;
			}
			case Stmt.Break _ -> {
				return Flow.BREAK;
			}
			case Stmt.Continue _ -> {
				return Flow.CONTINUE;
			}
			case Stmt.FunctionDef function -> this.frame.bind(function.name(),
					ModuleNames.plain(function)
							? new Construct.Function(function.parameters(), function, null, this.frame.module(),
									this.frame)
							: new Construct.Foreign(function.name()));
			case Stmt.ClassDef definition -> this.frame.bind(definition.name(),
					new Construct.PyClass(definition, this.frame.module(), this.frame));
			case Stmt.Import imported -> imported.names()
					.forEach((alias) -> this.frame.bind(alias.boundName(),
							new PyObject.Module((alias.asName() != null) ? alias.name() : alias.boundName())));
			case Stmt.ImportFrom imported -> imports(imported);
			case Stmt.Match match -> {
				for (Stmt.MatchCase matchCase : match.cases()) {
					assigned(matchCase.body()).forEach(this.frame::unbind);
					uncertain(matchCase.body(), this.reading.unknown(match.subject(), this.frame.module()));
				}
			}
			case Stmt.Assert _,Stmt.Pass _,Stmt.TypeAlias _,Stmt.Nonlocal _ -> {
			}
			case Stmt.Global global -> global.names().forEach(this.frame::unbind);
			case Stmt.Python2 python2 -> {
				if (python2.keyword().equals("exec")) {
					this.reading.emitNotKnown("exec", python2, this.frame.module(), "Code in a text is not followed.");
				}
			}
		}
		return Flow.NEXT;
	}

	private void imports(Stmt.ImportFrom imported) {
		for (Stmt.Alias alias : imported.names()) {
			if (!alias.name().equals("*")) {
				PyObject object = (imported.level() > 0)
						? new Construct.Foreign(alias.name())
						: this.reading.attribute(this.frame.module().modules(), imported.module(), alias.name());
				this.frame.bind(alias.boundName(), object);
			}
		}
	}

	private void bind(Expr target, PyObject value) {
		switch (target) {
			case Expr.Name name -> this.frame.bind(name.id(), value);
			case Expr.Tuple tuple -> unpack(tuple.elements(), value);
			case Expr.List list -> unpack(list.elements(), value);
			case Expr.Starred starred -> bind(starred.value(), PyObject.UNKNOWN);
			case Expr.Subscript subscript -> store(subscript, value);
			default -> {
			}
		}
	}

	private void store(Expr.Subscript subscript, PyObject value) {
		PyObject receiver = this.evaluator.evaluate(subscript.value());
		if (receiver instanceof Construct.Dict dict) {
			PyObject key = this.evaluator.evaluate(subscript.slice());
			if (isUncertain() || key instanceof PyObject.Unknown) {
				dict.open = true;
			}
			else {
				dict.items.put(key, value);
			}
		}
		else if (receiver instanceof PyObject.Sequence sequence) {
			this.reading.loose.remove(sequence);
			sequence.escape();
		}
	}

	private boolean isUncertain() {
		return this.reading.conditionCount() > 0;
	}

	private void unpack(List<Expr> targets, PyObject value) {
		List<PyObject> items = this.elements.of(value);
		boolean fits = items != null && items.size() == targets.size()
				&& targets.stream().noneMatch(Expr.Starred.class::isInstance);
		for (int i = 0; i < targets.size(); i++) {
			bind(targets.get(i), (fits && items != null) ? items.get(i) : PyObject.UNKNOWN);
		}
	}

	private void forget(Expr target) {
		if (target instanceof Expr.Name name) {
			this.frame.unbind(name.id());
		}
		else if (target instanceof Expr.Subscript subscript) {
			PyObject receiver = this.evaluator.evaluate(subscript.value());
			if (receiver instanceof Construct.Dict dict) {
				dict.open = true;
			}
			else if (receiver instanceof PyObject.Sequence sequence) {
				sequence.escape();
			}
		}
	}

	private void augmented(Stmt.AugAssign assign) {
		PyObject value = this.evaluator.evaluate(assign.value());
		if (!(assign.target() instanceof Expr.Name name)) {
			forget(assign.target());
			return;
		}
		PyObject old = this.evaluator.evaluate(name);
		if (old instanceof PyObject.Sequence sequence && sequence.kind() != Kind.TUPLE) {
			List<PyObject> items = this.elements.of(value);
			if (items == null || assign.operator() != Operator.ADD || sequence.kind() != Kind.LIST) {
				this.reading.loose.remove(sequence);
				sequence.escape();
			}
			else if (isUncertain() || sequence.escaped()) {
				new CollectionMethods(this.reading, this.elements).loosen(sequence, items);
			}
			else {
				this.reading.effort.spend(sequence.items().size() + (long) items.size());
				sequence.items().addAll(List.copyOf(items));
			}
			return;
		}
		this.frame.bind(name.id(), this.evaluator.operate(old, assign.operator(), value));
	}

	private Flow branches(List<Stmt.Branch> branches, List<Stmt> orElse) {
		if (branches.isEmpty()) {
			return run(orElse);
		}
		Stmt.Branch branch = branches.getFirst();
		PyObject test = this.evaluator.evaluate(branch.test());
		Boolean truth = Evaluator.truth(test);
		if (truth != null) {
			return truth ? run(branch.body()) : branches(branches.subList(1, branches.size()), orElse);
		}
		Condition known = Conditions.of(test);
		Condition condition = (known != null) ? known : this.reading.unknown(branch.test(), this.frame.module());
		Map<String, PyObject> before = this.frame.snapshot();
		Path then = follow(condition, () -> run(branch.body()));
		this.frame.restore(before);
		Path otherwise = follow(condition.negated(),
				() -> branches(branches.subList(1, branches.size()), orElse));
		return join(condition, then, otherwise);
	}

	/** Follows one of two ways. One that fails leaves nothing behind: a migration that was applied did not take it. */
	private Path follow(Condition condition, Supplier<Flow> way) {
		int conditions = this.reading.conditionCount();
		int operations = this.reading.operations.size();
		int returned = this.frame.returned.size();
		this.reading.enter(condition);
		Flow flow = way.get();
		this.reading.leaveTo(conditions);
		if (flow == Flow.RAISE) {
			this.reading.forget(operations);
		}
		for (int i = returned; i < this.frame.returned.size(); i++) {
			Frame.Returned value = this.frame.returned.get(i);
			Condition both = (value.condition() != null)
					? new Condition.And(List.of(condition, value.condition()))
					: condition;
			this.frame.returned.set(i, new Frame.Returned(both, value.value()));
		}
		return new Path(flow, this.frame.snapshot());
	}

	private Flow join(Condition condition, Path then, Path otherwise) {
		if (then.flow == Flow.RAISE) {
			this.frame.restore(otherwise.names);
			return unconditional(otherwise.flow);
		}
		if (otherwise.flow == Flow.RAISE) {
			this.frame.restore(then.names);
			return unconditional(then.flow);
		}
		if (then.flow != Flow.NEXT && otherwise.flow != Flow.NEXT) {
			this.frame.restore(then.names);
			return (then.flow == otherwise.flow) ? then.flow : Flow.CONTINUE;
		}
		if (then.flow != Flow.NEXT) {
			this.frame.restore(otherwise.names);
			this.reading.enter(condition.negated());
			return Flow.NEXT;
		}
		if (otherwise.flow != Flow.NEXT) {
			this.frame.restore(then.names);
			this.reading.enter(condition);
			return Flow.NEXT;
		}
		Set<String> names = new HashSet<>(then.names.keySet());
		names.addAll(otherwise.names.keySet());
		for (String name : names) {
			// Where only one way binds a name, it stands for that wherever it stands for anything.
			PyObject first = then.names.containsKey(name) ? then.names.get(name) : otherwise.names.get(name);
			PyObject second = otherwise.names.containsKey(name) ? otherwise.names.get(name) : first;
			if (first != null && second != null) {
				this.frame.bind(name, Conditions.choose(condition, first, second));
			}
		}
		return Flow.NEXT;
	}

	/** Where the other way fails, this one is the only one: what it returned, it surely returned. */
	private Flow unconditional(Flow flow) {
		if (flow == Flow.RETURN) {
			Frame.Returned last = this.frame.returned.removeLast();
			this.frame.returned.add(new Frame.Returned(null, last.value()));
		}
		return flow;
	}

	private Flow loop(Stmt.For loop) {
		PyObject iterated = this.evaluator.evaluate(loop.iter());
		List<PyObject> items = this.elements.of(iterated);
		if (items == null && iterated instanceof PyObject.Sequence sequence && this.reading.loose.contains(sequence)
				&& sequence.items().size() < MOST_ROUNDS) {
			for (PyObject item : List.copyOf(sequence.items())) {
				bind(loop.target(), item);
				uncertain(loop.body(), this.reading.unknown(loop.iter(), this.frame.module()));
			}
			assigned(loop.body()).forEach(this.frame::unbind);
			return run(loop.orElse());
		}
		if (items == null || items.size() > MOST_ROUNDS) {
			widen(loop.body());
			PyObject item = (iterated instanceof Construct.CatalogList list)
					? new Construct.CatalogItem(list, list.names())
					: PyObject.UNKNOWN;
			bind(loop.target(), item);
			Condition each = this.reading.unknown(loop.iter(), this.frame.module());
			boolean searches = item instanceof Construct.CatalogItem && loop.orElse().isEmpty();
			if (searches) {
				return search(loop.body());
			}
			uncertain(loop.body(), each);
			assigned(loop.body()).forEach(this.frame::unbind);
			return run(loop.orElse());
		}
		int conditions = this.reading.conditionCount();
		boolean broken = false;
		boolean leaves = mayReturn(loop.body())
				|| loop.body().stream().anyMatch((each) -> each.text().contains("break"));
		for (PyObject item : items) {
			bind(loop.target(), item);
			Flow flow = run(loop.body());
			if (!leaves) {
				this.reading.leaveTo(conditions);
			}
			if (flow == Flow.RETURN || flow == Flow.RAISE) {
				return flow;
			}
			if (flow == Flow.BREAK) {
				broken = true;
				break;
			}
		}
		// What a condition left out of a round may be left out for good: the loop may have been left, or the function.
		if (!mayReturn(loop.body())) {
			this.reading.leaveTo(conditions);
		}
		return broken ? Flow.NEXT : run(loop.orElse());
	}

	/**
	 * A loop over what the catalog lists. {@code for column in columns: if column["name"] == "x": return True} asks whether
	 * there is such a column: then what is returned is returned if there is.
	 */
	private Flow search(List<Stmt> body) {
		boolean plain = body.size() == 1 && body.getFirst() instanceof Stmt.If conditional
				&& conditional.orElse().isEmpty() && conditional.branches().size() == 1
				&& conditional.branches().getFirst().body().size() == 1
				&& conditional.branches().getFirst().body().getFirst() instanceof Stmt.Return;
		if (plain) {
			return run(body);
		}
		uncertain(body, this.reading.unknown(body.getFirst(), this.frame.module()));
		assigned(body).forEach(this.frame::unbind);
		return Flow.NEXT;
	}

	private static boolean mayReturn(List<Stmt> statements) {
		return statements.stream().anyMatch((statement) -> statement.text().contains("return"));
	}

	private void unknownRounds(List<Stmt> body, Expr test) {
		Set<String> names = assigned(body);
		widen(body);
		uncertain(body, this.reading.unknown(test, this.frame.module()));
		names.forEach(this.frame::unbind);
	}

	/** Makes names stand for what they may stand for at the beginning of any round. */
	private void widen(List<Stmt> body) {
		Map<String, PyObject> before = this.frame.snapshot();
		int returned = this.frame.returned.size();
		int conditions = this.reading.conditionCount();
		this.reading.rehearse(() -> run(body));
		this.reading.leaveTo(conditions);
		while (this.frame.returned.size() > returned) {
			this.frame.returned.removeLast();
		}
		Map<String, PyObject> after = this.frame.snapshot();
		this.frame.restore(before);
		for (String name : assigned(body)) {
			PyObject last = after.get(name);
			PyObject first = before.get(name);
			if (last != null) {
				this.frame.bind(name, (first == null) ? last : Conditions.choose(null, first, last));
			}
		}
	}

	/** Follows statements that may run, or not, or several times. */
	private void uncertain(List<Stmt> body, Condition condition) {
		Map<String, PyObject> before = this.frame.snapshot();
		Path path = follow(condition, () -> run(body));
		this.frame.restore(before);
		if (path.flow == Flow.RETURN || this.mayHaveReturned(body)) {
			this.reading.enter(condition);
		}
	}

	private boolean mayHaveReturned(List<Stmt> body) {
		return !this.frame.returned.isEmpty() && mayReturn(body);
	}

	private Flow with(Stmt.With with) {
		int conditions = this.reading.conditionCount();
		int autocommits = 0;
		for (Stmt.WithItem item : with.items()) {
			PyObject manager = this.evaluator.evaluate(item.contextExpr());
			boolean swallows = manager instanceof Construct.Foreign
					|| (item.contextExpr() instanceof Expr.Call call && call.func().text().endsWith("suppress"));
			if (swallows) {
				this.reading.enter(this.reading.unknown(item.contextExpr(), this.frame.module()));
			}
			if (manager instanceof Construct.Live live && live.kind() == Construct.Live.Kind.AUTOCOMMIT) {
				this.reading.enterAutocommit();
				autocommits++;
			}
			if (item.target() != null) {
				bind(item.target(), manager);
			}
		}
		Flow flow = run(with.body());
		for (int i = 0; i < autocommits; i++) {
			this.reading.leaveAutocommit();
		}
		if (!mayReturn(with.body())) {
			this.reading.leaveTo(conditions);
		}
		return flow;
	}

	/** Where an exception is caught and not raised again, nobody knows how far the statements came. */
	private Flow attempt(Stmt.Try tried) {
		boolean swallows = tried.handlers().stream().anyMatch((handler) -> !raises(handler.body()));
		if (!swallows || isHarmless(tried.body())) {
			Flow flow = run(tried.body());
			if (flow == Flow.NEXT) {
				flow = run(tried.orElse());
			}
			Flow last = run(tried.finalBody());
			return (last != Flow.NEXT) ? last : flow;
		}
		int operations = this.reading.operations.size();
		Map<String, PyObject> before = this.frame.snapshot();
		Condition condition = this.reading.unknown(tried, this.frame.module());
		Path path = follow(condition, () -> {
			Flow flow = run(tried.body());
			return (flow == Flow.NEXT) ? run(tried.orElse()) : flow;
		});
		boolean returns = path.flow == Flow.RETURN || mayReturn(tried.body());
		for (Stmt.ExceptHandler handler : tried.handlers()) {
			this.frame.restore(before);
			if (!raises(handler.body())) {
				Path handled = follow(condition, () -> run(handler.body()));
				returns |= handled.flow == Flow.RETURN;
			}
		}
		this.frame.restore(path.names);
		if (this.reading.operations.size() > operations || returns) {
			assigned(tried.body()).forEach(this.frame::unbind);
		}
		if (returns) {
			this.reading.enter(condition);
		}
		Flow last = run(tried.finalBody());
		return last;
	}

	private static boolean raises(List<Stmt> body) {
		return !body.isEmpty() && body.getLast() instanceof Stmt.Raise;
	}

	/** Imports are what most of them try. */
	private static boolean isHarmless(List<Stmt> body) {
		return body.stream()
				.allMatch((statement) -> statement instanceof Stmt.Import
						|| statement instanceof Stmt.ImportFrom || statement instanceof Stmt.Pass);
	}

	/** Returns the names that statements may bind. */
	private static Set<String> assigned(List<Stmt> statements) {
		Set<String> names = new HashSet<>();
		for (Stmt statement : statements) {
			switch (statement) {
				case Stmt.Assign assign -> assign.targets().forEach((target) -> targets(target, names));
				case Stmt.AnnAssign assign -> targets(assign.target(), names);
				case Stmt.AugAssign assign -> targets(assign.target(), names);
				case Stmt.If conditional -> {
					conditional.branches().forEach((branch) -> names.addAll(assigned(branch.body())));
					names.addAll(assigned(conditional.orElse()));
				}
				case Stmt.For loop -> {
					targets(loop.target(), names);
					names.addAll(assigned(loop.body()));
				}
				case Stmt.While loop -> names.addAll(assigned(loop.body()));
				case Stmt.With with -> {
					with.items().forEach((item) -> {
						if (item.target() != null) {
							targets(item.target(), names);
						}
					});
					names.addAll(assigned(with.body()));
				}
				case Stmt.Try tried -> {
					names.addAll(assigned(tried.body()));
					tried.handlers().forEach((handler) -> names.addAll(assigned(handler.body())));
					names.addAll(assigned(tried.orElse()));
					names.addAll(assigned(tried.finalBody()));
				}
				default -> {
				}
			}
		}
		return names;
	}

	private static void targets(Expr target, Set<String> names) {
		switch (target) {
			case Expr.Name name -> names.add(name.id());
			case Expr.Tuple tuple -> tuple.elements().forEach((element) -> targets(element, names));
			case Expr.List list -> list.elements().forEach((element) -> targets(element, names));
			case Expr.Starred starred -> targets(starred.value(), names);
			case Expr.Subscript subscript -> targets(subscript.value(), names);
			default -> {
			}
		}
	}

	/**
	 * One of two ways that were followed.
	 */
	private record Path(Flow flow, Map<String, PyObject> names) {}

}
