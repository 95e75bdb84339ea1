package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.ReferenceClause;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.reader.Construct.ColumnConstruct;
import ai.backend.dbstatus.alembic.operation.reader.Construct.ConstraintConstruct;
import ai.backend.dbstatus.alembic.operation.reader.Construct.IndexConstruct;
import ai.backend.dbstatus.alembic.operation.reader.Construct.Live;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import org.jspecify.annotations.Nullable;

/**
 * What calls of SQLAlchemy make.
 */
final class SqlAlchemy {

	private final Reading reading;

	private final Function<PyObject, @Nullable List<PyObject>> items;

	private final Queries queries;

	SqlAlchemy(Reading reading, Function<PyObject, @Nullable List<PyObject>> items) {
		this.reading = reading;
		this.items = items;
		this.queries = new Queries(reading);
	}

	PyObject make(String full, String name, Arguments arguments, Expr.Call call) {
		if (full.contains(".func.")) {
			return new Construct.Expression(false);
		}
		if (Queries.makes(name)) {
			return this.queries.make(name, arguments);
		}
		return switch (name) {
			case "Column" -> column(arguments, call);
			case "ForeignKey" -> foreignKey(arguments);
			case "ForeignKeyConstraint" -> foreignKeyConstraint(arguments);
			case "PrimaryKeyConstraint" -> columnsConstraint(Constraint.Kind.PRIMARY_KEY, arguments);
			case "UniqueConstraint" -> columnsConstraint(Constraint.Kind.UNIQUE, arguments);
			case "CheckConstraint" -> check(arguments);
			case "ExcludeConstraint" -> columnsConstraint(Constraint.Kind.EXCLUDE,
					new Arguments(List.of(), arguments.keywords(), arguments.open()));
			case "Index" -> index(arguments.from(1), arguments.get(0, "name"));
			case "Table" -> table(arguments, 2);
			case "table" -> table(arguments, 1);
			case "column", "literal", "literal_column", "bindparam", "null", "true", "false" ->
				literal(name, arguments);
			case "MetaData" -> new Construct.MetaData(arguments.has(-1, "naming_convention")
					? Objects.requireNonNull(arguments.get("naming_convention"))
					: PyObject.None.NONE);
			case "text", "DDL", "TextClause" -> sql(arguments);
			case "Sequence" -> sequence(arguments, call);
			case "CreateSequence", "DropSequence", "CreateTable", "DropTable", "CreateIndex", "DropIndex",
					"CreateSchema",
					"DropSchema", "AddConstraint", "DropConstraint", "CreateView" ->
				ddl(name, arguments);
			case "inspect", "from_engine", "reflection", "Inspector" -> inspector(arguments);
			case "Session", "scoped_session", "AsyncSession", "sessionmaker", "create_engine" ->
				new Live(Live.Kind.SESSION);
			case "cast" -> new Construct.Expression(false);
			default -> {
				if (arguments.hasLive()) {
					yield new Live(Live.Kind.SESSION);
				}
				yield Character.isUpperCase(name.charAt(0))
						? type(name, arguments, call.span().excerpt())
						: new Construct.Expression(false);
			}
		};
	}

	private static PyObject literal(String name, Arguments arguments) {
		String text = arguments.text(0, "name");
		return (name.equals("literal_column") && text != null)
				? new Construct.Sql(text)
				: new Construct.Expression(false);
	}

	private static PyObject inspector(Arguments arguments) {
		boolean live = arguments.hasLive();
		return live ? new Live(Live.Kind.INSPECTOR) : new Construct.Expression(false);
	}

	private static PyObject sql(Arguments arguments) {
		PyObject text = arguments.get(0, "text");
		return (text != null) ? new Construct.Sql(Texts.shown(text)) : PyObject.UNKNOWN;
	}

	private PyObject sequence(Arguments arguments, Expr.Call call) {
		String name = arguments.text(0, "name");
		return (name == null)
				? PyObject.UNKNOWN
				: new Construct.Type("Sequence", call.span().excerpt(),
						new ObjectName(arguments.text(-1, "schema"), name), null,
						false, null);
	}

	private static PyObject ddl(String name, Arguments arguments) {
		PyObject first = arguments.get(0, "element");
		if (first instanceof Construct.Type type && type.enumName() != null && name.endsWith("Sequence")) {
			String verb = name.startsWith("Create") ? "CREATE SEQUENCE " : "DROP SEQUENCE ";
			return new Construct.Sql(verb + quoted(type.enumName()));
		}
		String schema = Texts.plain(first);
		if (schema != null && name.equals("CreateSchema")) {
			return new Construct.Sql("CREATE SCHEMA x");
		}
		return new Construct.Expression(true);
	}

	static String quoted(ObjectName name) {
		String own = "\"" + name.name().replace("\"", "\"\"") + "\"";
		return (name.schema() != null) ? "\"" + name.schema().replace("\"", "\"\"") + "\"." + own : own;
	}

	/** A type that is named and not called is one, too. */
	static Construct.@Nullable Type asType(PyObject object, SqlDialect dialect) {
		if (object instanceof Construct.Type type) {
			return type;
		}
		if (object instanceof PyObject.Module module) {
			String name = module.name().substring(module.name().lastIndexOf('.') + 1);
			return new Construct.Type(name, name, null, null, false, SqlTypes.of(name, Arguments.NONE, dialect));
		}
		return null;
	}

	private PyObject type(String name, Arguments arguments, String text) {
		if (name.equals("Enum") || name.equals("ENUM")) {
			return enumeration(name, arguments, text);
		}
		return new Construct.Type(name, text, null, null, false, SqlTypes.of(name, arguments, this.reading.dialect));
	}

	private PyObject enumeration(String name, Arguments arguments, String text) {
		List<String> values = new ArrayList<>();
		boolean known = !arguments.open() && !arguments.has(-1, "values_callable");
		String className = null;
		for (PyObject argument : arguments.positional()) {
			String value = Texts.plain(argument);
			if (argument instanceof Construct.PyClass definition) {
				className = definition.definition().name().toLowerCase(Locale.ROOT);
				List<PyObject> members = this.items.apply(definition);
				if (members == null) {
					known = false;
				}
				else {
					members.forEach((member) -> values.add(((Construct.EnumMember) member).name()));
				}
			}
			else if (value != null) {
				values.add(value);
			}
			else {
				known = false;
			}
		}
		String typeName = arguments.has(-1, "name") ? arguments.text(-1, "name") : className;
		PyObject nativeEnum = arguments.get("native_enum");
		boolean isNative = nativeEnum == null || (nativeEnum instanceof PyObject.Bool bool && bool.value());
		PyObject create = arguments.get("create_type");
		boolean created = create == null || (create instanceof PyObject.Bool bool && bool.value());
		ObjectName named = (typeName != null && isNative)
				? new ObjectName(arguments.text(-1, "schema"), typeName)
				: null;
		// On other databases an enum type is no object of its own.
		boolean postgres = this.reading.dialect == SqlDialect.POSTGRESQL;
		boolean surely = nativeEnum == null || nativeEnum instanceof PyObject.Bool;
		return new Construct.Type(name, text, postgres ? named : null, known ? List.copyOf(values) : null,
				created && isNative && surely && !arguments.has(-1, "inherit_schema"),
				enumSql(postgres ? named : null, known ? values : null));
	}

	/** PostgreSQL: the type's name; elsewhere the values are the type. */
	private @Nullable String enumSql(@Nullable ObjectName named, @Nullable List<String> values) {
		return switch (this.reading.dialect) {
			case POSTGRESQL -> (named != null) ? named.toString() : null;
			case MYSQL, MARIADB -> (values != null)
					? "enum(" + String.join(",", values.stream().map((value) -> "'" + value + "'").toList()) + ")"
					: null;
			case SQLITE -> null;
		};
	}

	private PyObject column(Arguments arguments, Expr.Call call) {
		List<PyObject> rest = new ArrayList<>(arguments.positional());
		String name = arguments.text(-1, "name");
		if (name == null) {
			if (rest.isEmpty() || Texts.plain(rest.getFirst()) == null) {
				return PyObject.UNKNOWN;
			}
			name = String.valueOf(Texts.plain(rest.removeFirst()));
		}
		PyObject type = arguments.get("type_");
		List<ConstraintConstruct> constraints = new ArrayList<>();
		Column.Generation generation = Column.Generation.NONE;
		boolean foreign = false;
		for (PyObject object : rest) {
			switch (object) {
				case ConstraintConstruct constraint -> {
					foreign |= constraint.kind() == Constraint.Kind.FOREIGN_KEY;
					constraints.add(onColumn(constraint, name));
				}
				case Construct.Type other when other.name().equals("Identity") ->
					generation = Column.Generation.IDENTITY;
				case Construct.Type other when other.name().equals("Computed") ->
					generation = Column.Generation.COMPUTED;
				case Construct.Type other when other.name().equals("Sequence") || other.name().equals("FetchedValue") ->
					{
					}
				default -> type = (type == null) ? object : type;
			}
		}
		boolean primaryKey = arguments.isTrue("primary_key");
		PyObject known = (type != null) ? type : PyObject.UNKNOWN;
		Construct.Type asType = asType(known, this.reading.dialect);
		PyObject defaultValue = arguments.get("server_default");
		boolean identity = defaultValue instanceof Construct.Type other && other.name().equals("Identity");
		boolean computed = defaultValue instanceof Construct.Type other && other.name().equals("Computed");
		generation = identity ? Column.Generation.IDENTITY : computed ? Column.Generation.COMPUTED : generation;
		boolean counts = generation == Column.Generation.NONE && counts(arguments, asType, foreign);
		PyObject nullable = arguments.get("nullable");
		Boolean mayBeNull = (nullable instanceof PyObject.Bool bool)
				? Boolean.valueOf(bool.value())
				: (nullable == null) ? Boolean.valueOf(!primaryKey) : null;
		String shown = (defaultValue == null || defaultValue == PyObject.None.NONE)
				? null
				: shownDefault(defaultValue, call);
		return new ColumnConstruct(
				new Column(name, (asType != null) ? asType.sql() : null, mayBeNull, shown, generation), known,
				List.copyOf(constraints), primaryKey, arguments.isTrue("unique"), arguments.isTrue("index"), counts);
	}

	/** A default in SQL, as far as it is plain; else as it is written. */
	static String shownDefault(PyObject value, Expr.Call call) {
		for (Expr.Keyword keyword : call.keywords()) {
			if ("server_default".equals(keyword.name())) {
				return Texts.isText(value)
						? "'" + Texts.shown(value) + "'"
						: (value instanceof Construct.Sql sql) ? sql.sql() : inSql(keyword.value().span().excerpt());
			}
		}
		return Texts.shown(value);
	}

	private static final Pattern FUNCTION = Pattern.compile("(?:\\w+\\.)*func\\.(\\w+)\\(\\)");

	private static final Pattern CONSTANT = Pattern.compile("(?:\\w+\\.)*(true|false|null)\\(\\)");

	/** SQLAlchemy: functions that the standard writes without brackets. */
	private static final Set<String> BARE = Set.of("current_date", "current_time", "current_timestamp", "localtime",
			"localtimestamp", "current_user", "session_user", "user");

	/** What {@code sa.func.now()} and {@code sa.true()} are in SQL; anything else is left as it is written. */
	private static String inSql(String expression) {
		Matcher function = FUNCTION.matcher(expression);
		if (function.matches()) {
			String name = function.group(1);
			return BARE.contains(name) ? name.toUpperCase(Locale.ROOT) : name + "()";
		}
		Matcher constant = CONSTANT.matcher(expression);
		return constant.matches() ? constant.group(1) : expression;
	}

	/** SQLAlchemy: an integer that is no foreign key, unless a default or {@code autoincrement} says else. */
	private static boolean counts(Arguments arguments, Construct.@Nullable Type type, boolean foreign) {
		boolean integer = type != null && List.of("Integer", "INTEGER", "BigInteger", "BIGINT", "SmallInteger",
				"SMALLINT", "INT").contains(type.name());
		PyObject auto = arguments.get("autoincrement");
		boolean refused = auto instanceof PyObject.Bool bool && !bool.value();
		return integer && !foreign && !refused && !arguments.has(-1, "server_default");
	}

	private static ConstraintConstruct onColumn(ConstraintConstruct constraint, String column) {
		List<String> columns = constraint.columns().isEmpty() && constraint.kind() != Constraint.Kind.CHECK
				? List.of(column)
				: constraint.columns();
		return new ConstraintConstruct(constraint.kind(), constraint.name(), constraint.finalName(), columns,
				constraint.referred(), constraint.referredColumns(), constraint.text(), constraint.validated(),
				constraint.later(), constraint.complete());
	}

	private PyObject foreignKey(Arguments arguments) {
		PyObject target = arguments.get(0, "column");
		String text = Texts.plain(target);
		ObjectName referred = null;
		List<String> columns = List.of();
		if (text != null && text.contains(".")) {
			int dot = text.lastIndexOf('.');
			referred = table(text.substring(0, dot));
			columns = List.of(text.substring(dot + 1));
		}
		return constraint(Constraint.Kind.FOREIGN_KEY, arguments, List.of(), referred, columns,
				references(arguments, columns), referred != null);
	}

	static ObjectName table(String text) {
		int dot = text.lastIndexOf('.');
		return (dot < 0) ? ObjectName.of(text) : new ObjectName(text.substring(0, dot), text.substring(dot + 1));
	}

	private PyObject foreignKeyConstraint(Arguments arguments) {
		List<String> columns = Texts.list(arguments.get(0, "columns"));
		List<String> targets = Texts.list(arguments.get(1, "refcolumns"));
		ObjectName referred = null;
		List<String> referredColumns = new ArrayList<>();
		for (String target : (targets != null) ? targets : List.<String>of()) {
			int dot = target.lastIndexOf('.');
			if (dot > 0) {
				referred = table(target.substring(0, dot));
				referredColumns.add(target.substring(dot + 1));
			}
		}
		return constraint(Constraint.Kind.FOREIGN_KEY, arguments, (columns != null) ? columns : List.of(), referred,
				referredColumns, references(arguments, referredColumns), columns != null && referred != null);
	}

	private PyObject columnsConstraint(Constraint.Kind kind, Arguments arguments) {
		List<String> columns = new ArrayList<>();
		boolean complete = !arguments.open();
		for (PyObject argument : arguments.positional()) {
			String name = (argument instanceof ColumnConstruct column) ? column.column().name() : Texts.plain(argument);
			complete &= name != null;
			if (name != null) {
				columns.add(name);
			}
		}
		return constraint(kind, arguments, complete ? columns : List.of(), null, List.of(), null, complete);
	}

	private PyObject check(Arguments arguments) {
		PyObject condition = arguments.get(0, "sqltext");
		String text = (condition != null && (Texts.isText(condition) || condition instanceof Construct.Sql))
				? Texts.shown(condition)
				: null;
		return constraint(Constraint.Kind.CHECK, arguments, List.of(), null, List.of(), text, true);
	}

	private static PyObject constraint(Constraint.Kind kind, Arguments arguments, List<String> columns,
			@Nullable ObjectName referred, List<String> referredColumns, @Nullable String text, boolean complete) {
		PyObject name = arguments.get("name");
		boolean known = name == null || name == PyObject.None.NONE || Texts.plain(name) != null;
		return new ConstraintConstruct(kind, Texts.plain(name), name instanceof Construct.FinalName, columns, referred,
				referredColumns, text, !arguments.mayBeTrue("postgresql_not_valid"), arguments.mayBeTrue("use_alter"),
				complete && known && !arguments.open());
	}

	PyObject index(Arguments arguments, @Nullable PyObject name) {
		List<String> columns = new ArrayList<>();
		boolean known = !arguments.open();
		for (PyObject argument : arguments.positional()) {
			String column = column(argument);
			known &= column != null;
			if (column != null) {
				columns.add(column);
			}
		}
		PyObject where = arguments.get("postgresql_where");
		String condition = (where == null || where == PyObject.None.NONE)
				? null
				: (Texts.isText(where) || where instanceof Construct.Sql) ? Texts.shown(where) : "";
		boolean nameKnown = name == null || name == PyObject.None.NONE || Texts.plain(name) != null;
		return new IndexConstruct(Texts.plain(name), name instanceof Construct.FinalName, nameKnown,
				known ? columns : List.of(), arguments.isTrue("unique"), arguments.mayBeTrue("postgresql_concurrently"),
				condition, isPlainIndex(arguments));
	}

	private static final Set<String> PLAIN_INDEX = Set.of("name", "index_name", "table_name", "columns", "schema",
			"unique", "if_not_exists", "postgresql_concurrently", "postgresql_where", "source", "tablename");

	/** Whether nothing is said of an index but its name, its columns, and what the rest of the reader follows. */
	static boolean isPlainIndex(Arguments arguments) {
		return !arguments.open() && PLAIN_INDEX.containsAll(arguments.keywords().keySet());
	}

	/** The clause of a foreign key; {@code null} where a part is not known. */
	static @Nullable String references(Arguments arguments, List<String> columns) {
		StringBuilder sql = new StringBuilder("(" + String.join(", ", columns) + ")");
		for (String action : List.of("onupdate", "ondelete")) {
			if (arguments.has(-1, action)) {
				String text = arguments.text(-1, action);
				if (text == null) {
					return null;
				}
				sql.append(" ON ").append(action.substring(2)).append(' ').append(text);
			}
		}
		if (arguments.has(-1, "match") || arguments.open()) {
			return null;
		}
		sql.append(arguments.mayBeTrue("deferrable") ? " DEFERRABLE" : "");
		if (arguments.has(-1, "initially")) {
			String text = arguments.text(-1, "initially");
			if (text == null) {
				return null;
			}
			sql.append(" INITIALLY ").append(text);
		}
		return columns.isEmpty() ? null : ReferenceClause.of(sql.toString());
	}

	static @Nullable String column(PyObject object) {
		return switch (object) {
			case ColumnConstruct column -> column.column().name();
			case Construct.Sql sql -> sql.sql();
			default -> Texts.plain(object);
		};
	}

	private PyObject table(Arguments arguments, int from) {
		String name = arguments.text(0, "name");
		if (name == null) {
			return new Construct.Expression(true);
		}
		List<Construct> parts = new ArrayList<>();
		boolean complete = !arguments.open() && !arguments.has(-1, "autoload_with") && !arguments.mayBeTrue("autoload");
		Construct.MetaData metadata = null;
		int at = 0;
		for (PyObject argument : arguments.positional()) {
			if (argument instanceof Construct.MetaData found) {
				metadata = found;
			}
			else if (argument instanceof ColumnConstruct || argument instanceof ConstraintConstruct
					|| argument instanceof IndexConstruct) {
				parts.add((Construct) argument);
			}
			else if (at >= from) {
				complete = false;
			}
			at++;
		}
		Construct.TableConstruct table = new Construct.TableConstruct(
				new ObjectName(arguments.text(-1, "schema"), name),
				List.copyOf(parts), complete, metadata);
		if (metadata != null) {
			metadata.tables.add(table);
		}
		return table;
	}

}
