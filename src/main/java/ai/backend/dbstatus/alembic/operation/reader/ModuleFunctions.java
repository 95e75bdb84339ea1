package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.operation.reader.Construct.Live;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;
import ai.backend.dbstatus.alembic.python.syntax.Expr;

/**
 * Functions of modules: those of Alembic and SQLAlchemy, a few of the standard library, and others.
 */
final class ModuleFunctions {

	/** Modules whose functions never change a schema by themselves. */
	private static final Set<String> HARMLESS = Set.of("json", "uuid", "datetime", "logging", "re", "os", "sys", "time",
			"math", "random", "string", "itertools", "functools", "collections", "textwrap", "hashlib", "base64",
			"enum",
			"typing", "decimal", "pathlib", "warnings", "copy", "operator", "secrets", "io", "csv", "zoneinfo", "shlex",
			"dataclasses", "urllib", "calendar", "binascii", "struct", "ast", "pprint", "traceback", "structlog",
			"pytz",
			"dateutil", "click", "tqdm", "six", "yarl", "pydantic", "trafaret", "bcrypt", "cryptography", "passlib",
			"slugify", "sqlalchemy", "oslo_log", "oslo_utils", "__future__", "loguru", "geoalchemy2",
			"sqlalchemy_utils",
			"pgvector", "sqlmodel", "citext", "contextlib", "asyncio", "inspect", "concurrent", "threading", "queue",
			"subprocess", "tempfile", "hmac", "unicodedata", "gettext", "flask_babel");

	private final Elements elements;

	private final SqlAlchemy sqlAlchemy;

	private final AlembicOperations operations;

	private final ForeignCode foreign;

	private final Calls calls;

	ModuleFunctions(Reading reading, Elements elements, AlembicOperations operations, ForeignCode foreign,
			Calls calls) {
		this.elements = elements;
		this.sqlAlchemy = new SqlAlchemy(reading, elements::of);
		this.operations = operations;
		this.foreign = foreign;
		this.calls = calls;
	}

	PyObject call(String name, Arguments arguments, Expr.Call call) {
		int dot = name.lastIndexOf('.');
		String last = name.substring(dot + 1);
		if (name.startsWith("alembic.op.")) {
			if (last.equals("run_async")) {
				List<PyObject> given = new ArrayList<>(arguments.positional());
				if (given.isEmpty()) {
					return PyObject.UNKNOWN;
				}
				given.set(0, new Live(Live.Kind.BIND));
				return this.calls.call(arguments.positional().getFirst(),
						new Arguments(given, arguments.keywords(), arguments.open()), call);
			}
			return this.operations.call(last, arguments, null, call);
		}
		if (name.startsWith("alembic.context.") || name.equals("alembic.context")) {
			return switch (last) {
				case "get_context" -> new Live(Live.Kind.CONTEXT);
				case "get_bind" -> new Live(Live.Kind.BIND);
				case "is_offline_mode" -> new PyObject.Bool(false);
				case "execute" -> this.operations.call("execute", arguments, null, call);
				default -> PyObject.UNKNOWN;
			};
		}
		if (name.startsWith("sqlalchemy.") || name.startsWith("sqlmodel.")) {
			return this.sqlAlchemy.make(name, last, arguments, call);
		}
		if (last.equals("run_sync") || last.equals("partial")) {
			return this.foreign.call(arguments, call);
		}
		String root = (dot < 0) ? name : name.substring(0, name.indexOf('.'));
		if (name.equals("textwrap.dedent") || name.equals("inspect.cleandoc")) {
			return arguments.positional().isEmpty() ? PyObject.UNKNOWN : arguments.positional().getFirst();
		}
		if (name.equals("typing.cast") && arguments.positional().size() == 2) {
			return arguments.positional().get(1);
		}
		if (name.equals("itertools.product")) {
			return product(arguments);
		}
		if (HARMLESS.contains(root) && !arguments.hasLive()) {
			return PyObject.UNKNOWN;
		}
		PyObject result = this.foreign.call(arguments, call);
		boolean type = !last.isEmpty() && Character.isUpperCase(last.charAt(0));
		return (type && !arguments.hasLive()) ? new Construct.Foreign(last) : result;
	}

	private PyObject product(Arguments arguments) {
		List<List<PyObject>> rows = List.of(List.of());
		for (PyObject argument : arguments.positional()) {
			List<PyObject> items = this.elements.of(argument);
			if (items == null || (long) rows.size() * items.size() > 2000) {
				return PyObject.UNKNOWN;
			}
			List<List<PyObject>> longer = new ArrayList<>();
			for (List<PyObject> row : rows) {
				for (PyObject item : items) {
					List<PyObject> next = new ArrayList<>(row);
					next.add(item);
					longer.add(next);
				}
			}
			rows = longer;
		}
		return PyObject.Sequence.of(Kind.LIST,
				rows.stream().map((row) -> PyObject.Sequence.of(Kind.TUPLE, row)).toList());
	}

}
