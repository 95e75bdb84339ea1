package ai.backend.dbstatus.database.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What was there in a database when it was asked. A name without a schema is looked up where the database's search path leads;
 * in MySQL and MariaDB, a schema is a database.
 */
public final class Catalog {

	private final @Nullable String defaultSchema;

	private final Map<Name, Set<String>> tables = new HashMap<>();

	private final Map<Name, Set<String>> indexes = new HashMap<>();

	private final Map<Name, List<Constraint>> constraints = new HashMap<>();

	private final Map<Name, Set<String>> enums = new HashMap<>();

	private final Set<Name> sequences = new HashSet<>();

	private final Set<Name> views = new HashSet<>();

	Catalog(@Nullable String defaultSchema) {
		this.defaultSchema = defaultSchema;
	}

	/**
	 * The schema that a name without one leads to first; {@code null} if there is none.
	 */
	public @Nullable String defaultSchema() {
		return this.defaultSchema;
	}

	/**
	 * Whether there is a table.
	 */
	public boolean hasTable(@Nullable String schema, String table) {
		return this.tables.containsKey(new Name(schema, table));
	}

	/**
	 * Whether a table or a view has a column.
	 */
	public boolean hasColumn(@Nullable String schema, String table, String column) {
		return this.tables.getOrDefault(new Name(schema, table), Set.of()).contains(column);
	}

	/**
	 * Whether a table has an index of a name, be it a constraint's.
	 */
	public boolean hasIndex(@Nullable String schema, String table, String index) {
		return this.indexes.getOrDefault(new Name(schema, table), Set.of()).contains(index);
	}

	/**
	 * The constraints of a table.
	 */
	public Collection<Constraint> constraints(@Nullable String schema, String table) {
		return this.constraints.getOrDefault(new Name(schema, table), List.of());
	}

	/**
	 * Whether there is an enum type.
	 */
	public boolean hasEnum(@Nullable String schema, String type) {
		return this.enums.containsKey(new Name(schema, type));
	}

	/**
	 * Whether an enum type has a value.
	 */
	public boolean hasEnumValue(@Nullable String schema, String type, String value) {
		return this.enums.getOrDefault(new Name(schema, type), Set.of()).contains(value);
	}

	/**
	 * Whether there is a sequence.
	 */
	public boolean hasSequence(@Nullable String schema, String sequence) {
		return this.sequences.contains(new Name(schema, sequence));
	}

	/**
	 * Whether there is a view, materialized or not.
	 */
	public boolean hasView(@Nullable String schema, String view) {
		return this.views.contains(new Name(schema, view));
	}

	void table(Place place, String table) {
		place.names(table).forEach((name) -> this.tables.computeIfAbsent(name, (_) -> new HashSet<>()));
	}

	void column(Place place, String table, String column) {
		place.names(table).forEach((name) -> {
			Set<String> columns = this.tables.get(name);
			if (columns != null) {
				columns.add(column);
			}
		});
	}

	void index(Place place, String table, String index) {
		place.names(table).forEach((name) -> this.indexes.computeIfAbsent(name, (_) -> new HashSet<>()).add(index));
	}

	void constraint(Place place, String table, Constraint constraint) {
		place.names(table)
				.forEach((name) -> this.constraints.computeIfAbsent(name, (_) -> new ArrayList<>()).add(constraint));
	}

	void enumValue(Place place, String type, @Nullable String value) {
		place.names(type).forEach((name) -> {
			Set<String> values = this.enums.computeIfAbsent(name, (_) -> new LinkedHashSet<>());
			if (value != null) {
				values.add(value);
			}
		});
	}

	void sequence(Place place, String sequence) {
		this.sequences.addAll(place.names(sequence));
	}

	void view(Place place, String view) {
		this.views.addAll(place.names(view));
	}

	/**
	 * A constraint.
	 *
	 * @param kind its kind
	 * @param name its name
	 * @param columns its columns, in order; empty where it has none of its own
	 */
	public record Constraint(Kind kind, String name, List<String> columns) {

		public Constraint {
			columns = List.copyOf(columns);
		}

	}

	/**
	 * Kinds of constraints.
	 */
	public enum Kind {

		/** {@code PRIMARY KEY}. */
		PRIMARY_KEY,

		/** {@code UNIQUE}. */
		UNIQUE,

		/** {@code FOREIGN KEY}. */
		FOREIGN_KEY,

		/** {@code CHECK}. */
		CHECK,

		/** PostgreSQL: {@code EXCLUDE}. */
		EXCLUDE

	}

	/**
	 * Where an object is.
	 *
	 * @param schema its schema
	 * @param visible whether its name without a schema leads to it
	 */
	record Place(String schema, boolean visible) {

		private List<Name> names(String name) {
			Name full = new Name(this.schema, name);
			return this.visible ? List.of(full, new Name(null, name)) : List.of(full);
		}

	}

	private record Name(@Nullable String schema, String name) {}

}
