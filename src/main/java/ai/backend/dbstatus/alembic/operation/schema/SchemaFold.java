package ai.backend.dbstatus.alembic.operation.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.Index;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.Operation;
import ai.backend.dbstatus.alembic.operation.Operations;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.schema.SchemaObject.Kind;
import ai.backend.dbstatus.alembic.operation.schema.SchemaObject.Maker;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what operations do, in the order in which they are performed. An object is known as long as what made it surely did,
 * and nothing that is not known may have changed it since.
 */
public final class SchemaFold {

	private final SqlDialect dialect;

	private final @Nullable String defaultSchema;

	private final Map<ObjectName, Table> tables = new LinkedHashMap<>();

	private final Map<ObjectName, Thing> others = new LinkedHashMap<>();

	private final Map<ObjectName, Map<String, Thing>> enums = new LinkedHashMap<>();

	/** What the certain operations since the last {@link #mark()} make, where nothing of that name may be. */
	private final Map<Object, SchemaObject> created = new LinkedHashMap<>();

	/** What the operations since the last {@link #mark()} may have taken out of the way: names, or tables with all they have. */
	private final Set<String> freed = new HashSet<>();

	private boolean freedAll;

	private boolean sawUnknown;

	private Maker maker = new Maker("", 0);

	private boolean certain;

	/**
	 * Begins with an empty schema.
	 * @param dialect the kind of database, for its rules about names
	 * @param defaultSchema where names without a schema are looked up; {@code null} if that is not known
	 */
	public SchemaFold(SqlDialect dialect, @Nullable String defaultSchema) {
		this.dialect = dialect;
		this.defaultSchema = defaultSchema;
	}

	/**
	 * Adds what a revision does.
	 * @param revision the revision
	 * @param operations its operations
	 */
	public void apply(String revision, Operations operations) {
		for (Operation operation : operations.operations()) {
			this.maker = new Maker(revision, operation.line());
			this.certain = operation.isCertain();
			operation.changes().forEach(this::apply);
		}
	}

	/**
	 * Begins a new account of what is {@linkplain #created() created}.
	 */
	public void mark() {
		this.created.clear();
		this.freed.clear();
		this.freedAll = false;
	}

	/**
	 * Returns what the operations since the last {@link #mark()} surely create, and what is still there in the end: all of it
	 * is in the way if it is there already.
	 */
	public Collection<SchemaObject> created() {
		List<SchemaObject> there = new ArrayList<>();
		Set<SchemaObject> objects = Set.copyOf(objects());
		this.created.values().stream().filter(objects::contains).forEach(there::add);
		return there;
	}

	/**
	 * Returns the objects that are known to be there.
	 */
	public List<SchemaObject> objects() {
		return all(true);
	}

	/**
	 * Returns the objects that may be there or not.
	 */
	public List<SchemaObject> notKnown() {
		return all(false);
	}

	private List<SchemaObject> all(boolean known) {
		List<SchemaObject> objects = new ArrayList<>();
		this.tables.forEach((name, table) -> {
			add(objects, known, table.self, Kind.TABLE, null, name);
			table.columns
					.forEach((column, thing) -> add(objects, known, thing, Kind.COLUMN, name, ObjectName.of(column)));
			table.parts.forEach((part) -> {
				if (part.known == known && (part.name != null || !part.columns.isEmpty() || !known)) {
					objects.add(object(part, name));
				}
			});
		});
		this.enums
				.forEach((type, values) -> values.forEach((value, thing) -> add(objects, known, thing, Kind.ENUM_VALUE,
						type, ObjectName.of(value))));
		this.others.forEach((name, thing) -> add(objects, known, thing, thing.kind,
				null, new ObjectName(name.schema(), name.name().substring(name.name().indexOf(':') + 1))));
		return objects;
	}

	private static SchemaObject object(Part part, ObjectName table) {
		boolean named = part.name != null;
		String name = named ? String.valueOf(part.name) : String.join(",", part.columns);
		return new SchemaObject(part.kind, table, ObjectName.of(name), part.columns, named, part.referred, part.text,
				part.maker);
	}

	private static void add(List<SchemaObject> objects, boolean known, Thing thing, Kind kind,
			@Nullable ObjectName owner,
			ObjectName name) {
		if (thing.known == known) {
			objects.add(new SchemaObject(kind, owner, name, (thing.column != null) ? List.of(thing.column) : List.of(),
					true,
					thing.table, null, thing.maker));
		}
	}

	private void apply(Change change) {
		free(change);
		switch (change) {
			case Change.CreateTable create -> createTable(create);
			case Change.DropTable drop -> dropTable(key(drop.table()), drop.cascade());
			case Change.RenameTable rename ->
				renameTable(key(rename.table()), key(rename.table().withName(rename.to())));
			case Change.AddColumn add -> addColumn(add);
			case Change.DropColumn drop -> {
				dropColumn(key(drop.table()), column(drop.column()));
				taintIf(drop.cascade(), drop.table());
			}
			case Change.RenameColumn rename -> renameColumn(key(rename.table()), column(rename.column()),
					column(rename.to()));
			case Change.Statement statement when statement.kind().endsWith(" CASCADE") -> cascade();
			case Change.AlterColumn _,Change.Statement _ -> {
			}
			case Change.AddConstraint add -> addConstraint(key(add.table()), add.constraint(), this.certain);
			case Change.DropConstraint drop -> {
				dropConstraint(drop);
				taintIf(drop.cascade(), drop.table());
			}
			case Change.RenameConstraint rename -> parts(key(rename.table()),
					(part) -> rename.name().equals(part.name),
					(part) -> part.rename(rename.to(), this.maker, this.certain));
			case Change.CreateIndex create -> createIndex(create);
			case Change.DropIndex drop -> dropIndex(drop);
			case Change.Create create -> create(create);
			case Change.Drop drop -> {
				drop(drop);
				if (drop.cascade() && drop.kind() == Change.Kind.ENUM) {
					// Columns that use it go with it, and nobody says which.
					taint(null);
				}
			}
			case Change.Rename rename -> rename(rename);
			case Change.AddEnumValue add -> enumValue(key(add.type()), add.value());
			case Change.RenameEnumValue rename -> {
				Map<String, Thing> values = this.enums.get(key(rename.type()));
				Thing old = (values != null) ? values.remove(rename.value()) : null;
				if (values != null) {
					values.put(rename.to(), new Thing(Kind.ENUM_VALUE, this.maker, this.certain));
					if (!this.certain && old != null) {
						old.known = false;
						values.put(rename.value(), old);
					}
				}
			}
			case Change.NotKnown notKnown -> taint(notKnown.touches());
		}
	}

	/** What depends on something goes with it, and nobody says which. */
	private void taintIf(boolean cascade, ObjectName table) {
		if (cascade) {
			taint(Set.of(table));
		}
	}

	/** What uses a function, an operator or the like in an expression goes with it, and nobody says what that is. */
	private void cascade() {
		this.others.values().forEach((thing) -> thing.known &= thing.kind != Kind.VIEW);
		this.tables.values()
				.forEach((table) -> table.parts.forEach((part) -> part.known &= part.text == null
						&& part.kind != Kind.CHECK && part.columns.stream().allMatch(table.columns::containsKey)));
	}

	/** Names differ by case only where the database says so. */
	private ObjectName key(ObjectName written) {
		ObjectName name = (written.schema() != null && written.schema().equals(this.defaultSchema))
				? ObjectName.of(written.name())
				: written;
		return (this.dialect == SqlDialect.SQLITE) ? name.lowerCase() : name;
	}

	private String column(String name) {
		return (this.dialect == SqlDialect.POSTGRESQL) ? name : name.toLowerCase(Locale.ROOT);
	}

	private void createTable(Change.CreateTable create) {
		ObjectName name = key(create.table());
		Table old = this.tables.get(name);
		if (old != null && (create.ifNotExists() || !this.certain)) {
			old.self.known |= this.certain;
			return;
		}
		Table table = new Table(new Thing(Kind.TABLE, this.maker, this.certain));
		this.tables.put(name, table);
		boolean whole = this.certain && !create.ifNotExists();
		note(whole, new SchemaObject(Kind.TABLE, null, name, List.of(), true, null, null, this.maker));
		for (Column column : create.columns()) {
			table.columns.put(column(column.name()), new Thing(Kind.COLUMN, this.maker, whole));
			sequence(name, column, whole);
		}
		create.constraints().forEach((constraint) -> addConstraint(name, constraint, whole));
	}

	private void free(Change change) {
		switch (change) {
			case Change.DropTable drop -> this.freed.add(key(drop.table()).toString());
			case Change.RenameTable rename -> this.freed.add(key(rename.table()).toString());
			case Change.DropColumn drop -> this.freed.add(key(drop.table()).toString());
			case Change.RenameColumn rename -> this.freed.add(key(rename.table()).toString());
			case Change.DropConstraint drop -> this.freed.add(key(drop.table()).toString());
			case Change.RenameConstraint rename -> this.freed.add(key(rename.table()).toString());
			case Change.DropIndex drop when drop.index() != null -> this.freed.add(drop.index().name());
			case Change.DropIndex _ -> this.freedAll = true;
			case Change.Drop drop when drop.cascade() && drop.kind() == Change.Kind.ENUM -> this.freedAll = true;
			case Change.Drop drop -> this.freed.add(key(drop.name()).toString());
			case Change.Rename rename -> this.freed.add(key(rename.name()).name());
			case Change.NotKnown notKnown when notKnown.touches() != null -> notKnown.touches()
					.forEach((each) -> this.freed.add(each.toString()));
			case Change.NotKnown _ -> this.freedAll = true;
			default -> {
			}
		}
	}

	private void note(boolean surely, SchemaObject object) {
		ObjectName owner = object.owner();
		boolean wasFreed = this.freedAll || this.freed.contains(object.name().name())
				|| this.freed.contains(((owner != null) ? owner : object.name()).toString());
		if (surely && !wasFreed) {
			this.created.put(List.of(object.kind(), String.valueOf(object.owner()), object.name()), object);
		}
	}

	/** PostgreSQL: a serial column has a sequence, {@code table_column_seq}. */
	private void sequence(ObjectName table, Column column, boolean known) {
		boolean makes = this.dialect == SqlDialect.POSTGRESQL && (column.generation() == Column.Generation.SERIAL
				|| column.generation() == Column.Generation.IDENTITY);
		if (makes) {
			ObjectName name = prefixed(Kind.SEQUENCE, table.withName(
					DefaultNames.objectName(table.name(), column.name(), "seq")));
			Thing thing = new Thing(Kind.SEQUENCE, this.maker, known);
			thing.table = table;
			thing.column = column.name();
			this.others.putIfAbsent(name, thing);
		}
	}

	private static ObjectName prefixed(Kind kind, ObjectName name) {
		return name.withName(kind.name() + ":" + name.name());
	}

	private void dropTable(ObjectName name, boolean cascade) {
		Table table = this.tables.get(name);
		if (cascade) {
			this.others.forEach((_, thing) -> thing.known &= thing.kind != Kind.VIEW);
		}
		if (!this.certain) {
			if (table != null) {
				table.taint();
			}
			return;
		}
		this.tables.remove(name);
		this.others.values().removeIf((thing) -> name.equals(thing.table));
		this.tables.values().forEach((each) -> each.parts.removeIf((part) -> name.equals(part.referred)));
	}

	private void renameTable(ObjectName name, ObjectName to) {
		Table table = this.certain ? this.tables.remove(name) : this.tables.get(name);
		if (!this.certain) {
			if (table != null) {
				table.taint();
			}
			Table other = this.tables.computeIfAbsent(to, (_) -> new Table(new Thing(Kind.TABLE, this.maker, false)));
			other.taint();
			return;
		}
		if (table == null) {
			table = new Table(new Thing(Kind.TABLE, this.maker, true));
		}
		table.self.known = true;
		table.self.maker = this.maker;
		this.tables.put(to, table);
		note(true, new SchemaObject(Kind.TABLE, null, to, List.of(), true, null, null, this.maker));
		this.tables.values().forEach((each) -> each.parts.forEach((part) -> {
			if (name.equals(part.referred)) {
				part.referred = to;
			}
		}));
		this.others.values().forEach((thing) -> {
			if (name.equals(thing.table)) {
				thing.table = to;
			}
		});
	}

	/** A table that nobody has seen made, but that must be there for what is done to it. */
	private Table table(ObjectName name) {
		return this.tables.computeIfAbsent(name, (_) -> new Table(new Thing(Kind.TABLE, this.maker, false)));
	}

	private void addColumn(Change.AddColumn add) {
		ObjectName name = key(add.table());
		Table table = table(name);
		String column = column(add.column().name());
		Thing old = table.columns.get(column);
		if (old != null && old.known) {
			return;
		}
		if (old == null || this.certain) {
			table.columns.put(column, new Thing(Kind.COLUMN, this.maker, this.certain));
			note(this.certain && !add.ifNotExists() && old == null,
					new SchemaObject(Kind.COLUMN, name, ObjectName.of(column), List.of(), true, null, null,
							this.maker));
			sequence(name, add.column(), this.certain);
		}
	}

	private void dropColumn(ObjectName name, String column) {
		Table table = this.tables.get(name);
		if (table == null) {
			return;
		}
		if (!this.certain) {
			Thing thing = table.columns.get(column);
			if (thing != null) {
				thing.known = false;
			}
			table.parts.forEach((part) -> part.known &= !part.mayUse(column));
			return;
		}
		table.columns.remove(column);
		table.parts.removeIf((part) -> part.surelyUses(column));
		table.parts.forEach((part) -> part.known &= !part.mayUse(column));
		this.others.values().removeIf((thing) -> name.equals(thing.table) && column.equals(thing.column));
	}

	private void renameColumn(ObjectName name, String column, String to) {
		Table table = table(name);
		Thing old = table.columns.get(column);
		if (this.certain) {
			table.columns.remove(column);
			table.columns.put(to, new Thing(Kind.COLUMN, this.maker, true));
			note(true, new SchemaObject(Kind.COLUMN, name, ObjectName.of(to), List.of(), true, null, null, this.maker));
			table.parts.forEach((part) -> part.renameColumn(column, to));
			this.others.values()
					.stream()
					.filter((thing) -> name.equals(thing.table) && column.equals(thing.column))
					.forEach((thing) -> thing.column = to);
			return;
		}
		if (old != null) {
			old.known = false;
		}
		table.columns.put(to, new Thing(Kind.COLUMN, this.maker, false));
		table.parts.forEach((part) -> part.known &= !(part.name == null && part.mayUse(column)));
	}

	private void addConstraint(ObjectName name, Constraint constraint, boolean known) {
		Table table = table(name);
		Kind kind = switch (constraint.kind()) {
			case PRIMARY_KEY -> Kind.PRIMARY_KEY;
			case UNIQUE -> Kind.UNIQUE;
			case FOREIGN_KEY -> Kind.FOREIGN_KEY;
			case CHECK -> Kind.CHECK;
			case EXCLUDE -> Kind.EXCLUDE;
		};
		String own = constraint.name();
		if (own == null && this.dialect == SqlDialect.POSTGRESQL) {
			own = DefaultNames.constraint(kind, name, constraint.columns());
		}
		boolean defaultName = constraint.name() == null;
		List<String> columns = columns(table, constraint);
		// A unique constraint that repeats the primary key of the same statement is none of its own.
		boolean repeats = kind == Kind.UNIQUE && table.parts.stream()
				.anyMatch(
						(part) -> part.kind == Kind.PRIMARY_KEY && part.columns.equals(columns) && !columns.isEmpty());
		String text = constraint.text();
		if ((kind == Kind.UNIQUE || kind == Kind.PRIMARY_KEY) && text != null) {
			// USING INDEX: the index becomes the constraint's.
			parts(name, (part) -> part.kind == Kind.INDEX && text.equals(part.name), (part) -> part.gone = true);
			table.parts.removeIf((part) -> part.gone);
		}
		// One whose name is not known is known by its columns.
		boolean ofColumns = kind != Kind.CHECK && kind != Kind.EXCLUDE && !columns.isEmpty();
		boolean surely = known && !repeats && (defaultName ? ofColumns : constraint.nameKnown());
		Part part = new Part(kind, defaultName ? null : own, columns, (kind == Kind.CHECK) ? text : null, this.maker,
				surely);
		part.defaultName = own;
		part.referred = (constraint.referred() != null) ? key(constraint.referred()) : null;
		if (constraint.name() != null) {
			Part old = table.parts.stream()
					.filter((each) -> own(constraint).equals(each.name))
					.findFirst()
					.orElse(null);
			if (old != null) {
				old.known |= surely;
				return;
			}
		}
		table.parts.add(part);
		if (constraint.name() != null) {
			note(surely, object(part, name));
		}
	}

	/** Those of the index that becomes the constraint's, where it has none of its own. */
	private List<String> columns(Table table, Constraint constraint) {
		return constraint.columns().isEmpty()
				? table.parts.stream()
						.filter((part) -> part.kind == Kind.INDEX && part.isNamed(String.valueOf(constraint.text())))
						.findFirst()
						.map((part) -> part.columns)
						.orElse(List.of())
				: constraint.columns().stream().map(this::column).toList();
	}

	private static String own(Constraint constraint) {
		return String.valueOf(constraint.name());
	}

	private void dropConstraint(Change.DropConstraint drop) {
		ObjectName name = key(drop.table());
		Table table = this.tables.get(name);
		if (table == null) {
			return;
		}
		String constraint = drop.name();
		Predicate<Part> kind = (part) -> part.kind.isConstraint()
				&& (drop.kind() == null || drop.kind().name().equals(part.kind.name()));
		Part found = (constraint == null)
				? null
				: table.parts.stream()
						.filter((part) -> part.kind.isConstraint() && part.isNamed(constraint))
						.findFirst()
						.orElse(null);
		if (found == null) {
			// It may be any whose name is not known.
			Predicate<Part> candidate = (part) -> kind.test(part)
					&& (constraint == null || part.name == null || !part.known);
			parts(name, candidate, (part) -> part.known = false);
			return;
		}
		if (this.certain) {
			table.parts.remove(found);
		}
		else {
			found.known = false;
		}
	}

	private void parts(ObjectName table, Predicate<Part> which, Consumer<Part> what) {
		Table found = this.tables.get(table);
		if (found != null) {
			found.parts.stream().filter(which).forEach(what);
		}
	}

	private void createIndex(Change.CreateIndex create) {
		ObjectName name = key(create.table());
		Table table = table(name);
		Index index = create.index();
		Part old = (index.name() == null)
				? null
				: table.parts.stream().filter((part) -> index.name().equals(part.name)).findFirst().orElse(null);
		if (old != null) {
			old.known |= this.certain;
			return;
		}
		List<String> columns = index.columns().stream().map(this::column).toList();
		Part part = new Part(Kind.INDEX, index.name(), columns, index.where(), this.maker,
				this.certain && index.name() != null);
		table.parts.add(part);
		note(part.known && !create.ifNotExists(), object(part, name));
	}

	private void dropIndex(Change.DropIndex drop) {
		ObjectName index = drop.index();
		for (Map.Entry<ObjectName, Table> entry : this.tables.entrySet()) {
			boolean other = drop.table() != null && !key(drop.table()).equals(entry.getKey());
			if (other) {
				continue;
			}
			if (index == null) {
				entry.getValue().parts.forEach((part) -> part.known &= part.kind != Kind.INDEX);
			}
			else if (this.certain) {
				entry.getValue().parts.removeIf((part) -> index.name().equals(part.name)
						&& (part.kind == Kind.INDEX || part.kind == Kind.UNIQUE));
			}
			else {
				entry.getValue().parts.forEach((part) -> part.known &= !index.name().equals(part.name));
			}
		}
	}

	private static Kind kind(Change.Kind kind) {
		return switch (kind) {
			case ENUM -> Kind.ENUM;
			case SEQUENCE -> Kind.SEQUENCE;
			case VIEW -> Kind.VIEW;
			case INDEX -> Kind.INDEX;
		};
	}

	private void create(Change.Create create) {
		Kind kind = kind(create.kind());
		ObjectName name = prefixed(kind, key(create.name()));
		Thing old = this.others.get(name);
		if (old != null) {
			boolean replaced = !old.known && this.certain;
			old.known |= this.certain;
			if (replaced) {
				old.maker = this.maker;
			}
			return;
		}
		this.others.put(name, new Thing(kind, this.maker, this.certain));
		note(this.certain && !create.ifNotExists(),
				new SchemaObject(kind, null, key(create.name()), List.of(), true, null, null, this.maker));
		if (kind == Kind.ENUM) {
			boolean known = this.certain && !(create.ifNotExists() && this.sawUnknown);
			Map<String, Thing> values = new LinkedHashMap<>();
			create.values().forEach((value) -> values.put(value, new Thing(Kind.ENUM_VALUE, this.maker, known)));
			this.enums.put(key(create.name()), values);
		}
	}

	private void drop(Change.Drop drop) {
		Kind kind = kind(drop.kind());
		ObjectName name = prefixed(kind, key(drop.name()));
		if (kind == Kind.VIEW) {
			this.others.values().forEach((each) -> each.known &= each.kind != Kind.VIEW);
		}
		if (this.certain) {
			this.others.remove(name);
			if (kind == Kind.ENUM) {
				this.enums.remove(key(drop.name()));
			}
			return;
		}
		Thing thing = this.others.get(name);
		if (thing != null) {
			thing.known = false;
		}
		Map<String, Thing> values = (kind == Kind.ENUM) ? this.enums.get(key(drop.name())) : null;
		if (values != null) {
			values.values().forEach((value) -> value.known = false);
		}
	}

	private void rename(Change.Rename rename) {
		if (rename.kind() == Change.Kind.INDEX) {
			for (Table table : this.tables.values()) {
				table.parts.stream()
						.filter((part) -> part.isNamed(rename.name().name()))
						.forEach((part) -> part.rename(rename.to(), this.maker, this.certain));
			}
			return;
		}
		Kind kind = kind(rename.kind());
		ObjectName from = key(rename.name());
		ObjectName to = key(rename.name().withName(rename.to()));
		Thing thing = this.others.remove(prefixed(kind, from));
		Thing made = new Thing(kind, this.maker, this.certain);
		if (thing != null) {
			made.table = thing.table;
			made.column = thing.column;
		}
		this.others.put(prefixed(kind, to), made);
		Map<String, Thing> values = (kind == Kind.ENUM) ? this.enums.remove(from) : null;
		if (values != null) {
			values.values().forEach((value) -> value.known &= this.certain);
			this.enums.put(to, values);
		}
	}

	private void enumValue(ObjectName type, String value) {
		Map<String, Thing> values = this.enums.computeIfAbsent(type, (_) -> new HashMap<>());
		Thing old = values.get(value);
		if (old == null || (this.certain && !old.known)) {
			values.put(value, new Thing(Kind.ENUM_VALUE, this.maker, this.certain));
		}
	}

	private void taint(@Nullable Set<ObjectName> touches) {
		if (touches == null) {
			this.sawUnknown = true;
			this.tables.values().forEach(Table::taint);
			this.others.values().forEach((thing) -> thing.known = false);
			this.enums.values().forEach((values) -> values.values().forEach((value) -> value.known = false));
			return;
		}
		Set<String> names = Set.copyOf(touches.stream().map((each) -> each.name().toLowerCase(Locale.ROOT)).toList());
		this.tables.forEach((name, table) -> {
			if (names.contains(name.name().toLowerCase(Locale.ROOT))) {
				table.taint();
			}
			table.parts.forEach((part) -> {
				boolean refers = part.referred != null
						&& names.contains(Objects.requireNonNull(part.referred).name().toLowerCase(Locale.ROOT));
				boolean own = part.name != null && names.contains(part.name.toLowerCase(Locale.ROOT));
				part.known &= !refers && !own;
			});
		});
		this.others.forEach((name, thing) -> {
			String own = name.name().substring(name.name().indexOf(':') + 1).toLowerCase(Locale.ROOT);
			boolean owned = thing.table != null
					&& names.contains(Objects.requireNonNull(thing.table).name().toLowerCase(Locale.ROOT));
			thing.known &= !names.contains(own) && !owned;
		});
		this.enums.forEach((name, values) -> {
			if (names.contains(name.name().toLowerCase(Locale.ROOT))) {
				values.values().forEach((value) -> value.known = false);
			}
		});
	}

	/**
	 * What is known of an object without parts.
	 */
	private static class Thing {

		final Kind kind;

		Maker maker;

		boolean known;

		@Nullable
		ObjectName table;

		@Nullable
		String column;

		Thing(Kind kind, Maker maker, boolean known) {
			this.kind = kind;
			this.maker = maker;
			this.known = known;
		}

	}

	/**
	 * A table.
	 */
	private static final class Table {

		final Thing self;

		final Map<String, Thing> columns = new LinkedHashMap<>();

		final List<Part> parts = new ArrayList<>();

		Table(Thing self) {
			this.self = self;
		}

		void taint() {
			this.self.known = false;
			this.columns.values().forEach((column) -> column.known = false);
			this.parts.forEach((part) -> part.known = false);
		}

	}

	/**
	 * A constraint or an index.
	 */
	private static final class Part {

		final Kind kind;

		@Nullable
		String name;

		@Nullable
		String defaultName;

		List<String> columns;

		final @Nullable String text;

		Maker maker;

		boolean known;

		boolean gone;

		@Nullable
		ObjectName referred;

		Part(Kind kind, @Nullable String name, List<String> columns, @Nullable String text, Maker maker,
				boolean known) {
			this.kind = kind;
			this.name = name;
			this.columns = columns;
			this.text = text;
			this.maker = maker;
			this.known = known;
		}

		boolean isNamed(String other) {
			return other.equals((this.name != null) ? this.name : this.defaultName);
		}

		void rename(String to, Maker by, boolean certain) {
			this.name = to;
			this.maker = by;
			this.known &= certain;
		}

		void renameColumn(String from, String to) {
			this.columns = this.columns.stream().map((column) -> column.equals(from) ? to : column).toList();
		}

		/** Whether it goes when the column does. */
		boolean surelyUses(String column) {
			return this.columns.contains(column);
		}

		/** Whether it may. */
		boolean mayUse(String column) {
			boolean expression = this.columns.stream().anyMatch((each) -> each.contains(column));
			boolean unclear = this.columns.isEmpty() && this.text == null;
			return expression || unclear || (this.text != null && (this.text.isEmpty() || this.text.contains(column)));
		}

	}

}
