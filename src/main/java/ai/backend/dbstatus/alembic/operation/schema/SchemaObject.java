package ai.backend.dbstatus.alembic.operation.schema;

import java.util.List;

import ai.backend.dbstatus.alembic.operation.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * An object of a schema.
 *
 * @param kind what it is
 * @param owner the table of a column, an index or a constraint, the type of an enum value; {@code null} for the others
 * @param name its name, with a schema where it has no owner; the columns of a constraint without a known name, joined by
 * commas
 * @param columns the columns of a constraint or an index as far as they are known; the column that a sequence is for
 * @param named whether {@code name} is its name: else the database has given it one, and it is known by its columns
 * @param referred the table that a foreign key refers to, or that a sequence counts for; else {@code null}
 * @param condition of a check or a partial index, as it is written; {@code null} where there is none
 * @param maker what made it; {@code null} where that does not matter
 */
public record SchemaObject(Kind kind, @Nullable ObjectName owner, ObjectName name, List<String> columns, boolean named,
		@Nullable ObjectName referred, @Nullable String condition, @Nullable Maker maker) {

	public SchemaObject {
		columns = List.copyOf(columns);
	}

	/**
	 * What made an object.
	 *
	 * @param revision the revision
	 * @param line the line of its script, counted from 1
	 */
	public record Maker(String revision, int line) {}

	/**
	 * Kinds of objects.
	 */
	public enum Kind {

		/** A table. */
		TABLE,

		/** A column. */
		COLUMN,

		/** An index that no constraint has made. */
		INDEX,

		/** A primary key. */
		PRIMARY_KEY,

		/** A unique constraint. */
		UNIQUE,

		/** A foreign key. */
		FOREIGN_KEY,

		/** A check constraint. */
		CHECK,

		/** An exclusion constraint. */
		EXCLUDE,

		/** An enum type. */
		ENUM,

		/** A value of an enum type. */
		ENUM_VALUE,

		/** A sequence. */
		SEQUENCE,

		/** A view. */
		VIEW;

		/**
		 * Whether it is a constraint.
		 */
		public boolean isConstraint() {
			return this == PRIMARY_KEY || this == UNIQUE || this == FOREIGN_KEY || this == CHECK || this == EXCLUDE;
		}

	}

	/**
	 * {@code table.column}, {@code table.constraint}, {@code type.value}, or the name alone.
	 */
	public String label() {
		if (this.owner == null) {
			return this.name.toString();
		}
		return this.owner + "." + (this.named ? this.name.name() : "(" + String.join(", ", this.columns) + ")");
	}

}
