package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.operation.Condition;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.reader.Construct.CatalogList;
import ai.backend.dbstatus.alembic.operation.reader.Construct.Live;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.Expr;

/**
 * Attributes and methods of what stands for the live database.
 */
final class LiveMethods {

	private final AlembicOperations operations;

	private final Calls calls;

	private final Queries queries;

	LiveMethods(AlembicOperations operations, Calls calls, Queries queries) {
		this.operations = operations;
		this.calls = calls;
		this.queries = queries;
	}

	static PyObject attribute(SqlDialect dialect, Live live, String name) {
		return switch (live.kind()) {
			case BIND -> switch (name) {
				case "dialect" -> new Live(Live.Kind.DIALECT);
				case "engine", "connection", "bind" -> live;
				case "name" -> new PyObject.Str(dialect.sqlAlchemyName());
				default -> new Construct.Method(live, name);
			};
			case DIALECT -> name.equals("name")
					? new PyObject.Str(dialect.sqlAlchemyName())
					: new Construct.Method(live, name);
			case CONTEXT -> switch (name) {
				case "dialect" -> new Live(Live.Kind.DIALECT);
				case "bind", "connection" -> new Live(Live.Kind.BIND);
				case "impl" -> live;
				case "as_sql" -> new PyObject.Bool(false);
				default -> new Construct.Method(live, name);
			};
			case INSPECTOR -> switch (name) {
				case "dialect" -> new Live(Live.Kind.DIALECT);
				case "bind", "engine" -> new Live(Live.Kind.BIND);
				default -> new Construct.Method(live, name);
			};
			default -> new Construct.Method(live, name);
		};
	}

	PyObject call(Live live, String name, Arguments arguments, Expr.Call call) {
		return switch (live.kind()) {
			case INSPECTOR -> inspector(name, arguments);
			case RESULT -> PyObject.UNKNOWN;
			case CONTEXT -> switch (name) {
				case "autocommit_block" -> new Live(Live.Kind.AUTOCOMMIT);
				case "begin_transaction" -> new Live(Live.Kind.TRANSACTION);
				case "execute" -> this.operations.call("execute", arguments, null, call);
				case "get_context" -> live;
				default -> PyObject.UNKNOWN;
			};
			case DIALECT -> switch (name) {
				case "has_table" -> {
					String table = arguments.text(1, "table_name");
					yield (table == null)
							? PyObject.UNKNOWN
							: new Construct.Cond(new Condition.Exists(Condition.Kind.TABLE, null,
									new ObjectName(arguments.text(2, "schema"), table)));
				}
				default -> PyObject.UNKNOWN;
			};
			default -> switch (name) {
				case "execute", "scalar", "scalars", "exec_driver_sql", "exec" -> {
					this.operations.call("execute", arguments, null, call);
					yield new Live(Live.Kind.RESULT);
				}
				case "begin", "begin_nested", "connect", "execution_options", "get_bind", "connection", "sync_session",
						"__enter__" ->
					name.startsWith("begin") ? new Live(Live.Kind.TRANSACTION) : new Live(Live.Kind.BIND);
				case "run_sync" -> {
					if (arguments.positional().isEmpty()) {
						yield PyObject.UNKNOWN;
					}
					List<PyObject> given = new ArrayList<>(arguments.positional());
					given.set(0, new Live(Live.Kind.BIND));
					yield this.calls.call(arguments.positional().getFirst(),
							new Arguments(given, arguments.keywords(), arguments.open()), call);
				}
				case "query" -> this.queries.ofSession(arguments);
				default -> {
					if (Queries.FLUSHED.contains(name)) {
						this.operations.call("execute",
								new Arguments(List.of(new Construct.Expression(false)), Map.of(), false), null, call);
					}
					yield PyObject.UNKNOWN;
				}
			};
		};
	}

	private static PyObject inspector(String name, Arguments arguments) {
		boolean ofTables = name.equals("get_table_names") || name.equals("get_view_names")
				|| name.equals("get_sequence_names");
		String schema = arguments.text(ofTables ? 0 : 1, "schema");
		String table = ofTables ? null : arguments.text(0, "table_name");
		ObjectName owner = (table != null) ? new ObjectName(schema, table) : null;
		return switch (name) {
			case "has_table" -> (table == null)
					? PyObject.UNKNOWN
					: new Construct.Cond(
							new Condition.Exists(Condition.Kind.TABLE, null, new ObjectName(schema, table)));
			case "has_index" -> {
				String index = arguments.text(1, "index_name");
				yield (owner == null || index == null)
						? PyObject.UNKNOWN
						: new Construct.Cond(new Condition.Exists(Condition.Kind.INDEX, owner, ObjectName.of(index)));
			}
			case "get_table_names" -> new CatalogList(Condition.Kind.TABLE, null, schema, true);
			case "get_view_names" -> new CatalogList(Condition.Kind.VIEW, null, schema, true);
			case "get_sequence_names" -> new CatalogList(Condition.Kind.SEQUENCE, null, schema, true);
			case "get_enums" -> new CatalogList(Condition.Kind.ENUM, null, schema, false);
			case "get_columns" -> (owner == null)
					? PyObject.UNKNOWN
					: new CatalogList(Condition.Kind.COLUMN, owner, null, false);
			case "get_indexes" -> (owner == null)
					? PyObject.UNKNOWN
					: new CatalogList(Condition.Kind.INDEX, owner, null, false);
			case "get_unique_constraints", "get_foreign_keys", "get_check_constraints" ->
				(owner == null) ? PyObject.UNKNOWN : new CatalogList(Condition.Kind.CONSTRAINT, owner, null, false);
			default -> PyObject.UNKNOWN;
		};
	}

}
