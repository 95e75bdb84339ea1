package ai.backend.dbstatus.plan.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.Condition;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.Index;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.ReferenceClause;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.schema.DefaultNames;
import ai.backend.dbstatus.alembic.operation.schema.SchemaObject;
import ai.backend.dbstatus.database.relation.Relation;
import ai.backend.dbstatus.database.relation.Relation.RelationName;
import ai.backend.dbstatus.database.relation.Relations;
import ai.backend.dbstatus.database.relation.TableSize;
import ai.backend.dbstatus.plan.state.TableState.ColumnState;
import ai.backend.dbstatus.plan.state.TableState.ConstraintState;
import ai.backend.dbstatus.plan.state.TableState.IndexState;
import ai.backend.dbstatus.plan.state.TableState.ViewUse;
import org.jspecify.annotations.Nullable;

/**
 * The schema at a step of a plan. Changes are applied to it one by one; a copy keeps what it was.
 */
public final class SchemaState {

	private static final Pattern UTC = Pattern.compile("(?:=|\\bTO\\b|\\bZONE\\b)\\s*'?(?:UTC|ETC/UTC)'?\\s*$");

	private final SqlDialect dialect;

	private final @Nullable String defaultSchema;

	/** The keys of relations that a name with their schema leads to. */
	private final Map<ObjectName, ObjectName> keys;

	private final Map<ObjectName, TableState> tables;

	private final Map<ObjectName, Thing> others;

	private final Map<ObjectName, List<String>> enums;

	/** The values that the transaction in hand has added to enum types that were there before. */
	private final Map<ObjectName, Set<String>> fresh;

	private final Set<String> types;

	/** The schemas in which something was seen: what is in another one is not known. */
	private final Set<String> schemas;

	/** Names of which something unknown may have made an object. */
	private final Set<String> doubted;

	private boolean doubtedAll;

	/** Whether the script has surely set the session's time zone to UTC. */
	private boolean utc;

	/** Whether a type of application code may have made types of its own. */
	private boolean doubtedTypes;

	private SchemaState(SqlDialect dialect, @Nullable String defaultSchema, SchemaState other) {
		this.dialect = dialect;
		this.defaultSchema = defaultSchema;
		this.keys = other.keys;
		this.types = other.types;
		this.schemas = other.schemas;
		this.tables = new LinkedHashMap<>(other.tables);
		this.others = new LinkedHashMap<>(other.others);
		this.enums = new LinkedHashMap<>(other.enums);
		this.fresh = new HashMap<>(other.fresh);
		this.doubted = new HashSet<>(other.doubted);
		this.doubtedAll = other.doubtedAll;
		this.doubtedTypes = other.doubtedTypes;
		this.utc = other.utc;
	}

	/**
	 * The state of a database as its catalog shows it.
	 */
	public SchemaState(SqlDialect dialect, Relations relations) {
		this.dialect = dialect;
		this.defaultSchema = relations.defaultSchema();
		this.keys = new HashMap<>();
		this.tables = new LinkedHashMap<>();
		this.others = new LinkedHashMap<>();
		this.enums = new LinkedHashMap<>();
		this.fresh = new HashMap<>();
		this.types = new HashSet<>(relations.types());
		this.schemas = new HashSet<>();
		this.doubted = new HashSet<>();
		for (Relation relation : relations.relations()) {
			ObjectName full = new ObjectName(relation.name().schema(), relation.name().name());
			if (full.schema() != null) {
				this.schemas.add(full.schema());
			}
			if (relation.visible()) {
				this.keys.put(full, ObjectName.of(full.name()));
			}
		}
		relations.relations().forEach(this::add);
		relations.enums().forEach((name, type) -> {
			ObjectName full = new ObjectName(name.schema(), name.name());
			this.enums.put(type.visible() ? ObjectName.of(name.name()) : full, type.values());
		});
	}

	private ObjectName key(RelationName name) {
		return key(new ObjectName(name.schema(), name.name()));
	}

	private void add(Relation relation) {
		ObjectName key = key(relation.name());
		switch (relation.kind()) {
			case VIEW, MATERIALIZED_VIEW -> this.others.put(key,
					new Thing(Change.Kind.VIEW, Presence.YES, null, relation.name().schema(), false));
			case SEQUENCE -> this.others.put(key, new Thing(Change.Kind.SEQUENCE, Presence.YES,
					(relation.owner() != null) ? key(relation.owner()) : null, relation.name().schema(), false));
			case TABLE, PARTITIONED_TABLE, FOREIGN_TABLE -> this.tables.put(key, table(key, relation));
		}
	}

	private TableState table(ObjectName key, Relation relation) {
		Map<String, ColumnState> columns = new LinkedHashMap<>();
		relation.columns()
				.forEach((column) -> columns.put(column.name(),
						new ColumnState(column.type(), column.nullable(), column.defaultText(),
								column.generated() ? Column.Generation.IDENTITY : Column.Generation.NONE, Presence.YES,
								false)));
		List<ConstraintState> constraints = relation.constraints()
				.stream()
				.map((each) -> new ConstraintState(Constraint.Kind.valueOf(each.kind().name()), each.name(),
						each.columns(), (each.referred() != null) ? key(each.referred()) : null, each.validated(),
						text(each), Presence.YES))
				.toList();
		List<IndexState> indexes = relation.indexes()
				.stream()
				.filter((index) -> !index.constraint())
				.map((index) -> new IndexState(index.name(), index.columns().stream().map(SchemaState::plain).toList(),
						index.unique(), index.where(), index.plain(), Presence.YES))
				.toList();
		List<ViewUse> views = relation.views()
				.stream()
				.map((use) -> new ViewUse(use.column(), key(use.view())))
				.toList();
		return new TableState(key, relation.name().schema(), Presence.YES, false, true, columns, constraints, indexes,
				views, relation.size(), (relation.parent() != null) ? key(relation.parent()) : null,
				relation.engine());
	}

	private static @Nullable String text(Relation.RelationConstraint constraint) {
		String text = constraint.text();
		boolean foreign = constraint.kind() == Relation.ConstraintKind.FOREIGN_KEY;
		return (foreign && text != null) ? ReferenceClause.of(text) : text;
	}

	/** The database quotes a column of an index where it must. */
	private static String plain(String column) {
		boolean quoted = column.length() > 2 && column.startsWith("\"")
				&& column.indexOf('"', 1) == column.length() - 1;
		return quoted ? column.substring(1, column.length() - 1) : column;
	}

	/**
	 * A copy that what comes later does not change.
	 */
	public SchemaState copy() {
		return new SchemaState(this.dialect, this.defaultSchema, this);
	}

	/**
	 * From here on, nothing is sure.
	 */
	public void doubtAll() {
		this.doubtedAll = true;
		this.tables.replaceAll((_, table) -> table.doubtful());
		this.others.replaceAll((_, thing) -> thing.doubtful());
	}

	/**
	 * The values that enum types have got can be used: the transaction that added them has ended.
	 */
	public void commit() {
		this.fresh.clear();
	}

	/**
	 * Whether the script has surely set the session's time zone to UTC.
	 */
	public boolean isUtc() {
		return this.utc;
	}

	/**
	 * Whether nothing is sure any more.
	 */
	public boolean isDoubtedAll() {
		return this.doubtedAll;
	}

	/**
	 * The key under which an object of a name is kept.
	 */
	public ObjectName key(ObjectName written) {
		ObjectName name = (this.dialect == SqlDialect.SQLITE) ? written.lowerCase() : written;
		ObjectName known = this.keys.get(name);
		if (known != null) {
			return known;
		}
		return (name.schema() != null && name.schema().equals(this.defaultSchema)) ? ObjectName.of(name.name()) : name;
	}

	/**
	 * The key under which a column is kept.
	 */
	public String column(String written) {
		return (this.dialect == SqlDialect.POSTGRESQL) ? written : written.toLowerCase(Locale.ROOT);
	}

	/**
	 * A table; {@code null} if none of this name is known.
	 */
	public @Nullable TableState table(ObjectName name) {
		return this.tables.get(key(name));
	}

	/**
	 * All tables.
	 */
	public Collection<TableState> tables() {
		return this.tables.values();
	}

	/**
	 * The tables that are partitions of another, at any depth.
	 */
	public List<TableState> partitions(ObjectName table) {
		List<TableState> found = new ArrayList<>();
		Set<ObjectName> seen = new HashSet<>();
		List<ObjectName> open = new ArrayList<>(List.of(key(table)));
		while (!open.isEmpty()) {
			ObjectName parent = open.removeLast();
			for (TableState each : this.tables.values()) {
				if (parent.equals(each.parent()) && seen.add(each.name())) {
					found.add(each);
					open.add(each.name());
				}
			}
		}
		return found;
	}

	/**
	 * The tables with a foreign key to a table, itself left out.
	 */
	public List<TableState> referring(ObjectName table) {
		ObjectName key = key(table);
		return this.tables.values()
				.stream()
				.filter((each) -> !each.name().equals(key)
						&& each.constraints().stream().anyMatch((constraint) -> key.equals(constraint.referred())))
				.toList();
	}

	/**
	 * Whether there is a table.
	 */
	public Presence hasTable(ObjectName name) {
		TableState table = table(name);
		return (table != null) ? table.presence() : absent(name);
	}

	/**
	 * Whether there is a relation of whatever kind that keeps another from being made under its name.
	 * @return what is in the way, for a person; {@code null} if nothing surely is
	 */
	public @Nullable String inTheWay(ObjectName name) {
		TableState table = table(name);
		if (table != null && table.presence() == Presence.YES && isInDefault(name, table.schema())) {
			return "table " + table.name();
		}
		Thing thing = this.others.get(key(name));
		if (thing == null || thing.presence() != Presence.YES || thing.kind() == Change.Kind.ENUM
				|| !isInDefault(name, thing.schema())) {
			return null;
		}
		return ((thing.kind() == Change.Kind.VIEW) ? "view " : "sequence ") + key(name);
	}

	private boolean isInDefault(ObjectName written, @Nullable String schema) {
		return written.schema() != null || schema == null || schema.equals(this.defaultSchema);
	}

	private Presence absent(ObjectName name) {
		boolean elsewhere = name.schema() != null && !this.schemas.contains(name.schema());
		return (this.doubtedAll || elsewhere || this.doubted.contains(name.name().toLowerCase(Locale.ROOT)))
				? Presence.MAYBE
				: Presence.NO;
	}

	/**
	 * Whether a table has a column.
	 */
	public Presence hasColumn(ObjectName table, String column) {
		TableState state = table(table);
		if (state == null) {
			return absent(table);
		}
		return state.hasColumn(column(column));
	}

	/**
	 * The table that has an index of a name; {@code null} if none is known.
	 */
	public @Nullable TableState tableOfIndex(ObjectName index, @Nullable ObjectName table) {
		if (table != null) {
			TableState state = table(table);
			return (state != null && index(state, index.name()) != null) ? state : null;
		}
		return this.tables.values()
				.stream()
				.filter((each) -> index(each, index.name()) != null
						&& (index.schema() == null || index.schema().equals(each.schema())))
				.findFirst()
				.orElse(null);
	}

	/**
	 * The index of a name; {@code null} if none is known.
	 */
	public static @Nullable IndexState index(TableState table, String name) {
		return table.indexes().stream().filter((each) -> name.equals(each.name())).findFirst().orElse(null);
	}

	/**
	 * Whether there is an index, that of a constraint among them.
	 */
	public Presence hasIndex(ObjectName index, @Nullable ObjectName table) {
		TableState of = tableOfIndex(index, table);
		if (of != null) {
			return Objects.requireNonNull(index(of, index.name())).presence();
		}
		boolean constraint = this.tables.values()
				.stream()
				.flatMap((each) -> each.constraints().stream())
				.anyMatch((each) -> each.name() == null || each.name().equals(index.name()));
		boolean unnamed = this.tables.values()
				.stream()
				.flatMap((each) -> each.indexes().stream())
				.anyMatch((each) -> each.name() == null);
		boolean partial = this.tables.values().stream().anyMatch((each) -> !each.whole());
		return (constraint || unnamed || (partial && table == null)) ? Presence.MAYBE : absent(index);
	}

	/**
	 * Whether a table has a constraint.
	 */
	public Presence hasConstraint(ObjectName table, String name) {
		TableState state = table(table);
		if (state == null) {
			return absent(table);
		}
		ConstraintState found = state.constraint(name);
		if (found != null) {
			return found.presence();
		}
		boolean unnamed = state.constraints().stream().anyMatch((each) -> each.name() == null)
				|| state.indexes().stream().anyMatch((each) -> name.equals(each.name()));
		return (!unnamed && state.whole() && state.presence() == Presence.YES) ? Presence.NO : Presence.MAYBE;
	}

	/**
	 * Whether there is a view, a sequence or an enum type.
	 */
	public Presence has(Change.Kind kind, ObjectName name) {
		if (kind == Change.Kind.ENUM && this.enums.containsKey(key(name))) {
			return this.doubtedAll ? Presence.MAYBE : Presence.YES;
		}
		Thing thing = this.others.get(key(name));
		if (thing != null && thing.kind() == kind) {
			return thing.presence();
		}
		return (kind == Change.Kind.ENUM) ? absentType(name) : absent(name);
	}

	/**
	 * Whether the plan itself makes a view, a sequence or an enum type.
	 */
	public boolean isMade(ObjectName name) {
		Thing thing = this.others.get(key(name));
		return thing != null && thing.made();
	}

	/**
	 * The values of an enum type; {@code null} if they are not known.
	 */
	public @Nullable List<String> enumValues(ObjectName name) {
		return this.enums.get(key(name));
	}

	/**
	 * Whether the transaction in hand has added a value to an enum type that was there before it.
	 */
	public boolean isFresh(ObjectName type, String value) {
		return this.fresh.getOrDefault(key(type), Set.of()).contains(value);
	}

	/**
	 * The values that the transaction in hand has added to enum types that were there before it.
	 */
	public Map<ObjectName, Set<String>> fresh() {
		return this.fresh;
	}

	/**
	 * Whether there is a type of a name, PostgreSQL's own among them.
	 */
	public Presence hasType(String name) {
		if (this.enums.containsKey(key(ObjectName.of(name))) || this.types.contains(name)
				|| this.tables.containsKey(ObjectName.of(name))) {
			return Presence.YES;
		}
		return absentType(ObjectName.of(name));
	}

	private Presence absentType(ObjectName name) {
		return this.doubtedTypes ? Presence.MAYBE : absent(name);
	}

	/**
	 * Whether a condition holds.
	 */
	public Presence holds(Condition condition) {
		return switch (condition) {
			case Condition.Not(Condition inner) -> holds(inner).not();
			case Condition.And(List<Condition> all) -> {
				Presence result = Presence.YES;
				for (Condition each : all) {
					Presence holds = holds(each);
					result = (holds == Presence.NO || result == Presence.NO)
							? Presence.NO
							: (holds == Presence.MAYBE) ? Presence.MAYBE : result;
				}
				yield result;
			}
			case Condition.Or(List<Condition> any) -> holds(
					new Condition.Not(new Condition.And(any.stream().map(Condition::negated).toList())));
			case Condition.NotKnown _ -> Presence.MAYBE;
			case Condition.Exists(Condition.Kind kind, ObjectName table, ObjectName name) -> exists(kind, table, name);
		};
	}

	private Presence exists(Condition.Kind kind, @Nullable ObjectName table, ObjectName name) {
		return switch (kind) {
			case TABLE -> this.others.containsKey(key(name)) ? Presence.MAYBE : hasTable(name);
			case COLUMN -> (table != null) ? hasColumn(table, name.name()) : Presence.MAYBE;
			case INDEX -> (table != null) ? hasIndex(name, table) : hasIndex(name, null);
			case CONSTRAINT -> (table != null) ? hasConstraint(table, name.name()) : Presence.MAYBE;
			case VIEW -> has(Change.Kind.VIEW, name);
			case SEQUENCE -> has(Change.Kind.SEQUENCE, name);
			case ENUM -> has(Change.Kind.ENUM, name);
		};
	}

	/**
	 * Applies a change.
	 * @param change the change
	 * @param certain whether it is surely performed
	 */
	public void apply(Change change, boolean certain) {
		switch (change) {
			case Change.CreateTable create -> createTable(create, certain);
			case Change.DropTable drop -> dropTable(drop, certain);
			case Change.RenameTable rename -> renameTable(rename, certain);
			case Change.AddColumn add -> addColumn(add, certain);
			case Change.DropColumn drop -> dropColumn(drop, certain);
			case Change.RenameColumn rename -> renameColumn(rename, certain);
			case Change.AlterColumn alter -> alterColumn(alter, certain);
			case Change.AddConstraint add -> addConstraint(add, certain);
			case Change.DropConstraint drop -> dropConstraint(drop, certain);
			case Change.RenameConstraint rename -> changeTable(rename.table(),
					(table) -> table.changing((each) -> rename.name().equals(each.name()),
							(each) -> certain ? each.named(rename.to()) : each.doubtful()));
			case Change.CreateIndex create -> createIndex(create, certain);
			case Change.DropIndex drop -> dropIndex(drop, certain);
			case Change.Create create -> create(create, certain);
			case Change.Drop drop -> drop(drop, certain);
			case Change.Rename rename -> rename(rename, certain);
			case Change.AddEnumValue add -> addEnumValue(add, certain);
			case Change.RenameEnumValue rename -> {
				List<String> values = this.enums.get(key(rename.type()));
				if (values != null && certain) {
					this.enums.put(key(rename.type()),
							values.stream().map((each) -> each.equals(rename.value()) ? rename.to() : each).toList());
				}
			}
			case Change.Statement statement -> statement(statement, certain);
			case Change.NotKnown(Set<ObjectName> touches) -> doubt(touches);
		}
	}

	private void doubt(@Nullable Set<ObjectName> touches) {
		if (touches == null) {
			doubtAll();
			return;
		}
		for (ObjectName name : touches) {
			String lower = name.name().toLowerCase(Locale.ROOT);
			this.doubted.add(lower);
			this.tables.replaceAll((key, table) -> key.name().toLowerCase(Locale.ROOT).equals(lower)
					? table.doubtful()
					: table);
			this.others.computeIfPresent(key(name), (_, thing) -> thing.doubtful());
			this.enums.remove(key(name));
		}
	}

	private void statement(Change.Statement statement, boolean certain) {
		String text = statement.text().toUpperCase(Locale.ROOT);
		if (statement.kind().equals("ALTER TABLE") && text.startsWith("VALIDATE CONSTRAINT")) {
			String name = lastWord(statement.text());
			statement.tables()
					.forEach((table) -> changeTable(table, (state) -> state
							.changing((each) -> name.equals(each.name()), ConstraintState::valid)));
		}
		if (statement.kind().startsWith("CREATE TYPE") || statement.kind().startsWith("CREATE DOMAIN")
				|| statement.kind().endsWith("CASCADE")) {
			// Types of other kinds are not followed.
			this.doubted.addAll(words(text));
		}
		boolean extension = statement.kind().equals("CREATE EXTENSION");
		this.doubtedTypes |= extension;
		if (extension || statement.kind().equals("CREATE TABLE") || statement.kind().equals("CREATE VIEW")) {
			// What an extension brings, and what is temporary, is not followed.
			this.doubted.addAll(words(text));
		}
		if (statement.kind().equals("SET") || statement.kind().equals("RESET")) {
			boolean zone = text.contains("TIMEZONE") || text.contains("TIME ZONE");
			this.utc = zone ? certain && UTC.matcher(text).find() : this.utc;
		}
		boolean searchPath = (text.startsWith("SET ") && text.contains("SEARCH_PATH"))
				|| (text.contains("SET_CONFIG") && text.contains("SEARCH_PATH"));
		if (searchPath) {
			doubtAll();
		}
	}

	private static Set<String> words(String text) {
		Set<String> words = new LinkedHashSet<>();
		for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
			words.add(word);
		}
		return words;
	}

	private static String lastWord(String text) {
		String word = text.strip();
		word = word.substring(word.lastIndexOf(' ') + 1);
		return word.startsWith("\"") ? word.replace("\"", "") : word.toLowerCase(Locale.ROOT);
	}

	private void changeTable(ObjectName name, UnaryOperator<TableState> how) {
		this.tables.computeIfPresent(key(name), (_, table) -> how.apply(table));
	}

	private void createTable(Change.CreateTable create, boolean certain) {
		ObjectName name = key(create.table());
		this.doubtedTypes |= !create.complete()
				|| create.columns().stream().anyMatch((column) -> column.type() == null);
		TableState old = this.tables.get(name);
		if (old != null && (create.ifNotExists() || !certain || old.presence() != Presence.NO)) {
			if (old.presence() != Presence.YES) {
				this.tables.put(name, old.doubtful());
			}
			return;
		}
		Map<String, ColumnState> columns = new LinkedHashMap<>();
		Presence presence = certain ? Presence.YES : Presence.MAYBE;
		boolean maybe = create.ifNotExists() && absent(name) != Presence.NO;
		Presence own = maybe ? Presence.MAYBE : presence;
		create.columns()
				.forEach((column) -> columns.put(column(column.name()), columnState(column, own)));
		String schema = (create.table().schema() != null) ? create.table().schema() : this.defaultSchema;
		TableState table = new TableState(name, schema, own, true, create.complete() && own == Presence.YES, columns,
				List.of(), List.of(), List.of(), TableSize.EMPTY,
				(create.partitionOf() != null) ? key(create.partitionOf()) : null, null);
		for (Constraint constraint : create.constraints()) {
			table = table.plus(constraintState(name, constraint, own));
			if (constraint.kind() == Constraint.Kind.PRIMARY_KEY) {
				for (String column : constraint.columns()) {
					ColumnState state = table.column(column(column));
					if (state != null) {
						table = table.withColumn(column(column),
								state.with(state.type(), false, state.defaultText()));
					}
				}
			}
		}
		this.tables.put(name, table);
		for (Column column : create.columns()) {
			sequence(name, column, own);
		}
	}

	/** PostgreSQL: a serial column has a sequence. */
	private void sequence(ObjectName table, Column column, Presence presence) {
		boolean has = this.dialect == SqlDialect.POSTGRESQL && (column.generation() == Column.Generation.SERIAL
				|| column.generation() == Column.Generation.IDENTITY);
		if (has) {
			ObjectName name = table.withName(DefaultNames.objectName(table.name(), column.name(), "seq"));
			this.others.putIfAbsent(name,
					new Thing(Change.Kind.SEQUENCE, presence, table, this.defaultSchema, true));
		}
	}

	private static ColumnState columnState(Column column, Presence presence) {
		return new ColumnState(column.type(), !Boolean.FALSE.equals(column.nullable()), column.serverDefault(),
				column.generation(), presence, true);
	}

	private ConstraintState constraintState(ObjectName table, Constraint constraint, Presence presence) {
		String name = constraint.name();
		if (name == null && this.dialect == SqlDialect.POSTGRESQL && constraint.nameKnown()) {
			name = DefaultNames.constraint(SchemaObject.Kind.valueOf(constraint.kind().name()), table,
					constraint.columns());
		}
		return new ConstraintState(constraint.kind(), constraint.nameKnown() ? name : null,
				constraint.columns().stream().map(this::column).toList(),
				(constraint.referred() != null) ? key(constraint.referred()) : null, constraint.validated(),
				constraint.text(), presence);
	}

	private void dropTable(Change.DropTable drop, boolean certain) {
		ObjectName name = key(drop.table());
		if (!certain) {
			this.tables.computeIfPresent(name, (_, table) -> table.doubtful());
			return;
		}
		this.tables.remove(name);
		this.others.values().removeIf((thing) -> name.equals(thing.owner()));
		this.doubted.remove(name.name().toLowerCase(Locale.ROOT));
		this.tables
				.replaceAll((_, table) -> table.constraints().stream().anyMatch((each) -> name.equals(each.referred()))
						? table.withConstraints(
								table.constraints().stream().filter((each) -> !name.equals(each.referred())).toList())
						: table);
		if (drop.cascade()) {
			this.others.replaceAll((_, thing) -> thing.kind() == Change.Kind.VIEW ? thing.doubtful() : thing);
		}
	}

	private void renameTable(Change.RenameTable rename, boolean certain) {
		ObjectName name = key(rename.table());
		ObjectName to = key(rename.table().withName(rename.to()));
		TableState table = this.tables.get(name);
		if (table == null) {
			this.doubted.add(to.name().toLowerCase(Locale.ROOT));
			return;
		}
		if (!certain) {
			this.tables.put(name, table.doubtful());
			this.tables.put(to, table.named(to).doubtful());
			return;
		}
		this.tables.remove(name);
		this.tables.put(to, table.named(to));
		this.tables.replaceAll((_, each) -> each.constraints().stream().anyMatch((one) -> name.equals(one.referred()))
				? each.changing((_) -> true, (one) -> one.referring(name, to))
				: each);
		this.tables.replaceAll((_, each) -> name.equals(each.parent()) ? each.withParent(to) : each);
		this.others.replaceAll((_, thing) -> name.equals(thing.owner())
				? new Thing(thing.kind(), thing.presence(), to, thing.schema(), thing.made())
				: thing);
	}

	private void addColumn(Change.AddColumn add, boolean certain) {
		ObjectName name = key(add.table());
		String column = column(add.column().name());
		changeTable(name, (table) -> {
			ColumnState old = table.column(column);
			if (old != null && old.presence() == Presence.YES) {
				return table;
			}
			Presence presence = certain && !(add.ifNotExists() && table.hasColumn(column) != Presence.NO)
					? Presence.YES
					: Presence.MAYBE;
			return table.withColumn(column, columnState(add.column(), presence));
		});
		if (this.tables.containsKey(name)) {
			sequence(name, add.column(), certain ? Presence.YES : Presence.MAYBE);
		}
	}

	private void dropColumn(Change.DropColumn drop, boolean certain) {
		String column = column(drop.column());
		changeTable(drop.table(), (table) -> {
			ColumnState old = table.column(column);
			if (!certain) {
				TableState doubted = (old != null) ? table.withColumn(column, old.doubtful()) : table;
				return doubted.changing((each) -> uses(each, column), ConstraintState::doubtful)
						.changingIndexes((each) -> uses(each, column), IndexState::doubtful);
			}
			TableState changed = table.withColumn(column, null);
			return changed
					.withConstraints(
							changed.constraints().stream().filter((each) -> !each.columns().contains(column)).toList())
					.changing((each) -> uses(each, column), ConstraintState::doubtful)
					.withIndexes(changed.indexes().stream().filter((each) -> !each.columns().contains(column)).toList())
					.changingIndexes((each) -> uses(each, column), IndexState::doubtful)
					.withViews(changed.views().stream().filter((use) -> !use.column().equals(column)).toList());
		});
		if (certain) {
			ObjectName table = key(drop.table());
			ObjectName sequence = table.withName(DefaultNames.objectName(table.name(), column, "seq"));
			Thing thing = this.others.get(sequence);
			if (thing != null && table.equals(thing.owner())) {
				this.others.remove(sequence);
			}
		}
	}

	private static boolean uses(ConstraintState constraint, String column) {
		return (constraint.text() != null && constraint.kind() != Constraint.Kind.FOREIGN_KEY)
				? constraint.text().contains(column)
				: constraint.columns().isEmpty();
	}

	private static boolean uses(IndexState index, String column) {
		return index.columns().isEmpty() || index.columns().stream().anyMatch((each) -> each.contains(column))
				|| (index.where() != null && index.where().contains(column));
	}

	private void renameColumn(Change.RenameColumn rename, boolean certain) {
		String column = column(rename.column());
		String to = column(rename.to());
		changeTable(rename.table(), (table) -> {
			ColumnState old = table.column(column);
			if (old == null) {
				return table;
			}
			if (!certain) {
				return table.withColumn(column, old.doubtful()).withColumn(to, old.doubtful());
			}
			TableState changed = table.withColumn(column, null).withColumn(to, old);
			return changed.changing((_) -> true, (each) -> each.renamed(column, to))
					.changingIndexes((_) -> true, (each) -> each.renamed(column, to))
					.withViews(changed.views()
							.stream()
							.map((use) -> use.column().equals(column) ? new ViewUse(to, use.view()) : use)
							.toList());
		});
	}

	private void alterColumn(Change.AlterColumn alter, boolean certain) {
		String column = column(alter.column());
		changeTable(alter.table(), (table) -> {
			ColumnState old = table.column(column);
			if (old == null) {
				return table;
			}
			String type = (alter.type() == null) ? old.type() : alter.type().isEmpty() ? null : alter.type();
			Boolean nullable = (alter.nullable() != null) ? alter.nullable() : old.nullable();
			String text = (alter.serverDefault() == null)
					? old.defaultText()
					: alter.serverDefault().isEmpty() ? null : alter.serverDefault();
			return table.withColumn(column, certain
					? old.with(type, nullable, text)
					: old.with(
							Objects.equals(type, old.type()) ? type : null,
							Objects.equals(nullable, old.nullable()) ? nullable : null, text));
		});
	}

	private void addConstraint(Change.AddConstraint add, boolean certain) {
		ObjectName name = key(add.table());
		changeTable(name, (table) -> {
			Constraint constraint = add.constraint();
			boolean usesIndex = constraint.text() != null && (constraint.kind() == Constraint.Kind.UNIQUE
					|| constraint.kind() == Constraint.Kind.PRIMARY_KEY);
			IndexState used = usesIndex ? index(table, String.valueOf(constraint.text())) : null;
			TableState changed = (used != null)
					? table.withIndexes(table.indexes().stream().filter((each) -> !each.equals(used)).toList())
					: table;
			ConstraintState state = constraintState(name, constraint, certain ? Presence.YES : Presence.MAYBE);
			if (used != null) {
				state = new ConstraintState(state.kind(), state.name(), used.columns(), null, true, null,
						state.presence());
			}
			changed = changed.plus(state);
			if (constraint.kind() == Constraint.Kind.PRIMARY_KEY && certain) {
				for (String column : state.columns()) {
					ColumnState old = changed.column(column);
					if (old != null) {
						changed = changed.withColumn(column, old.with(old.type(), false, old.defaultText()));
					}
				}
			}
			return changed;
		});
	}

	private void dropConstraint(Change.DropConstraint drop, boolean certain) {
		String name = drop.name();
		changeTable(drop.table(), (table) -> {
			ConstraintState found = (name != null) ? table.constraint(name) : null;
			if (found != null && certain) {
				return table
						.withConstraints(table.constraints().stream().filter((each) -> !each.equals(found)).toList());
			}
			return table.changing(
					(each) -> (found != null)
							? each.equals(found)
							: (drop.kind() == null || drop.kind() == each.kind())
									&& (name == null || each.name() == null),
					ConstraintState::doubtful);
		});
	}

	private void createIndex(Change.CreateIndex create, boolean certain) {
		Index index = create.index();
		changeTable(create.table(), (table) -> {
			IndexState old = (index.name() != null) ? index(table, index.name()) : null;
			if (old != null) {
				return table;
			}
			return table.plus(new IndexState(index.name(), index.columns().stream().map(this::column).toList(),
					index.unique(), index.where(), index.plain(), certain ? Presence.YES : Presence.MAYBE));
		});
	}

	private void dropIndex(Change.DropIndex drop, boolean certain) {
		ObjectName index = drop.index();
		ObjectName of = drop.table();
		this.tables.replaceAll((key, table) -> {
			if (of != null && !key(of).equals(key)) {
				return table;
			}
			if (index == null) {
				return table.changingIndexes((_) -> true, IndexState::doubtful);
			}
			IndexState found = index(table, index.name());
			if (found == null) {
				return table;
			}
			return certain
					? table.withIndexes(table.indexes().stream().filter((each) -> !each.equals(found)).toList())
					: table.changingIndexes(found::equals, IndexState::doubtful);
		});
	}

	private void create(Change.Create create, boolean certain) {
		ObjectName name = key(create.name());
		if (create.kind() == Change.Kind.ENUM) {
			if (certain) {
				this.enums.putIfAbsent(name, create.values());
				if (!create.ifNotExists() || absent(name) == Presence.NO) {
					this.others.putIfAbsent(name, new Thing(Change.Kind.ENUM, Presence.YES, null, null, true));
				}
			}
			else {
				this.doubted.add(name.name().toLowerCase(Locale.ROOT));
			}
			return;
		}
		Thing old = this.others.get(name);
		if (old == null || old.presence() != Presence.YES) {
			this.others.put(name, new Thing(create.kind(), certain ? Presence.YES : Presence.MAYBE, null,
					(create.name().schema() != null) ? create.name().schema() : this.defaultSchema, true));
		}
	}

	private void drop(Change.Drop drop, boolean certain) {
		ObjectName name = key(drop.name());
		if (drop.kind() == Change.Kind.VIEW) {
			this.tables.replaceAll((_, table) -> table.views().stream().anyMatch((use) -> use.view().equals(name))
					? table.withViews(table.views().stream().filter((use) -> !use.view().equals(name)).toList())
					: table);
		}
		if (certain) {
			this.others.remove(name);
			this.enums.remove(name);
			this.types.remove(name.name());
			this.fresh.remove(name);
		}
		else {
			this.others.computeIfPresent(name, (_, thing) -> thing.doubtful());
			this.enums.remove(name);
			this.doubted.add(name.name().toLowerCase(Locale.ROOT));
		}
		if (drop.cascade() && drop.kind() == Change.Kind.ENUM) {
			this.tables.replaceAll((_, table) -> table.columns()
					.values()
					.stream()
					.anyMatch((column) -> column.type() == null || column.type().contains(name.name()))
							? table.doubtful()
							: table);
		}
	}

	private void rename(Change.Rename rename, boolean certain) {
		if (rename.kind() == Change.Kind.INDEX) {
			String from = rename.name().name();
			this.tables.replaceAll((_, table) -> index(table, from) == null && table.constraint(from) == null
					? table
					: table.changingIndexes((each) -> from.equals(each.name()),
							(each) -> certain ? each.named(rename.to()) : each.doubtful())
							.changing((each) -> from.equals(each.name()),
									(each) -> certain ? each.named(rename.to()) : each.doubtful()));
			return;
		}
		ObjectName from = key(rename.name());
		ObjectName to = key(rename.name().withName(rename.to()));
		Thing thing = this.others.remove(from);
		if (thing != null) {
			this.others.put(to, certain ? thing : thing.doubtful());
		}
		List<String> values = this.enums.remove(from);
		if (values != null) {
			this.enums.put(to, values);
		}
		if (rename.kind() == Change.Kind.ENUM) {
			this.types.remove(from.name());
			this.tables.replaceAll((_, table) -> retyped(table, from.name(), to.name()));
		}
		if (!certain) {
			this.doubted.add(from.name().toLowerCase(Locale.ROOT));
			this.doubted.add(to.name().toLowerCase(Locale.ROOT));
		}
	}

	private static TableState retyped(TableState table, String from, String to) {
		TableState changed = table;
		for (Map.Entry<String, ColumnState> entry : table.columns().entrySet()) {
			ColumnState column = entry.getValue();
			if (from.equals(column.type())) {
				changed = changed.withColumn(entry.getKey(),
						column.with(to, column.nullable(), column.defaultText()));
			}
		}
		return changed;
	}

	private void addEnumValue(Change.AddEnumValue add, boolean certain) {
		ObjectName type = key(add.type());
		List<String> values = this.enums.get(type);
		Thing thing = this.others.get(type);
		boolean made = thing != null && thing.made();
		if (values != null && certain && !values.contains(add.value())) {
			List<String> more = new ArrayList<>(values);
			more.add(add.value());
			this.enums.put(type, List.copyOf(more));
			if (!made) {
				Set<String> own = new HashSet<>(this.fresh.getOrDefault(type, Set.of()));
				own.add(add.value());
				this.fresh.put(type, own);
			}
		}
	}

	/**
	 * What is different from another state: names of objects, with what they are.
	 * @return {@code null} where that is not known
	 */
	@SuppressWarnings("ReferenceEquality") // What no step has touched is the same object.
	public @Nullable Set<String> differences(SchemaState other) {
		if (this.doubtedAll || other.doubtedAll) {
			return null;
		}
		Set<String> differences = new LinkedHashSet<>();
		Set<ObjectName> names = new LinkedHashSet<>(this.tables.keySet());
		names.addAll(other.tables.keySet());
		for (ObjectName name : names) {
			TableState one = this.tables.get(name);
			TableState two = other.tables.get(name);
			if (one == null || two == null) {
				differences.add("table " + name);
			}
			else if (one != two && !TableDifference.add(one, two, differences)) {
				return null;
			}
		}
		Set<ObjectName> things = new LinkedHashSet<>(this.others.keySet());
		things.addAll(other.others.keySet());
		for (ObjectName name : things) {
			Thing one = this.others.get(name);
			Thing two = other.others.get(name);
			if ((one == null && two != null && two.kind() == Change.Kind.ENUM)
					|| (two == null && one != null && one.kind() == Change.Kind.ENUM)) {
				continue; // Their values are compared below.
			}
			if (one == null || two == null) {
				differences.add(Objects.requireNonNull((one != null) ? one : two).kind().name().toLowerCase(Locale.ROOT)
						+ " " + name);
			}
			else if (one.presence() != two.presence()) {
				return null;
			}
		}
		Set<ObjectName> types = new LinkedHashSet<>(this.enums.keySet());
		types.addAll(other.enums.keySet());
		for (ObjectName name : types) {
			List<String> one = this.enums.get(name);
			List<String> two = other.enums.get(name);
			if (one == null || two == null) {
				differences.add("enum " + name);
			}
			else if (!Set.copyOf(one).equals(Set.copyOf(two))) {
				differences.add("values of the enum type " + name);
			}
		}
		return differences;
	}

	/**
	 * A view, a sequence or an enum type.
	 *
	 * @param owner the table that a sequence counts for
	 * @param made whether the plan makes it
	 */
	private record Thing(Change.Kind kind, Presence presence, @Nullable ObjectName owner, @Nullable String schema,
			boolean made) {

		Thing doubtful() {
			return new Thing(this.kind, Presence.MAYBE, this.owner, this.schema, this.made);
		}

	}

}
