package ai.backend.dbstatus.alembic.environment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Config;
import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Context;
import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Function;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.module.PythonModule;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Finds what names of other modules stand for: constants as migration scripts take them, and besides functions, classes and
 * what is bound once at the level of a module.
 */
final class ImportedNames implements Frame.ModuleNames {

	private final OnlineRun run;

	private final Map<PythonModule, Frame> frames = new HashMap<>();

	private final Set<String> pending = new HashSet<>();

	ImportedNames(OnlineRun run) {
		this.run = run;
	}

	@Override
	public PyObject global(PythonModule module, String name) {
		if (this.run.isScript(module)) {
			// What it binds, a frame knows; but tests and some templates take the name for granted.
			return name.equals("context") ? Context.CONTEXT : PyObject.Unbound.UNBOUND;
		}
		PyObject known = module.globals().get(name);
		if (known instanceof PyObject.Imported imported) {
			return imported(module, imported);
		}
		return (known instanceof PyObject.Unknown) ? boundOnce(module, name) : known;
	}

	@Override
	public PyObject imported(PythonModule module, PyObject.Imported imported) {
		return attribute(module, imported.module(), imported.name());
	}

	/** What a module, as another one names it, has under a name. */
	PyObject attribute(PythonModule asking, String module, String name) {
		if (module.equals("alembic") && name.equals("context")) {
			return Context.CONTEXT;
		}
		if (module.equals("alembic.context") && name.equals("config")) {
			return Config.CONFIG;
		}
		String key = module + ":" + name;
		if (!this.pending.add(key)) {
			return PyObject.UNKNOWN;
		}
		try {
			PythonModule found = asking.imported(module);
			PyObject object = (found != null) ? global(found, name) : PyObject.Unbound.UNBOUND;
			return (object == PyObject.Unbound.UNBOUND) ? asking.modules().get(module, name) : object;
		}
		finally {
			this.pending.remove(key);
		}
	}

	/** What a single statement at the level of a module binds to a name. */
	private PyObject boundOnce(PythonModule module, String name) {
		List<Stmt> bindings = new ArrayList<>();
		collect(module.tree().body(), name, bindings);
		if (bindings.size() != 1 || !module.tree().body().contains(bindings.getFirst())) {
			return PyObject.UNKNOWN;
		}
		Frame frame = this.frames.computeIfAbsent(module, (unknown) -> Frame.of(unknown, this));
		return switch (bindings.getFirst()) {
			case Stmt.FunctionDef function when function.decorators().isEmpty() -> new Function(function, frame);
			case Stmt.ClassDef type -> new EnvironmentObject.Type(type, frame);
			case Stmt.Assign assign when assign.targets().stream().allMatch(Expr.Name.class::isInstance) ->
				this.run.value(assign.value(), frame);
			case Stmt.AnnAssign assign when assign.value() != null -> this.run.value(assign.value(), frame);
			default -> PyObject.UNKNOWN;
		};
	}

	/** Statements that may bind a name; those of functions and classes are their own. */
	private static void collect(List<Stmt> statements, String name, List<Stmt> into) {
		for (Stmt statement : statements) {
			switch (statement) {
				case Stmt.Definition definition -> addIf(definition.name().equals(name), statement, into);
				case Stmt.Assign assign ->
					addIf(assign.targets().stream().anyMatch((target) -> binds(target, name)), statement, into);
				case Stmt.AnnAssign assign ->
					addIf(assign.value() != null && binds(assign.target(), name), statement, into);
				case Stmt.AugAssign assign -> addIf(binds(assign.target(), name), statement, into);
				case Stmt.Import imported -> addIf(binds(imported.names(), name), statement, into);
				case Stmt.ImportFrom imported -> addIf(binds(imported.names(), name), statement, into);
				case Stmt.If conditional -> {
					conditional.branches().forEach((branch) -> collect(branch.body(), name, into));
					collect(conditional.orElse(), name, into);
				}
				case Stmt.For loop -> {
					addIf(binds(loop.target(), name), statement, into);
					collect(loop.body(), name, into);
					collect(loop.orElse(), name, into);
				}
				case Stmt.While loop -> {
					collect(loop.body(), name, into);
					collect(loop.orElse(), name, into);
				}
				case Stmt.With with -> {
					with.items().forEach((item) -> addIf(binds(item.target(), name), statement, into));
					collect(with.body(), name, into);
				}
				case Stmt.Try tried -> {
					collect(tried.body(), name, into);
					tried.handlers().forEach((handler) -> collect(handler.body(), name, into));
					collect(tried.orElse(), name, into);
					collect(tried.finalBody(), name, into);
				}
				case Stmt.Match match -> match.cases().forEach((one) -> collect(one.body(), name, into));
				default -> {
					// binds nothing, or what is bound is no value
				}
			}
		}
	}

	private static void addIf(boolean binds, Stmt statement, List<Stmt> into) {
		if (binds) {
			into.add(statement);
		}
	}

	private static boolean binds(List<Stmt.Alias> aliases, String name) {
		return aliases.stream().anyMatch((alias) -> alias.boundName().equals(name));
	}

	private static boolean binds(@Nullable Expr target, String name) {
		return switch (target) {
			case Expr.Name own -> own.id().equals(name);
			case Expr.Tuple tuple -> tuple.elements().stream().anyMatch((element) -> binds(element, name));
			case Expr.List list -> list.elements().stream().anyMatch((element) -> binds(element, name));
			case Expr.Starred starred -> binds(starred.value(), name);
			case null, default -> false;
		};
	}

}
