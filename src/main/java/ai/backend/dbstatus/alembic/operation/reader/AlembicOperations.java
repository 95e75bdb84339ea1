package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.Index;
import ai.backend.dbstatus.alembic.operation.NamingConvention;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.Operation;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.reader.Construct.ColumnConstruct;
import ai.backend.dbstatus.alembic.operation.reader.Construct.ConstraintConstruct;
import ai.backend.dbstatus.alembic.operation.reader.Construct.IndexConstruct;
import ai.backend.dbstatus.alembic.operation.reader.Construct.Live;
import ai.backend.dbstatus.alembic.operation.reader.Construct.TableConstruct;
import ai.backend.dbstatus.alembic.operation.reader.Construct.Type;
import ai.backend.dbstatus.alembic.operation.sql.SqlReader;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import org.jspecify.annotations.Nullable;

/**
 * What the methods of {@code op}, of a batch, and those of constructs that make objects do to a schema, with what Alembic and
 * SQLAlchemy make of them.
 */
final class AlembicOperations {

	private static final Set<ObjectName> NOTHING = Set.of();

	private final Reading reading;

	private final ModuleNames module;

	private final Function<PyObject, @Nullable List<PyObject>> items;

	AlembicOperations(Reading reading, ModuleNames module, Function<PyObject, @Nullable List<PyObject>> items) {
		this.reading = reading;
		this.module = module;
		this.items = items;
	}

	/**
	 * Calls a method.
	 * @param batch the batch whose method it is; {@code null} for one of {@code op}
	 */
	PyObject call(String name, Arguments arguments, Construct.@Nullable Batch batch, Expr.Call call) {
		switch (name) {
			case "get_bind" -> {
				return new Live(Live.Kind.BIND);
			}
			case "get_context" -> {
				return new Live(Live.Kind.CONTEXT);
			}
			case "f" -> {
				String text = arguments.text(0, "name");
				return (text != null) ? new Construct.FinalName(text) : PyObject.UNKNOWN;
			}
			case "inline_literal" -> {
				return arguments.positional().isEmpty() ? PyObject.UNKNOWN : arguments.positional().getFirst();
			}
			case "batch_alter_table" -> {
				return new Construct.Batch(table(arguments, 0, "table_name", "schema"), recreate(arguments));
			}
			case "implementation_for", "register_operation", "flush", "run_async" -> {
				return PyObject.UNKNOWN;
			}
			case "invoke" -> {
				this.reading.emitNotKnown(name, call, this.module,
						"An operation that is made elsewhere is not followed.");
				return PyObject.UNKNOWN;
			}
			default -> {
				List<Change> changes = changes(name, arguments, batch, call);
				if (changes == null) {
					this.reading.emitNotKnown(name, call, this.module,
							"An operation that Alembic does not have may do anything.");
				}
				else {
					this.reading.emit(name, call, this.module, changes,
							(batch != null) ? batch.recreate() : Operation.Batch.NONE);
				}
				return (name.equals("create_table") && changes != null && !arguments.positional().isEmpty())
						? made(arguments)
						: PyObject.None.NONE;
			}
		}
	}

	private static Operation.Batch recreate(Arguments arguments) {
		return switch (arguments.text(-1, "recreate")) {
			case "always" -> Operation.Batch.ALWAYS;
			case "never" -> Operation.Batch.NEVER;
			case null, default -> Operation.Batch.AUTO;
		};
	}

	/** {@code op.create_table()} returns the table, which scripts then fill. */
	private PyObject made(Arguments arguments) {
		ObjectName table = table(arguments, 0, "table_name", "schema");
		return (table != null) ? new TableConstruct(table, List.of(), false, null) : PyObject.UNKNOWN;
	}

	private @Nullable List<Change> changes(String name, Arguments arguments, Construct.@Nullable Batch batch,
			Expr.Call call) {
		int first = (batch != null) ? 0 : 1;
		return switch (name) {
			case "create_table" -> createTable(arguments);
			case "drop_table" -> {
				ObjectName table = table(arguments, 0, "table_name", "schema");
				yield (table == null)
						? anything()
						: List.of(new Change.DropTable(table, arguments.mayBeTrue("if_exists"), false));
			}
			case "rename_table" -> {
				ObjectName table = table(arguments, 0, "old_table_name", "schema");
				String to = arguments.text(1, "new_table_name");
				yield (table == null)
						? anything()
						: (to == null) ? touching(table) : List.of(new Change.RenameTable(table, to));
			}
			case "add_column" -> {
				ObjectName table = (batch != null) ? batch.table() : table(arguments, 0, "table_name", "schema");
				yield addColumn(table, arguments.get(first, "column"), arguments.mayBeTrue("if_not_exists"));
			}
			case "drop_column" -> {
				ObjectName table = (batch != null) ? batch.table() : table(arguments, 0, "table_name", "schema");
				String column = arguments.text(first, "column_name");
				yield (table == null)
						? anything()
						: (column == null)
								? touching(table)
								: List.of(new Change.DropColumn(table, column, arguments.mayBeTrue("if_exists"),
										false));
			}
			case "alter_column" -> {
				ObjectName table = (batch != null) ? batch.table() : table(arguments, 0, "table_name", "schema");
				yield alterColumn(table, arguments.text(first, "column_name"), arguments, call);
			}
			case "create_index" -> {
				ObjectName table = (batch != null) ? batch.table() : table(arguments, 1, "table_name", "schema");
				yield createIndex(table, arguments, (batch != null) ? 1 : 2);
			}
			case "drop_index" -> dropIndex(arguments, batch);
			case "create_foreign_key" -> createForeignKey(arguments, batch);
			case "create_unique_constraint" ->
				create(Constraint.Kind.UNIQUE, arguments, batch, "table_name", "columns");
			case "create_primary_key" -> create(Constraint.Kind.PRIMARY_KEY, arguments, batch, "table_name", "columns");
			case "create_check_constraint" ->
				create(Constraint.Kind.CHECK, arguments, batch, "table_name", "condition");
			case "create_exclude_constraint" -> create(Constraint.Kind.EXCLUDE, arguments, batch, "table_name", "");
			case "drop_constraint" -> dropConstraint(arguments, batch);
			case "execute" -> execute(arguments.get(0, "sqltext"));
			case "bulk_insert" -> List.of(new Change.Statement("INSERT",
					(arguments.get(0, "table") instanceof TableConstruct table) ? Set.of(table.name()) : NOTHING));
			case "create_table_comment", "drop_table_comment" -> List.of(new Change.Statement("COMMENT", NOTHING));
			default -> null;
		};
	}

	private static List<Change> anything() {
		return List.of(new Change.NotKnown(null));
	}

	private static List<Change> touching(ObjectName table) {
		return List.of(new Change.NotKnown(Set.of(table)));
	}

	private @Nullable ObjectName table(Arguments arguments, int index, String keyword, String schemaKeyword) {
		String name = arguments.text(index, keyword);
		PyObject schema = arguments.get(schemaKeyword);
		boolean known = schema == null || schema == PyObject.None.NONE || Texts.plain(schema) != null;
		return (name == null || !known) ? null : new ObjectName(Texts.plain(schema), name);
	}

	private List<Change> createTable(Arguments arguments) {
		ObjectName table = table(arguments, 0, "table_name", "schema");
		if (table == null) {
			return List.of(new Change.NotKnown(NOTHING));
		}
		List<Construct> parts = new ArrayList<>();
		boolean complete = !arguments.open();
		for (PyObject argument : arguments.from(1).positional()) {
			if (argument instanceof ColumnConstruct || argument instanceof ConstraintConstruct
					|| argument instanceof IndexConstruct) {
				parts.add((Construct) argument);
			}
			else if (argument != PyObject.None.NONE) {
				complete = false;
			}
		}
		if (isTrue(arguments, "prefixes")) {
			complete = false;
		}
		return createTable(table, parts, complete, arguments.mayBeTrue("if_not_exists"), this.reading.convention);
	}

	private static boolean isTrue(Arguments arguments, String keyword) {
		return arguments.mayBeTrue(keyword);
	}

	private List<Change> createTable(ObjectName table, List<Construct> parts, boolean complete, boolean ifNotExists,
			NamingConvention convention) {
		List<Change> before = new ArrayList<>();
		List<Change> behind = new ArrayList<>();
		List<Column> columns = new ArrayList<>();
		List<Constraint> constraints = new ArrayList<>();
		List<String> key = new ArrayList<>();
		boolean all = complete;
		for (Construct part : parts) {
			switch (part) {
				case ColumnConstruct column -> {
					columns.add(column.column());
					enumType(column.type(), before);
					if (column.primaryKey()) {
						key.add(column.column().name());
					}
					for (ConstraintConstruct constraint : column.constraints()) {
						all &= constraint.complete();
						add(table, constraint, convention, constraints, behind);
					}
					if (column.unique() && !column.index()) {
						constraints.add(
								constraint(table, unnamed(Constraint.Kind.UNIQUE, column.column().name()), convention));
					}
					if (column.index()) {
						behind.add(
								index(table, null, false, true, List.of(column.column().name()), column.unique(), false,
										null, true, false, convention));
					}
				}
				case ConstraintConstruct constraint -> {
					all &= constraint.complete();
					boolean emptyKey = constraint.kind() == Constraint.Kind.PRIMARY_KEY && constraint.complete()
							&& constraint.columns().isEmpty();
					if (!emptyKey) {
						add(table, constraint, convention, constraints, behind);
					}
				}
				case IndexConstruct index -> behind.add(index(table, index.name(), index.finalName(), index.nameKnown(),
						index.columns(), index.unique(), index.concurrently(), index.where(), index.plain(),
						ifNotExists,
						convention));
				default -> {
				}
			}
		}
		boolean named = constraints.stream().anyMatch((each) -> each.kind() == Constraint.Kind.PRIMARY_KEY);
		serial(key, parts, columns, constraints);
		if (!key.isEmpty() && !named) {
			constraints
					.add(constraint(table, new ConstraintConstruct(Constraint.Kind.PRIMARY_KEY, null, false, key, null,
							List.of(), null, true, false, true), convention));
		}
		List<Change> changes = new ArrayList<>(before);
		changes.add(new Change.CreateTable(table, columns, constraints, all, ifNotExists, null));
		changes.addAll(behind);
		return changes;
	}

	/** SQLAlchemy: an integer that alone is the primary key, and no foreign key, is counted up by the database. */
	private static void serial(List<String> key, List<Construct> parts, List<Column> columns,
			List<Constraint> constraints) {
		List<String> names = constraints.stream()
				.filter((each) -> each.kind() == Constraint.Kind.PRIMARY_KEY)
				.findFirst()
				.map(Constraint::columns)
				.orElse(key);
		for (int i = 0; i < columns.size() && names.size() == 1; i++) {
			Column column = columns.get(i);
			boolean refers = constraints.stream()
					.anyMatch((each) -> each.kind() == Constraint.Kind.FOREIGN_KEY
							&& each.columns().contains(column.name()));
			boolean counts = parts.stream()
					.anyMatch((part) -> part instanceof ColumnConstruct construct
							&& construct.column() == column && construct.counts());
			if (column.name().equals(names.getFirst()) && counts && !refers) {
				columns.set(i, new Column(column.name(), column.type(), column.nullable(), column.serverDefault(),
						Column.Generation.SERIAL));
			}
		}
	}

	private void add(ObjectName table, ConstraintConstruct constraint, NamingConvention convention,
			List<Constraint> constraints, List<Change> behind) {
		Constraint made = constraint(table, constraint, convention);
		if (constraint.later()) {
			behind.add(new Change.AddConstraint(table, made));
		}
		else {
			constraints.add(made);
		}
	}

	private static ConstraintConstruct unnamed(Constraint.Kind kind, String column) {
		return new ConstraintConstruct(kind, null, false, List.of(column), null, List.of(), null, true, false, true);
	}

	/** SQLAlchemy: making a table makes the enum types of its columns first. */
	private void enumType(PyObject object, List<Change> changes) {
		if (object instanceof Type type && type.enumName() != null && type.created()
				&& !type.name().equals("Sequence")) {
			changes.add(new Change.Create(Change.Kind.ENUM, type.enumName(),
					(type.values() != null) ? type.values() : List.of(), false));
		}
	}

	private Constraint constraint(ObjectName table, ConstraintConstruct constraint, NamingConvention convention) {
		String key = switch (constraint.kind()) {
			case PRIMARY_KEY -> "pk";
			case UNIQUE -> "uq";
			case FOREIGN_KEY -> "fk";
			case CHECK -> "ck";
			case EXCLUDE -> "ex";
		};
		NamingConvention.Name name = convention.name(key, constraint.name(), constraint.finalName(), table,
				constraint.columns(), constraint.referred(), constraint.referredColumns(), this.reading.dialect);
		if (this.reading.compiles()) {
			return new Constraint(constraint.kind(), null, false, constraint.columns(), constraint.referred(),
					constraint.text(), constraint.validated());
		}
		return new Constraint(constraint.kind(), name.name(), name.known() && constraint.complete(),
				constraint.columns(),
				constraint.referred(), constraint.text(), constraint.validated());
	}

	private Change index(ObjectName table, @Nullable String name, boolean finalName, boolean nameKnown,
			List<String> columns, boolean unique, boolean concurrently, @Nullable String where, boolean plain,
			boolean ifNotExists, NamingConvention convention) {
		NamingConvention.Name made = convention.name("ix", name, finalName, table, columns, null, List.of(),
				this.reading.dialect);
		String known = (nameKnown && made.known()) ? made.name() : null;
		return new Change.CreateIndex(table, new Index(known, columns, unique, concurrently, where, plain),
				ifNotExists);
	}

	private List<Change> addColumn(@Nullable ObjectName table, @Nullable PyObject object, boolean ifNotExists) {
		if (table == null || !(object instanceof ColumnConstruct column)) {
			return List.of(new Change.NotKnown(NOTHING));
		}
		List<Change> changes = new ArrayList<>();
		changes.add(new Change.AddColumn(table, column.column(), ifNotExists));
		NamingConvention convention = this.reading.convention;
		for (ConstraintConstruct constraint : column.constraints()) {
			changes.add(new Change.AddConstraint(table, constraint(table, constraint, convention)));
		}
		if (column.unique() && !column.index()) {
			changes.add(new Change.AddConstraint(table,
					constraint(table, unnamed(Constraint.Kind.UNIQUE, column.column().name()), convention)));
		}
		if (column.index()) {
			changes.add(index(table, null, false, true, List.of(column.column().name()), column.unique(), false, null,
					true, false, convention));
		}
		if (ifNotExists && changes.size() > 1) {
			return List.of(changes.getFirst(), new Change.NotKnown(NOTHING));
		}
		return changes;
	}

	private List<Change> alterColumn(@Nullable ObjectName table, @Nullable String column, Arguments arguments,
			Expr.Call call) {
		String keyword = arguments.has(-1, "new_column_name") ? "new_column_name" : "name";
		boolean renames = arguments.has(-1, keyword);
		if (table == null) {
			return (renames || arguments.open()) ? anything() : List.of(new Change.Statement("ALTER TABLE", NOTHING));
		}
		String to = arguments.text(-1, keyword);
		if (column == null || (renames && to == null) || arguments.open()) {
			return renames || arguments.open()
					? touching(table)
					: List.of(new Change.Statement("ALTER TABLE", Set.of(table)));
		}
		List<Change> changes = new ArrayList<>();
		PyObject type = arguments.get("type_");
		Type asType = (type != null) ? SqlAlchemy.asType(type, this.reading.dialect) : null;
		String typeText = !arguments.has(-1, "type_")
				? null
				: (asType != null && asType.sql() != null) ? asType.sql() : "";
		String using = arguments.has(-1, "postgresql_using")
				? Texts.shown(Objects.requireNonNull(arguments.get("postgresql_using")))
				: null;
		Boolean nullable = (arguments.get("nullable") instanceof PyObject.Bool bool) ? bool.value() : null;
		PyObject defaultValue = arguments.get("server_default");
		boolean keeps = defaultValue == null || defaultValue instanceof PyObject.Bool;
		String shown = keeps || defaultValue == null
				? null
				: (defaultValue == PyObject.None.NONE) ? "" : SqlAlchemy.shownDefault(defaultValue, call);
		if (typeText != null || nullable != null || shown != null) {
			changes.add(new Change.AlterColumn(table, column, typeText, using, nullable, shown));
		}
		if (to != null) {
			changes.add(new Change.RenameColumn(table, column, to));
		}
		if (!changes.isEmpty()) {
			return changes;
		}
		boolean plain = this.reading.dialect != SqlDialect.SQLITE && keeps
				&& Stream.of("nullable", "comment", "autoincrement").noneMatch((each) -> arguments.has(-1, each));
		// Alembic emits nothing where only what exists is told; a batch of SQLite copies the table all the same.
		return plain ? List.of() : List.of(new Change.Statement("ALTER TABLE", Set.of(table)));
	}

	private List<Change> createIndex(@Nullable ObjectName table, Arguments arguments, int columnsAt) {
		if (table == null) {
			return List.of(new Change.NotKnown(NOTHING));
		}
		PyObject name = arguments.get(0, "index_name");
		List<PyObject> parts = (arguments.get(columnsAt, "columns") != null)
				? this.items.apply(Objects.requireNonNull(arguments.get(columnsAt, "columns")))
				: null;
		List<String> columns = new ArrayList<>();
		for (PyObject part : (parts != null) ? parts : List.<PyObject>of()) {
			String column = SqlAlchemy.column(part);
			columns.add((column != null) ? column : "");
		}
		PyObject where = arguments.get("postgresql_where");
		String condition = (where == null || where == PyObject.None.NONE)
				? null
				: (Texts.isText(where) || where instanceof Construct.Sql) ? Texts.shown(where) : "";
		boolean known = name == null || name == PyObject.None.NONE || Texts.plain(name) != null;
		boolean all = parts != null && !columns.contains("");
		return List.of(index(table, Texts.plain(name), name instanceof Construct.FinalName, known,
				all ? columns : List.of(), arguments.isTrue("unique"),
				arguments.mayBeTrue("postgresql_concurrently"), condition, SqlAlchemy.isPlainIndex(arguments),
				arguments.mayBeTrue("if_not_exists"), this.reading.convention));
	}

	private List<Change> dropIndex(Arguments arguments, Construct.@Nullable Batch batch) {
		ObjectName table = (batch != null) ? batch.table() : table(arguments, 1, "table_name", "schema");
		String name = arguments.text(0, "index_name");
		if (name == null) {
			return List.of(new Change.DropIndex(null, table, false, false));
		}
		String schema = (batch != null) ? (table != null) ? table.schema() : null : arguments.text(-1, "schema");
		return List.of(new Change.DropIndex(new ObjectName(schema, name), table, arguments.mayBeTrue("if_exists"),
				arguments.mayBeTrue("postgresql_concurrently")));
	}

	private List<Change> createForeignKey(Arguments arguments, Construct.@Nullable Batch batch) {
		int shift = (batch != null) ? 0 : 1;
		ObjectName table = (batch != null)
				? batch.table()
				: table(arguments, 1, sourceKeyword(arguments), "source_schema");
		ObjectName referred = table(arguments, 1 + shift,
				arguments.get("referent") != null ? "referent" : "referent_table", "referent_schema");
		List<String> columns = Texts.list(arguments.get(2 + shift, "local_cols"));
		List<String> remote = Texts.list(arguments.get(3 + shift, "remote_cols"));
		if (table == null) {
			return List.of(new Change.NotKnown(NOTHING));
		}
		PyObject name = arguments.get(0, "constraint_name");
		boolean known = name == null || name == PyObject.None.NONE || Texts.plain(name) != null;
		ConstraintConstruct constraint = new ConstraintConstruct(Constraint.Kind.FOREIGN_KEY, Texts.plain(name),
				name instanceof Construct.FinalName, (columns != null) ? columns : List.of(), referred,
				(remote != null) ? remote : List.of(),
				(remote != null) ? SqlAlchemy.references(arguments, remote) : null,
				!arguments.mayBeTrue("postgresql_not_valid"), false,
				known && columns != null && referred != null);
		return List.of(new Change.AddConstraint(table, constraint(table, constraint, this.reading.convention)));
	}

	private static String sourceKeyword(Arguments arguments) {
		return (arguments.get("source") != null) ? "source" : "source_table";
	}

	private List<Change> create(Constraint.Kind kind, Arguments arguments, Construct.@Nullable Batch batch,
			String tableKeyword, String columnsKeyword) {
		String keyword = (arguments.get("source") != null) ? "source" : tableKeyword;
		ObjectName table = (batch != null) ? batch.table() : table(arguments, 1, keyword, "schema");
		if (table == null) {
			return List.of(new Change.NotKnown(NOTHING));
		}
		int at = (batch != null) ? 1 : 2;
		boolean ofColumns = kind == Constraint.Kind.UNIQUE || kind == Constraint.Kind.PRIMARY_KEY;
		String columnKeyword = (arguments.get("local_cols") != null) ? "local_cols" : columnsKeyword;
		PyObject given = columnKeyword.isEmpty() ? null : arguments.get(at, columnKeyword);
		List<String> columns = ofColumns ? Texts.list(given) : List.of();
		String text = (kind == Constraint.Kind.CHECK && given != null
				&& (Texts.isText(given) || given instanceof Construct.Sql)) ? Texts.shown(given) : null;
		PyObject name = arguments.get(0, "constraint_name");
		boolean known = name == null || name == PyObject.None.NONE || Texts.plain(name) != null;
		ConstraintConstruct constraint = new ConstraintConstruct(kind, Texts.plain(name),
				name instanceof Construct.FinalName, (columns != null) ? columns : List.of(), null, List.of(), text,
				!arguments.mayBeTrue("postgresql_not_valid"), false, known && columns != null);
		return List.of(new Change.AddConstraint(table, constraint(table, constraint, this.reading.convention)));
	}

	private List<Change> dropConstraint(Arguments arguments, Construct.@Nullable Batch batch) {
		ObjectName table = (batch != null) ? batch.table() : table(arguments, 1, "table_name", "schema");
		if (table == null) {
			return anything();
		}
		String type = arguments.text((batch != null) ? 1 : 2, "type_");
		Constraint.Kind kind = switch ((type != null) ? type : "") {
			case "foreignkey" -> Constraint.Kind.FOREIGN_KEY;
			case "primary" -> Constraint.Kind.PRIMARY_KEY;
			case "unique" -> Constraint.Kind.UNIQUE;
			case "check" -> Constraint.Kind.CHECK;
			default -> null;
		};
		PyObject given = arguments.get(0, "constraint_name");
		String name = Texts.plain(given);
		if (name == null || this.reading.dialect == SqlDialect.SQLITE) {
			return List.of(new Change.DropConstraint(table, name, kind, arguments.mayBeTrue("if_exists"), false));
		}
		// A check's name goes through the naming convention when it is dropped, too.
		NamingConvention.Name made = (kind == null)
				? new NamingConvention.Name(name, true)
				: this.reading.convention.name(kind == Constraint.Kind.CHECK ? "ck" : "none", name,
						given instanceof Construct.FinalName, table, List.of(), null, List.of(), this.reading.dialect);
		return List.of(new Change.DropConstraint(table, made.known() ? made.name() : null, kind,
				arguments.mayBeTrue("if_exists"), false));
	}

	private List<Change> execute(@Nullable PyObject object) {
		if (object == null) {
			return anything();
		}
		if (object instanceof Construct.Expression expression) {
			return expression.ddl() ? anything() : List.of(new Change.Statement("DATA", NOTHING));
		}
		if (object instanceof Construct.Query query) {
			return List.of(Queries.change(query));
		}
		if (object instanceof Construct.Sql || Texts.isText(object)) {
			return SqlReader.read(Texts.shown(object), this.reading.dialect);
		}
		if (object instanceof Construct.EnumMember || object instanceof PyObject.Sequence) {
			List<PyObject> parts = this.items.apply(object);
			if (parts != null) {
				List<Change> changes = new ArrayList<>();
				parts.forEach((part) -> changes.addAll(execute(part)));
				return changes;
			}
		}
		return anything();
	}

	/** {@code Table(...).create(bind)}, and queries that begin with a table. */
	PyObject table(TableConstruct table, String name, Expr.Call call) {
		switch (name) {
			case "create" -> {
				boolean checks = call.keywords()
						.stream()
						.anyMatch((keyword) -> "checkfirst".equals(keyword.name())
								&& keyword.value().text().equals("True"));
				this.reading.emit("create_table", call, this.module,
						createTable(table.name(), table.items(), table.complete(), checks,
								convention(table.metadata())));
				return PyObject.None.NONE;
			}
			case "drop" -> {
				boolean checks = call.keywords()
						.stream()
						.anyMatch((keyword) -> "checkfirst".equals(keyword.name())
								&& keyword.value().text().equals("True"));
				this.reading.emit("drop_table", call, this.module,
						List.of(new Change.DropTable(table.name(), checks, false)));
				return PyObject.None.NONE;
			}
			case "select", "insert", "update", "delete" -> {
				return Queries.of(table.name(), name, !call.args().isEmpty());
			}
			case "alias" -> {
				return table;
			}
			default -> {
				return new Construct.Expression(false, table.name());
			}
		}
	}

	private static NamingConvention convention(Construct.@Nullable MetaData metadata) {
		if (metadata == null || metadata.convention == PyObject.None.NONE) {
			return NamingConvention.DEFAULT;
		}
		return convention(metadata.convention);
	}

	/** Returns the naming convention that a dictionary holds. */
	static NamingConvention convention(PyObject object) {
		if (!(object instanceof Construct.Dict dict) || dict.open) {
			return NamingConvention.UNKNOWN;
		}
		Map<String, String> patterns = new HashMap<>();
		dict.items.forEach((key, value) -> {
			String pattern = Texts.plain(value);
			if (Texts.plain(key) != null && pattern != null) {
				patterns.put(String.valueOf(Texts.plain(key)), pattern);
			}
		});
		return (patterns.size() == dict.items.size())
				? new NamingConvention(Map.copyOf(patterns), true)
				: NamingConvention.UNKNOWN;
	}

	/** {@code metadata.create_all(bind)}: what it makes may be there already. */
	PyObject metadata(Construct.MetaData metadata, String name, Expr.Call call) {
		switch (name) {
			case "create_all" -> {
				List<Change> changes = new ArrayList<>();
				for (TableConstruct table : metadata.tables) {
					changes.addAll(createTable(table.name(), table.items(), table.complete(), true,
							convention(metadata)));
				}
				this.reading.emit("create_table", call, this.module, changes);
			}
			case "drop_all" -> {
				List<Change> changes = new ArrayList<>();
				metadata.tables.forEach((table) -> changes.add(new Change.DropTable(table.name(), true, false)));
				this.reading.emit("drop_table", call, this.module, changes);
			}
			default -> {
			}
		}
		return PyObject.UNKNOWN;
	}

	/** SQLAlchemy: another type for some kinds of databases. */
	private PyObject variant(Type type, Arguments arguments) {
		boolean ours = arguments.positional()
				.stream()
				.skip(1)
				.anyMatch((name) -> this.reading.dialect.sqlAlchemyName().equals(Texts.plain(name)));
		Type other = ours ? SqlAlchemy.asType(arguments.positional().getFirst(), this.reading.dialect) : null;
		return (other != null) ? other : type;
	}

	/** {@code Enum(...).create(bind)} and the like. */
	PyObject type(Type type, String name, Arguments arguments, Expr.Call call) {
		if (!name.equals("create") && !name.equals("drop")) {
			return name.equals("with_variant") ? variant(type, arguments) : new Construct.Expression(false);
		}
		ObjectName named = type.enumName();
		if (named == null) {
			return PyObject.None.NONE;
		}
		Change.Kind kind = type.name().equals("Sequence") ? Change.Kind.SEQUENCE : Change.Kind.ENUM;
		boolean refused = arguments.get("checkfirst") instanceof PyObject.Bool bool && !bool.value();
		Set<Change> changes = new LinkedHashSet<>();
		if (name.equals("create")) {
			changes.add(new Change.Create(kind, named, (type.values() != null) ? type.values() : List.of(), !refused));
		}
		else {
			changes.add(new Change.Drop(kind, named, !refused, false));
		}
		this.reading.emit("execute", call, this.module, List.copyOf(changes));
		return PyObject.None.NONE;
	}

}
