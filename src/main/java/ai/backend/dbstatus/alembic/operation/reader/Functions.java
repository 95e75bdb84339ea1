package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Parameters;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Calls of functions whose code is known: it is followed with what the call hands over.
 */
final class Functions {

	private final Reading reading;

	private final ModuleNames module;

	private final ForeignCode foreign;

	Functions(Reading reading, ModuleNames module, ForeignCode foreign) {
		this.reading = reading;
		this.module = module;
		this.foreign = foreign;
	}

	PyObject call(Construct.Function function, Arguments arguments, Expr.Call call) {
		Frame inner = new Frame(function.module(), function.closure());
		Object code = Objects.requireNonNullElse(function.definition(), call);
		if (this.reading.isCalling(code, arguments)) {
			return PyObject.UNKNOWN;
		}
		if (!bindParameters(inner, function, arguments)
				|| !this.reading.enterCall(call, this.module, code, arguments)) {
			return this.foreign.call(arguments, call);
		}
		try {
			if (function.lambda() != null) {
				return new OperationEvaluator(this.reading, inner).evaluate(function.lambda());
			}
			Stmt.FunctionDef definition = Objects.requireNonNull(function.definition());
			return new BodyInterpreter(this.reading, inner).function(definition.body().statements());
		}
		catch (PythonSyntaxException ex) {
			return this.foreign.call(arguments, call);
		}
		finally {
			this.reading.leaveCall();
		}
	}

	private boolean bindParameters(Frame inner, Construct.Function function, Arguments arguments) {
		Parameters parameters = function.parameters();
		List<Parameters.Parameter> positional = new ArrayList<>(parameters.positionalOnly());
		positional.addAll(parameters.positional());
		Map<String, PyObject> keywords = new LinkedHashMap<>(arguments.keywords());
		for (int i = 0; i < positional.size(); i++) {
			PyObject given = (i < arguments.positional().size())
					? arguments.positional().get(i)
					: keywords.remove(positional.get(i).name());
			bindParameter(inner, function, positional.get(i), given, arguments.open());
		}
		for (Parameters.Parameter parameter : parameters.keywordOnly()) {
			bindParameter(inner, function, parameter, keywords.remove(parameter.name()), arguments.open());
		}
		Parameters.Parameter variadic = parameters.variadic();
		boolean more = arguments.positional().size() > positional.size();
		if (variadic != null) {
			inner.bind(variadic.name(), arguments.open()
					? PyObject.UNKNOWN
					: PyObject.Sequence.of(Kind.TUPLE, arguments.from(positional.size()).positional()));
		}
		Parameters.Parameter rest = parameters.variadicKeyword();
		if (rest != null) {
			Construct.Dict dict = new Construct.Dict();
			keywords.forEach((key, value) -> dict.items.put(new PyObject.Str(key), value));
			dict.open = arguments.open();
			inner.bind(rest.name(), dict);
		}
		return (variadic != null || !more) && (rest != null || keywords.isEmpty());
	}

	private void bindParameter(Frame inner, Construct.Function function, Parameters.Parameter parameter,
			@Nullable PyObject given, boolean open) {
		PyObject value = PyObject.UNKNOWN;
		if (given != null) {
			value = given;
		}
		else if (parameter.defaultValue() != null && !open) {
			value = new OperationEvaluator(this.reading, new Frame(function.module(), function.closure()))
					.evaluate(parameter.defaultValue());
		}
		inner.bind(parameter.name(), value);
	}

}
