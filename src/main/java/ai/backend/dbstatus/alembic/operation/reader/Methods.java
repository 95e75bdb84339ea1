package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.operation.reader.Construct.CatalogItem;
import ai.backend.dbstatus.alembic.operation.reader.Construct.CatalogList;
import ai.backend.dbstatus.alembic.operation.reader.Construct.Live;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;

/**
 * Methods of objects.
 */
final class Methods {

	private final TextMethods texts;

	private final CollectionMethods collections;

	private final LiveMethods live;

	private final AlembicOperations operations;

	private final Functions functions;

	private final ForeignCode foreign;

	private final Queries queries;

	Methods(Reading reading, Elements elements, AlembicOperations operations, Functions functions, ForeignCode foreign,
			Calls calls) {
		this.texts = new TextMethods(reading.effort, elements);
		this.collections = new CollectionMethods(reading, elements);
		this.live = new LiveMethods(operations, calls, new Queries(reading));
		this.operations = operations;
		this.functions = functions;
		this.foreign = foreign;
		this.queries = new Queries(reading);
	}

	PyObject call(Construct.Method method, Arguments arguments, Expr.Call call) {
		PyObject receiver = method.receiver();
		String name = method.name();
		return switch (receiver) {
			case PyObject.Str str -> this.texts.call(str.value(), name, arguments);
			case Construct.PartialText partial -> this.texts.call(partial.text(), name, arguments);
			case Construct.Dict dict -> this.collections.dict(dict, name, arguments);
			case PyObject.Sequence sequence -> this.collections.sequence(sequence, name, arguments);
			case Construct.Batch batch -> this.operations.call(name, arguments, batch, call);
			case Live object -> this.live.call(object, name, arguments, call);
			case Construct.TableConstruct table -> this.operations.table(table, name, call);
			case Construct.MetaData metadata -> this.operations.metadata(metadata, name, call);
			case Construct.Type type -> this.operations.type(type, name, arguments, call);
			case Construct.Sql sql -> sql;
			case Construct.Query query -> query(query, name, arguments, call);
			case CatalogList _,CatalogItem _ -> PyObject.UNKNOWN;
			case PyObject.Unknown _ when Calls.executes(call) -> this.operations.call("execute", arguments, null, call);
			case PyObject.Unknown _ -> arguments.hasLive() ? this.foreign.call(arguments, call) : PyObject.UNKNOWN;
			case Construct.PyClass definition -> classMethod(definition, name, arguments, call);
			default -> {
				if (arguments.hasLive()) {
					yield this.foreign.call(arguments, call);
				}
				yield PyObject.UNKNOWN;
			}
		};
	}

	/** {@code session.query(T).delete()} performs what another statement only says. */
	private PyObject query(Construct.Query query, String name, Arguments arguments, Expr.Call call) {
		PyObject result = this.queries.method(query, name, arguments);
		boolean performs = query.live() && result instanceof Construct.Query other && !other.live();
		if (performs) {
			this.operations.call("execute", new Arguments(List.of(result), Map.of(), false), null, call);
		}
		return performs ? PyObject.UNKNOWN : result;
	}

	private PyObject classMethod(Construct.PyClass definition, String name, Arguments arguments, Expr.Call call) {
		for (Stmt statement : definition.definition().body().statements()) {
			if (statement instanceof Stmt.FunctionDef function && function.name().equals(name)
					&& function.decorators().size() == 1) {
				String decorator = function.decorators().getFirst().text();
				List<PyObject> given = new ArrayList<>(arguments.positional());
				if (decorator.equals("classmethod")) {
					given.addFirst(definition);
				}
				if (decorator.equals("classmethod") || decorator.equals("staticmethod")) {
					return this.functions.call(
							new Construct.Function(function.parameters(), function, null, definition.module(),
									definition.closure()),
							new Arguments(given, arguments.keywords(), arguments.open()), call);
				}
			}
		}
		return arguments.hasLive() ? this.foreign.call(arguments, call) : PyObject.UNKNOWN;
	}

}
