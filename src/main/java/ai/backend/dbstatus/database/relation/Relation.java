package ai.backend.dbstatus.database.relation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A table, a view or a sequence.
 *
 * @param name its name
 * @param visible whether its name without the schema leads to it
 * @param kind what it is
 * @param columns its columns, in order; empty for a sequence
 * @param indexes its indexes, those of constraints among them
 * @param constraints its constraints
 * @param size how large it is, for a partitioned table with its partitions
 * @param parent the table whose partition it is; {@code null} if it is none
 * @param views which views read which of its columns
 * @param owner the table that a sequence counts for, or {@code null}
 * @param engine MySQL and MariaDB: what keeps it, and in which format of rows, in capitals; {@code null} elsewhere
 */
public record Relation(RelationName name, boolean visible, Kind kind, List<RelationColumn> columns,
		List<RelationIndex> indexes, List<RelationConstraint> constraints, TableSize size,
		@Nullable RelationName parent, List<ReadingView> views, @Nullable RelationName owner,
		@Nullable String engine) {

	public Relation {
		columns = List.copyOf(columns);
		indexes = List.copyOf(indexes);
		constraints = List.copyOf(constraints);
		views = List.copyOf(views);
	}

	/**
	 * What a relation is.
	 */
	public enum Kind {

		/** A table. */
		TABLE,

		/** A table that has its rows in partitions. */
		PARTITIONED_TABLE,

		/** A table of another server. */
		FOREIGN_TABLE,

		/** A view. */
		VIEW,

		/** A materialized view. */
		MATERIALIZED_VIEW,

		/** A sequence. */
		SEQUENCE

	}

	/**
	 * The name of a relation.
	 *
	 * @param schema its schema
	 * @param name its own name
	 */
	public record RelationName(String schema, String name) {

		/**
		 * {@code schema.name}.
		 */
		@Override
		public String toString() {
			return this.schema + "." + this.name;
		}

	}

	/**
	 * A column.
	 *
	 * @param name its name
	 * @param type its type as the database writes it
	 * @param nullable whether it may be null
	 * @param defaultText its default as the database writes it; {@code null} if it has none
	 * @param generated whether the database fills it in: an identity, or computed
	 */
	public record RelationColumn(String name, String type, boolean nullable, @Nullable String defaultText,
			boolean generated) {}

	/**
	 * An index.
	 *
	 * @param name its name
	 * @param columns its columns and expressions, in order
	 * @param unique whether it is unique
	 * @param constraint whether a constraint has made it
	 * @param valid whether it can be used: building it beside other work may have failed
	 * @param where the condition of a partial index; else {@code null}
	 * @param plain whether it is a B-tree over these columns in their own order, and nothing more
	 */
	public record RelationIndex(String name, List<String> columns, boolean unique, boolean constraint, boolean valid,
			@Nullable String where, boolean plain) {

		public RelationIndex {
			columns = List.copyOf(columns);
		}

	}

	/**
	 * A constraint.
	 *
	 * @param kind its kind
	 * @param name its name
	 * @param columns its columns, in order
	 * @param referred the table that a foreign key refers to; else {@code null}
	 * @param validated whether what is there was checked
	 * @param text a check as the database writes it, and what a foreign key says behind the table; else {@code null}
	 */
	public record RelationConstraint(ConstraintKind kind, String name, List<String> columns,
			@Nullable RelationName referred, boolean validated, @Nullable String text) {

		public RelationConstraint {
			columns = List.copyOf(columns);
		}

	}

	/**
	 * Kinds of constraints.
	 */
	public enum ConstraintKind {

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
	 * A view that reads a column.
	 *
	 * @param column the column
	 * @param view the view
	 */
	public record ReadingView(String column, RelationName view) {}

}
