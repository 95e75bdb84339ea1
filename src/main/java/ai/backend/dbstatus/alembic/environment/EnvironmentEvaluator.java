package ai.backend.dbstatus.alembic.environment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Config;
import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Context;
import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Engine;
import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Function;
import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Mapping;
import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Mapping.Others;
import ai.backend.dbstatus.alembic.environment.EnvironmentObject.MetaData;
import ai.backend.dbstatus.alembic.environment.EnvironmentObject.Variable;
import ai.backend.dbstatus.alembic.python.evaluation.Effort;
import ai.backend.dbstatus.alembic.python.evaluation.Evaluator;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;

/**
 * Knows besides what Alembic's {@code context} and its configuration are, dictionaries, environment variables, engines of
 * SQLAlchemy, and functions of the project.
 */
final class EnvironmentEvaluator extends Evaluator {

	private static final Set<String> BUILTINS = Set.of("tuple", "list", "set", "str");

	private final OnlineRun run;

	private final Frame frame;

	EnvironmentEvaluator(OnlineRun run, Frame frame, Effort effort) {
		super(frame, frame.module().modules(), effort);
		this.run = run;
		this.frame = frame;
	}

	@Override
	protected PyObject other(Expr expr) {
		return switch (expr) {
			case Expr.Await await -> evaluate(await.value());
			case Expr.Dict dict -> dict(dict);
			case Expr.Subscript item -> item(evaluate(item.value()), evaluate(item.slice()));
			default -> PyObject.UNKNOWN;
		};
	}

	private PyObject dict(Expr.Dict dict) {
		Mapping mapping = Mapping.EMPTY;
		for (Expr.DictItem item : dict.items()) {
			PyObject value = evaluate(item.value());
			if (item.key() == null) {
				mapping = mapping.with((value instanceof Mapping more) ? more : Mapping.OPEN);
			}
			else {
				mapping = (evaluate(item.key()) instanceof PyObject.Str key)
						? mapping.with(key.value(), value)
						: mapping.with(Mapping.OPEN);
			}
		}
		return mapping;
	}

	private static PyObject item(PyObject owner, PyObject key) {
		if (isEnvironment(owner) && key instanceof PyObject.Str name) {
			return new Variable(name.value(), PyObject.UNKNOWN);
		}
		return (owner instanceof Mapping mapping && key instanceof PyObject.Str name)
				? mapping.get(name.value(), PyObject.UNKNOWN)
				: PyObject.UNKNOWN;
	}

	private static boolean isEnvironment(PyObject object) {
		return object instanceof PyObject.Module module && module.name().equals("os.environ");
	}

	@Override
	protected PyObject attribute(Expr.Attribute attribute) {
		PyObject owner = evaluate(attribute.value());
		String name = attribute.attr();
		return switch (owner) {
			case Context _ -> name.equals("config") ? Config.CONFIG : PyObject.UNKNOWN;
			case Config _ -> name.equals("attributes") ? Mapping.EMPTY : PyObject.UNKNOWN;
			case PyObject.Module module -> this.run.attribute(this.frame.module(), module.name(), name);
			case MetaData metadata when name.equals("metadata") -> metadata;
			case MetaData metadata when name.equals("schema") -> metadata.schema();
			case EnvironmentObject.Type type -> member(type, name);
			// Flask-Migrate: what the application has given to Migrate(), which seldom is more than how types are compared.
			case PyObject.Unknown _ when name.equals("configure_args") -> new Mapping(Map.of(),
					Others.OF_FLASK_MIGRATE);
			default -> PyObject.UNKNOWN;
		};
	}

	/** What the body of a class binds to a name; of a declarative base that has none, a plain {@code MetaData}. */
	@SuppressWarnings("ReferenceEquality") // A class is the one that is written at a place.
	private PyObject member(EnvironmentObject.Type type, String name) {
		PyObject found = null;
		for (Stmt statement : type.definition().body().statements()) {
			Expr value = switch (statement) {
				case Stmt.Assign assign when assign.targets().stream().anyMatch((target) -> isName(target, name)) ->
					assign.value();
				case Stmt.AnnAssign assign when isName(assign.target(), name) -> assign.value();
				default -> null;
			};
			if (value != null) {
				found = (found == null) ? this.run.value(value, type.frame()) : PyObject.UNKNOWN;
			}
		}
		if (found != null) {
			return found;
		}
		for (Expr base : type.definition().bases()) {
			String text = base.span().text();
			if (name.equals("metadata") && (text.endsWith("DeclarativeBase") || text.endsWith("SQLModel"))) {
				return new MetaData(PyObject.None.NONE);
			}
			if (this.run.value(base, type.frame()) instanceof EnvironmentObject.Type parent
					&& parent.definition() != type.definition()) {
				return member(parent, name);
			}
		}
		return PyObject.UNKNOWN;
	}

	private static boolean isName(Expr target, String name) {
		return target instanceof Expr.Name own && own.id().equals(name);
	}

	@Override
	protected PyObject call(Expr.Call call) {
		if (call.func() instanceof Expr.Name name && BUILTINS.contains(name.id()) && !this.frame.isBound(name.id())) {
			return super.call(call);
		}
		if (call.func() instanceof Expr.Attribute attribute) {
			if (attribute.attr().equals("join")) {
				return super.call(call);
			}
			PyObject owner = evaluate(attribute.value());
			Arguments arguments = arguments(call);
			return method(owner, attribute, arguments, call);
		}
		PyObject callee = evaluate(call.func());
		return invoke(callee, arguments(call), call);
	}

	private PyObject method(PyObject owner, Expr.Attribute attribute, Arguments arguments, Expr.Call call) {
		String name = attribute.attr();
		return switch (owner) {
			case Context _ -> ofContext(name, arguments, call);
			case Config _ -> ofConfig(name, arguments, call);
			case Mapping mapping -> ofMapping(mapping, attribute, arguments);
			case PyObject.Str text -> ofText(text.value(), name, arguments);
			case Engine engine -> {
				if (name.equals("run_sync") && !arguments.positional().isEmpty()) {
					List<PyObject> passed = new ArrayList<>(arguments.positional());
					passed.set(0, engine);
					yield (arguments.positional().getFirst() instanceof Function function)
							? this.run.call(function, passed, arguments.named())
							: PyObject.UNKNOWN;
				}
				followGiven(arguments);
				yield engine;
			}
			case PyObject.Module module when module.name().equals("os.environ") && name.equals("get") ->
				variable(arguments);
			case PyObject.Module module -> invoke(
					this.run.attribute(this.frame.module(), module.name(), name), arguments, call);
			default -> {
				followGiven(arguments);
				yield isFactory(name) ? factory(name, arguments, call) : PyObject.UNKNOWN;
			}
		};
	}

	private PyObject ofContext(String name, Arguments arguments, Expr.Call call) {
		switch (name) {
			case "configure" -> this.run.configure(arguments.named(), call);
			case "run_migrations" -> this.run.runMigrations();
			case "is_offline_mode" -> {
				return new PyObject.Bool(false);
			}
			case "get_x_argument" -> {
				return Boolean.TRUE.equals(Evaluator.truth(arguments.get(0, "as_dictionary", PyObject.None.NONE)))
						? Mapping.EMPTY
						: sequence(PyObject.Sequence.Kind.LIST, List.of());
			}
			default -> {
				// nothing that matters
			}
		}
		return PyObject.UNKNOWN;
	}

	private PyObject ofConfig(String name, Arguments arguments, Expr.Call call) {
		switch (name) {
			case "get_main_option" -> {
				return option(arguments.get(0, "name", PyObject.UNKNOWN),
						arguments.get(1, "default", PyObject.None.NONE));
			}
			case "get_section_option" -> {
				return option(arguments.get(1, "name", PyObject.UNKNOWN),
						arguments.get(2, "default", PyObject.None.NONE));
			}
			case "get_section" -> {
				// Its own section is named by config.config_ini_section, which nobody writes out but for the usual one.
				boolean another = arguments.get(0, "name", PyObject.UNKNOWN) instanceof PyObject.Str section
						&& !section.value().equals(OnlineRun.USUAL_SECTION);
				return another ? Mapping.OPEN : this.run.section();
			}
			case "set_main_option" -> set(arguments.get(0, "name", PyObject.UNKNOWN),
					arguments.get(1, "value", PyObject.UNKNOWN), call);
			case "set_section_option" -> set(arguments.get(1, "name", PyObject.UNKNOWN),
					arguments.get(2, "value", PyObject.UNKNOWN), call);
			default -> {
				// nothing that matters
			}
		}
		return PyObject.UNKNOWN;
	}

	private PyObject option(PyObject key, PyObject otherwise) {
		return (key instanceof PyObject.Str name) ? this.run.option(name.value(), otherwise) : PyObject.UNKNOWN;
	}

	/** Alembic: a percent sign is doubled in what is set. */
	private void set(PyObject key, PyObject value, Expr.Call call) {
		PyObject plain = (value instanceof PyObject.Str text)
				? new PyObject.Str(text.value().replace("%%", "%"))
				: value;
		if (key instanceof PyObject.Str name) {
			this.run.setOption(name.value(), plain, call);
		}
		else {
			this.run.setOption(OnlineRun.URL, PyObject.UNKNOWN, call);
		}
	}

	private PyObject ofMapping(Mapping mapping, Expr.Attribute attribute, Arguments arguments) {
		PyObject key = arguments.get(0, "key", PyObject.UNKNOWN);
		PyObject second = arguments.get(1, "default", PyObject.None.NONE);
		return switch (attribute.attr()) {
			case "get", "pop" ->
				(key instanceof PyObject.Str name) ? mapping.get(name.value(), second) : PyObject.UNKNOWN;
			case "copy" -> mapping;
			case "setdefault" -> {
				PyObject before = (key instanceof PyObject.Str name)
						? mapping.get(name.value(), second)
						: PyObject.UNKNOWN;
				change(attribute.value(),
						(key instanceof PyObject.Str name) ? mapping.with(name.value(), before) : Mapping.OPEN);
				yield before;
			}
			case "update" -> {
				Mapping changed = mapping.with(arguments.named());
				change(attribute.value(), arguments.positional().isEmpty()
						? changed
						: changed.with((key instanceof Mapping more) ? more : Mapping.OPEN));
				yield PyObject.None.NONE;
			}
			default -> PyObject.UNKNOWN;
		};
	}

	private void change(Expr owner, Mapping changed) {
		if (owner instanceof Expr.Name name) {
			this.frame.bind(name.id(), changed);
		}
	}

	private static PyObject ofText(String text, String name, Arguments arguments) {
		List<PyObject> given = arguments.positional();
		if (!arguments.named().items().isEmpty() || arguments.named().others() != Others.NONE) {
			return PyObject.UNKNOWN;
		}
		if (name.equals("replace") && given.size() == 2 && given.get(0) instanceof PyObject.Str from
				&& given.get(1) instanceof PyObject.Str to && !from.value().isEmpty()
				&& (long) text.length() * (to.value().length() + 1) < 100_000) {
			return new PyObject.Str(text.replace(from.value(), to.value()));
		}
		return (name.equals("strip") && given.isEmpty()) ? new PyObject.Str(text.strip()) : PyObject.UNKNOWN;
	}

	/** Calls an object that is no method. */
	private PyObject invoke(PyObject callee, Arguments arguments, Expr.Call call) {
		return switch (callee) {
			case Function function -> this.run.call(function, arguments.positional(), arguments.named());
			case PyObject.Module module when module.name().equals("os.getenv") -> variable(arguments);
			case PyObject.Module module -> {
				followGiven(arguments);
				yield factory(module.name().substring(module.name().lastIndexOf('.') + 1), arguments, call);
			}
			default -> {
				followGiven(arguments);
				String name = (call.func() instanceof Expr.Name own) ? own.id() : "";
				if (name.equals("dict") && !this.frame.isBound(name)) {
					PyObject first = arguments.get(0, "", Mapping.EMPTY);
					yield ((first instanceof Mapping mapping) ? mapping : Mapping.OPEN).with(arguments.named());
				}
				yield isFactory(name) ? factory(name, arguments, call) : PyObject.UNKNOWN;
			}
		};
	}

	private static PyObject variable(Arguments arguments) {
		return (arguments.get(0, "key", PyObject.UNKNOWN) instanceof PyObject.Str name)
				? new Variable(name.value(), arguments.get(1, "default", PyObject.None.NONE))
				: PyObject.UNKNOWN;
	}

	private static boolean isFactory(String name) {
		return switch (name) {
			case "create_engine", "create_async_engine", "engine_from_config", "async_engine_from_config", "MetaData",
					"declarative_base" ->
				true;
			default -> false;
		};
	}

	/** What SQLAlchemy's functions of these names make, under whatever name somebody passes them on. */
	private PyObject factory(String name, Arguments arguments, Expr.Call call) {
		return switch (name) {
			case "create_engine", "create_async_engine" -> this.run
					.engine(this.run.url(arguments.get(0, "url", PyObject.UNKNOWN), first(call)));
			case "engine_from_config", "async_engine_from_config" -> this.run.engine(ofSection(arguments, call));
			case "make_url" -> arguments.get(0, "name_or_url", PyObject.UNKNOWN);
			case "MetaData" -> new MetaData(arguments.get(1, "schema", PyObject.None.NONE));
			case "declarative_base" -> (arguments.get(1, "metadata",
					new MetaData(PyObject.None.NONE)) instanceof MetaData metadata)
							? metadata
							: PyObject.UNKNOWN;
			default -> PyObject.UNKNOWN;
		};
	}

	private Given ofSection(Arguments arguments, Expr.Call call) {
		PyObject url = arguments.named().items().get("url");
		if (url != null) {
			return this.run.url(url, OnlineRun.expression("url", call));
		}
		if (arguments.get(1, "prefix", new PyObject.Str("sqlalchemy.")) instanceof PyObject.Str prefix
				&& arguments.get(0, "configuration", PyObject.UNKNOWN) instanceof Mapping section) {
			PyObject value = section.get(prefix.value() + "url", PyObject.Unbound.UNBOUND);
			return (value == PyObject.Unbound.UNBOUND) ? Given.Nothing.NOTHING : this.run.url(value, first(call));
		}
		return this.run.url(PyObject.UNKNOWN, first(call));
	}

	private static Expr first(Expr.Call call) {
		return (!call.args().isEmpty() && call.args().getFirst() instanceof Expr.Attribute attribute)
				? attribute
				: call;
	}

	/** Follows functions that are handed to somebody: who knows when they are called. */
	private void followGiven(Arguments arguments) {
		for (PyObject argument : arguments.positional()) {
			if (argument instanceof Function function) {
				this.run.call(function, List.of(), Mapping.OPEN);
			}
		}
	}

	private Arguments arguments(Expr.Call call) {
		List<PyObject> positional = new ArrayList<>();
		boolean open = false;
		for (Expr argument : call.args()) {
			open |= argument instanceof Expr.Starred;
			PyObject value = evaluate((argument instanceof Expr.Starred starred) ? starred.value() : argument);
			if (!open) {
				positional.add(value);
			}
		}
		Map<String, PyObject> items = new HashMap<>();
		Mapping others = Mapping.EMPTY;
		for (Expr.Keyword keyword : call.keywords()) {
			PyObject value = evaluate(keyword.value());
			if (keyword.name() != null) {
				items.put(keyword.name(), value);
			}
			else {
				others = others.with((value instanceof Mapping mapping) ? mapping : Mapping.OPEN);
			}
		}
		return new Arguments(positional, others.with(new Mapping(items, Others.NONE)));
	}

	/**
	 * The arguments of a call.
	 *
	 * @param positional those without a name, up to a starred one
	 * @param named those with one
	 */
	private record Arguments(List<PyObject> positional, Mapping named) {

		PyObject get(int index, String name, PyObject otherwise) {
			return (index < this.positional.size()) ? this.positional.get(index) : this.named.get(name, otherwise);
		}

	}

}
