package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.Condition;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.Operation;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Parameters;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * What a migration script makes and uses beyond plain constants: constructs of SQLAlchemy, objects of Alembic, and those of
 * Python that {@link PyObject} does not have.
 */
sealed interface Construct extends PyObject.Extension {

	/**
	 * A text of which a part is not known.
	 *
	 * @param text the text, with a {@linkplain ai.backend.dbstatus.alembic.operation.sql.SqlReader#HOLE hole} for each such
	 * part
	 */
	record PartialText(String text) implements Construct {}

	/**
	 * {@code sa.text("...")}, and the like.
	 *
	 * @param sql the SQL, which may have holes
	 */
	record Sql(String sql) implements Construct {}

	/**
	 * {@code op.f("name")}: a name that no naming convention changes.
	 *
	 * @param name the name
	 */
	record FinalName(String name) implements Construct {}

	/**
	 * A type of SQLAlchemy.
	 *
	 * @param name its class
	 * @param text what is written
	 * @param enumName the name of an enum type, {@code null} for another type
	 * @param values the values of an enum type, {@code null} if they are not known
	 * @param created whether making a table makes the enum type first
	 * @param sql the type in SQL; {@code null} where it is not known
	 */
	record Type(String name, String text, @Nullable ObjectName enumName, @Nullable List<String> values,
			boolean created, @Nullable String sql) implements Construct {}

	/**
	 * A column.
	 *
	 * @param column the column itself
	 * @param type its type
	 * @param constraints those that are written with it, whose columns are the column
	 * @param index whether it has an index
	 * @param counts whether the database counts it up if it alone is the primary key
	 */
	record ColumnConstruct(Column column, PyObject type, List<ConstraintConstruct> constraints, boolean primaryKey,
			boolean unique, boolean index, boolean counts) implements Construct {}

	/**
	 * A constraint.
	 *
	 * @param finalName whether no convention changes its name
	 */
	record ConstraintConstruct(Constraint.Kind kind, @Nullable String name, boolean finalName, List<String> columns,
			@Nullable ObjectName referred, List<String> referredColumns, @Nullable String text, boolean validated,
			boolean later, boolean complete) implements Construct {}

	/**
	 * An index.
	 *
	 * @param finalName whether no convention changes its name
	 */
	record IndexConstruct(@Nullable String name, boolean finalName, boolean nameKnown, List<String> columns,
			boolean unique, boolean concurrently, @Nullable String where, boolean plain) implements Construct {}

	/**
	 * A table.
	 *
	 * @param name its name
	 * @param items its columns, constraints and indexes
	 * @param complete whether these are all
	 */
	record TableConstruct(ObjectName name, List<Construct> items, boolean complete,
			@Nullable MetaData metadata) implements Construct {}

	/**
	 * {@code MetaData()}.
	 */
	final class MetaData implements Construct {

		final List<TableConstruct> tables = new ArrayList<>();

		final PyObject convention;

		MetaData(PyObject convention) {
			this.convention = convention;
		}

	}

	/**
	 * What {@code sqlalchemy} makes and no operation here needs to know: a function call, a query, a column of a table.
	 *
	 * @param ddl whether executing it may change the schema
	 * @param table the table whose column it is, where it is one
	 */
	record Expression(boolean ddl, @Nullable ObjectName table) implements Construct {

		Expression(boolean ddl) {
			this(ddl, null);
		}

	}

	/**
	 * A statement about rows that is built by expressions.
	 *
	 * @param kind {@code SELECT}, {@code INSERT}, {@code UPDATE} or {@code DELETE}
	 * @param target the table that it writes to; {@code null} where it writes to none, or to one that is not known
	 * @param tables the tables that it names, as far as they are known
	 * @param filtered whether it has conditions
	 * @param live whether it is a session's own, which performs it by its methods
	 */
	record Query(String kind, @Nullable ObjectName target, Set<ObjectName> tables, boolean filtered,
			boolean live) implements Construct {

		public Query {
			tables = Collections.unmodifiableSet(new LinkedHashSet<>(tables));
		}

	}

	/**
	 * What stands for the live database: a connection, an engine, a session, an inspector, the migration context.
	 *
	 * @param kind what it is
	 */
	record Live(Kind kind) implements Construct {

		enum Kind {

			BIND, SESSION, CONTEXT, INSPECTOR, DIALECT, RESULT, TRANSACTION, AUTOCOMMIT

		}

	}

	/**
	 * {@code batch_alter_table(...)}.
	 *
	 * @param table its table; {@code null} where it is not known
	 * @param recreate when it makes the table anew
	 */
	record Batch(@Nullable ObjectName table, Operation.Batch recreate) implements Construct {}

	/**
	 * What an inspector lists: {@code get_table_names()}, {@code get_columns("t")}; also the names in it.
	 *
	 * @param kind of what
	 * @param table the table, {@code null} for a list of tables
	 * @param names whether its elements are names
	 */
	record CatalogList(Condition.Kind kind, @Nullable ObjectName table, @Nullable String schema,
			boolean names) implements Construct {}

	/**
	 * An element of such a list, or its name.
	 *
	 * @param list the list
	 * @param name whether it is the name
	 */
	record CatalogItem(CatalogList list, boolean name) implements Construct {}

	/**
	 * A condition that the live database decides.
	 *
	 * @param condition the condition
	 */
	record Cond(Condition condition) implements Construct {}

	/**
	 * {@code dict}.
	 */
	final class Dict implements Construct {

		final Map<PyObject, PyObject> items = new LinkedHashMap<>();

		/** Whether there may be others than those, or others instead of those. */
		boolean open;

		@Override
		public @Nullable Boolean truth() {
			return this.open ? null : !this.items.isEmpty();
		}

	}

	/**
	 * A function whose code is known.
	 *
	 * @param parameters its parameters
	 * @param definition its code; {@code null} for a lambda
	 * @param lambda the body of a lambda
	 * @param module where it stands
	 * @param closure the names of the function around it
	 */
	record Function(Parameters parameters, Stmt.@Nullable FunctionDef definition,
			@Nullable Expr lambda, ModuleNames module,
			@Nullable Frame closure) implements Construct {

		@Override
		public Boolean truth() {
			return true;
		}

	}

	/**
	 * A class whose code is known.
	 *
	 * @param definition its code
	 * @param module where it stands
	 */
	record PyClass(Stmt.ClassDef definition, ModuleNames module, @Nullable Frame closure) implements Construct {

		@Override
		public Boolean truth() {
			return true;
		}

	}

	/**
	 * A member of an enum class.
	 *
	 * @param name its name
	 * @param value its value
	 * @param string whether it is a text itself
	 */
	record EnumMember(String name, PyObject value, boolean string) implements Construct {}

	/**
	 * A method of an object.
	 *
	 * @param receiver the object
	 * @param name the method
	 */
	record Method(PyObject receiver, String name) implements Construct {}

	/**
	 * A name of application code that cannot be followed, or what such code has made.
	 */
	record Foreign(String name) implements Construct {}

	/** Whether an object is an expression in SQL: what operators make of it is one, too. */
	static boolean isSql(PyObject object) {
		return object instanceof Expression || object instanceof ColumnConstruct || object instanceof Sql
				|| object instanceof Type || object instanceof Query;
	}

}
