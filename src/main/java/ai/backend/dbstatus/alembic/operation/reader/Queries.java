package ai.backend.dbstatus.alembic.operation.reader;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.reader.Construct.Query;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import org.jspecify.annotations.Nullable;

/**
 * Statements about rows that SQLAlchemy's expressions build: {@code sa.update(t).where(...).values(...)}, {@code t.insert()},
 * {@code session.query(T).delete()}. Followed are the kind of statement, its table, and whether it has conditions.
 */
final class Queries {

	private static final Set<String> CONDITIONS = Set.of("where", "filter", "filter_by", "having", "limit");

	private static final Set<String> BUILDERS = Set.of("values", "from_select", "returning", "ordered_values",
			"order_by",
			"group_by", "distinct", "offset", "options", "execution_options", "with_for_update", "params", "alias",
			"subquery", "scalar_subquery", "as_scalar", "cte", "label", "correlate", "prefix_with", "suffix_with",
			"with_only_columns", "add_columns", "with_entities", "on_conflict_do_nothing", "on_conflict_do_update",
			"on_duplicate_key_update", "return_defaults", "add_cte", "union", "union_all", "intersect", "except_",
			"exists",
			"yield_per", "enable_eagerloads", "populate_existing", "autoflush", "lateral", "columns", "self_group",
			"unique");

	private static final Set<String> SOURCES = Set.of("select_from", "join", "outerjoin");

	private final PythonClasses classes;

	Queries(Reading reading) {
		this.classes = new PythonClasses(reading);
	}

	/** Whether a function of SQLAlchemy makes one. */
	static boolean makes(String function) {
		return function.equals("select") || function.equals("insert") || function.equals("update")
				|| function.equals("delete");
	}

	/** Makes one of the arguments of {@code sa.select()}, {@code sa.update()} and the like. */
	Query make(String function, Arguments arguments) {
		Set<ObjectName> tables = new LinkedHashSet<>();
		arguments.positional().forEach((argument) -> addTables(argument, tables));
		PyObject first = arguments.get(0, "table");
		boolean filtered = !function.equals("insert") && arguments.has(1, "whereclause");
		return function.equals("select")
				? new Query("SELECT", null, tables, arguments.has(-1, "whereclause"), false)
				: new Query(function.toUpperCase(Locale.ROOT), (first != null) ? table(first) : null, tables, filtered,
						false);
	}

	/** {@code session.query(...)}. */
	Query ofSession(Arguments arguments) {
		Query select = make("select", arguments);
		return new Query("SELECT", null, select.tables(), false, true);
	}

	/** {@code table.update()} and the like. */
	static Query of(ObjectName table, String method, boolean argument) {
		return new Query(method.toUpperCase(Locale.ROOT), method.equals("select") ? null : table, Set.of(table),
				argument && !method.equals("insert"), false);
	}

	private void addTables(PyObject object, Set<ObjectName> tables) {
		if (object instanceof PyObject.Sequence sequence) {
			sequence.items().forEach((item) -> addTables(item, tables));
			return;
		}
		if (object instanceof Query query) {
			tables.addAll(query.tables());
			return;
		}
		ObjectName table = (object instanceof Construct.Method method) ? table(method.receiver()) : table(object);
		if (table != null) {
			tables.add(table);
		}
	}

	/** The table that an object is, or is a column of; {@code null} if it is none. */
	private @Nullable ObjectName table(PyObject object) {
		return switch (object) {
			case Construct.TableConstruct table -> table.name();
			case Construct.Expression expression -> expression.table();
			case Construct.PyClass definition -> {
				PyObject own = this.classes.attribute(definition, "__table__");
				yield (own instanceof Construct.TableConstruct table) ? table.name() : null;
			}
			default -> null;
		};
	}

	/** Calls a method of a statement. */
	PyObject method(Query query, String name, Arguments arguments) {
		if (CONDITIONS.contains(name)) {
			return new Query(query.kind(), query.target(), query.tables(), true, query.live());
		}
		if (query.live() && (name.equals("update") || name.equals("delete"))) {
			ObjectName target = (query.tables().size() == 1) ? query.tables().iterator().next() : null;
			return new Query(name.toUpperCase(Locale.ROOT), target, query.tables(), query.filtered(), false);
		}
		if (SOURCES.contains(name)) {
			Set<ObjectName> tables = new LinkedHashSet<>(query.tables());
			arguments.positional().forEach((argument) -> addTables(argument, tables));
			return new Query(query.kind(), query.target(), tables, query.filtered(), query.live());
		}
		return BUILDERS.contains(name) ? query : query.live() ? PyObject.UNKNOWN : new Construct.Expression(false);
	}

	/** What executing a statement does. */
	static Change change(Query query) {
		if (query.kind().equals("SELECT")) {
			return new Change.Statement("SELECT", query.tables(),
					query.tables().isEmpty()
							? "SELECT …"
							: "SELECT … FROM "
									+ String.join(", ", query.tables().stream().map(Queries::written).toList()));
		}
		ObjectName target = query.target();
		if (target == null) {
			return new Change.Statement("DATA", Set.of(), query.kind() + " …");
		}
		String where = query.filtered() ? " WHERE …" : "";
		String text = switch (query.kind()) {
			case "INSERT" -> "INSERT INTO " + written(target) + " …";
			case "DELETE" -> "DELETE FROM " + written(target) + where;
			default -> "UPDATE " + written(target) + " SET …" + where;
		};
		return new Change.Statement(query.kind(), Set.of(target), text);
	}

	private static String written(ObjectName name) {
		String own = written(name.name());
		return (name.schema() != null) ? written(Objects.requireNonNull(name.schema())) + "." + own : own;
	}

	private static String written(String name) {
		boolean plain = !name.isEmpty()
				&& name.chars().allMatch((c) -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')
				&& !Character.isDigit(name.charAt(0));
		return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
	}

	/** Methods of a session that write when it is flushed, if not at once. */
	static final List<String> FLUSHED = List.of("add", "add_all", "merge", "delete", "bulk_save_objects",
			"bulk_insert_mappings", "bulk_update_mappings");

}
