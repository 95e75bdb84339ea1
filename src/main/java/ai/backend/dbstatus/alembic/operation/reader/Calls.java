package ai.backend.dbstatus.alembic.operation.reader;

import ai.backend.dbstatus.alembic.operation.reader.Construct.Live;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.Expr;

/**
 * Calls of whatever can be called.
 */
final class Calls {

	private final PythonClasses classes;

	private final AlembicOperations operations;

	private final ForeignCode foreign;

	private final Functions functions;

	private final Builtins builtins;

	private final ModuleFunctions modules;

	private final Methods methods;

	Calls(Reading reading, ModuleNames module, Elements elements, Attributes attributes) {
		this.classes = new PythonClasses(reading);
		this.operations = new AlembicOperations(reading, module, elements::of);
		this.foreign = new ForeignCode(reading, module);
		this.functions = new Functions(reading, module, this.foreign);
		this.builtins = new Builtins(elements, attributes, this.functions);
		this.modules = new ModuleFunctions(reading, elements, this.operations, this.foreign, this);
		this.methods = new Methods(reading, elements, this.operations, this.functions, this.foreign, this);
	}

	/** Calls a function by a name that nobody has bound. */
	PyObject builtin(String name, Arguments arguments, Expr.Call call) {
		return this.builtins.call(name, arguments, call);
	}

	PyObject call(PyObject callee, Arguments arguments, Expr.Call call) {
		return switch (callee) {
			case PyObject.Module module -> this.modules.call(module.name(), arguments, call);
			case Construct.Method method -> this.methods.call(method, arguments, call);
			case Construct.Function function -> this.functions.call(function, arguments, call);
			case Construct.PyClass definition -> instance(definition, arguments, call);
			case Construct.Expression _ -> executes(call)
					? this.operations.call("execute", arguments, null, call)
					: new Construct.Expression(false);
			case Live _ -> new Live(Live.Kind.SESSION);
			case Construct.Type type -> type;
			case Construct.Foreign _ when executes(call) -> this.operations.call("execute", arguments, null, call);
			default -> this.foreign.call(arguments, call);
		};
	}

	/** Whatever is asked to execute something, a text in SQL is what it executes. */
	static boolean executes(Expr.Call call) {
		return call.func() instanceof Expr.Attribute attribute
				&& (attribute.attr().equals("execute") || attribute.attr().equals("exec_driver_sql"));
	}

	private PyObject instance(Construct.PyClass definition, Arguments arguments, Expr.Call call) {
		Construct.EnumMember member = (arguments.positional().size() == 1)
				? this.classes.memberOf(definition, arguments.positional().getFirst())
				: null;
		if (member != null) {
			return member;
		}
		if (arguments.hasLive()) {
			return this.foreign.call(arguments, call);
		}
		return new Construct.Foreign(definition.definition().name());
	}

}
