package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.evaluation.Globals;
import ai.backend.dbstatus.alembic.python.evaluation.Modules;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.Scope;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Span;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import ai.backend.dbstatus.alembic.python.syntax.SyntaxTree;
import ai.backend.dbstatus.alembic.python.syntax.token.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * The globals of a module with what is made of SQLAlchemy among them: what the module's own globals do not know is looked up
 * where it is bound, if that is one place only and nothing at module level changes it afterwards.
 */
final class ModuleNames implements Scope {

	private final SyntaxTree tree;

	private final Globals globals;

	private final Modules modules;

	private final Reading reading;

	private final Map<String, PyObject> found = new HashMap<>();

	private final Set<String> pending = new HashSet<>();

	private @Nullable Map<String, List<Stmt>> bindings;

	ModuleNames(SyntaxTree tree, Globals globals, Modules modules, Reading reading) {
		this.tree = tree;
		this.globals = globals;
		this.modules = modules;
		this.reading = reading;
	}

	Modules modules() {
		return this.modules;
	}

	SyntaxTree tree() {
		return this.tree;
	}

	@Override
	public PyObject get(String name) {
		PyObject known = this.found.get(name);
		if (known == null) {
			if (!this.pending.add(name)) {
				return PyObject.UNKNOWN;
			}
			try {
				known = find(name);
			}
			finally {
				this.pending.remove(name);
			}
			this.found.put(name, known);
		}
		return known;
	}

	@Override
	public void bind(String name, PyObject object) {
		this.found.put(name, object);
	}

	private PyObject find(String name) {
		PyObject object = this.globals.get(name);
		if (object instanceof PyObject.Imported imported) {
			return this.reading.attribute(this.modules, imported.module(), imported.name());
		}
		boolean escaped = object instanceof PyObject.Sequence sequence && sequence.escaped();
		return (object instanceof PyObject.Unknown || escaped) ? evaluated(name) : object;
	}

	private PyObject evaluated(String name) {
		List<Stmt> statements = bindings().getOrDefault(name, List.of());
		if (statements.size() != 1) {
			return PyObject.UNKNOWN;
		}
		return switch (statements.getFirst()) {
			case Stmt.FunctionDef function -> plain(function)
					? new Construct.Function(function.parameters(), function, null, this, null)
					: new Construct.Foreign(name);
			case Stmt.ClassDef definition -> new Construct.PyClass(definition, this, null);
			case Stmt.Assign assign when assign.targets().size() == 1
					&& assign.targets().getFirst() instanceof Expr.Name ->
				this.reading.evaluate(assign.value(), this);
			case Stmt.AnnAssign assign when assign.value() != null -> this.reading.evaluate(assign.value(), this);
			default -> PyObject.UNKNOWN;
		};
	}

	boolean hasCompilers() {
		return this.tree.body()
				.stream()
				.anyMatch((statement) -> statement instanceof Stmt.FunctionDef function && function.decorators()
						.stream()
						.anyMatch((decorator) -> decorator.text().contains("compiles(")));
	}

	/** A decorator may make anything of a function, save those that are known to keep what it does. */
	static boolean plain(Stmt.FunctionDef function) {
		return function.decorators().stream().allMatch((decorator) -> {
			String text = decorator.text();
			return text.startsWith("lru_cache") || text.startsWith("functools.lru_cache") || text.equals("cache")
					|| text.equals("functools.cache") || text.startsWith("typing.") || text.startsWith("override");
		});
	}

	private Map<String, List<Stmt>> bindings() {
		Map<String, List<Stmt>> known = this.bindings;
		if (known == null) {
			known = new HashMap<>();
			collect(this.tree.body(), known, true);
			this.bindings = known;
		}
		return known;
	}

	private static void collect(List<Stmt> statements, Map<String, List<Stmt>> bindings, boolean certain) {
		for (Stmt statement : statements) {
			collect(statement, bindings, certain);
		}
	}

	private static void collect(Stmt statement, Map<String, List<Stmt>> bindings, boolean certain) {
		switch (statement) {
			case Stmt.Definition definition -> add(definition.name(), definition, bindings, certain);
			case Stmt.Assign assign -> assign.targets()
					.forEach((target) -> target(target, assign, bindings, certain));
			case Stmt.AnnAssign assign when assign.value() != null ->
				target(assign.target(), assign, bindings, certain);
			case Stmt.AugAssign assign -> {
				target(assign.target(), assign, bindings, false);
				mentions(assign.target().span(), assign, bindings);
			}
			case Stmt.Expression expression -> mentions(expression.span(), expression, bindings);
			case Stmt.Delete delete -> mentions(delete.span(), delete, bindings);
			case Stmt.If conditional -> {
				conditional.branches().forEach((branch) -> collect(branch.body(), bindings, false));
				collect(conditional.orElse(), bindings, false);
			}
			case Stmt.Try tried -> {
				collect(tried.body(), bindings, certain);
				tried.handlers().forEach((handler) -> collect(handler.body(), bindings, false));
				collect(tried.orElse(), bindings, certain);
				collect(tried.finalBody(), bindings, certain);
			}
			case Stmt.With with -> collect(with.body(), bindings, certain);
			case Stmt.For loop -> {
				target(loop.target(), loop, bindings, false);
				collect(loop.body(), bindings, false);
				mentionsOfBody(loop.body(), bindings);
			}
			case Stmt.While loop -> {
				collect(loop.body(), bindings, false);
				mentionsOfBody(loop.body(), bindings);
			}
			default -> {
			}
		}
	}

	private static void mentionsOfBody(List<Stmt> body, Map<String, List<Stmt>> bindings) {
		body.forEach((statement) -> mentions(statement.span(), statement, bindings));
	}

	/** A statement that mentions a name may change what it stands for: then there are two places. */
	private static void mentions(Span span, Stmt statement, Map<String, List<Stmt>> bindings) {
		for (int i = span.from(); i < span.to(); i++) {
			if (span.tokens().kind(i) == Tokens.NAME) {
				List<Stmt> statements = bindings.get(span.tokens().text(i));
				if (statements != null && !(statements.getFirst() instanceof Stmt.Definition)) {
					statements.add(statement);
				}
			}
		}
	}

	private static void target(Expr target, Stmt statement, Map<String, List<Stmt>> bindings, boolean certain) {
		switch (target) {
			case Expr.Name name -> add(name.id(), statement, bindings, certain);
			case Expr.Tuple tuple -> tuple.elements().forEach((element) -> target(element, statement, bindings, false));
			case Expr.List list -> list.elements().forEach((element) -> target(element, statement, bindings, false));
			case Expr.Subscript subscript -> mentions(subscript.span(), statement, bindings);
			case Expr.Attribute attribute -> mentions(attribute.span(), statement, bindings);
			default -> {
			}
		}
	}

	private static void add(String name, Stmt statement, Map<String, List<Stmt>> bindings, boolean certain) {
		List<Stmt> statements = bindings.computeIfAbsent(name, (_) -> new ArrayList<>());
		statements.add(statement);
		if (!certain) {
			statements.add(statement);
		}
	}

}
