package ai.backend.dbstatus.alembic.operation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What must hold for an operation to be performed, where reading the script alone does not tell.
 */
public sealed interface Condition {

	/**
	 * Something is in the catalog.
	 *
	 * @param kind what it is
	 * @param table the table that it belongs to; {@code null} for what belongs to none
	 * @param name its name; a table's own name is here
	 */
	record Exists(Kind kind, @Nullable ObjectName table, ObjectName name) implements Condition {}

	/**
	 * The opposite.
	 *
	 * @param condition of what
	 */
	record Not(Condition condition) implements Condition {}

	/**
	 * All of them hold.
	 *
	 * @param conditions the conditions
	 */
	record And(List<Condition> conditions) implements Condition {}

	/**
	 * One of them holds.
	 *
	 * @param conditions the conditions
	 */
	record Or(List<Condition> conditions) implements Condition {}

	/**
	 * Only running the script would tell.
	 *
	 * @param line where it stands in the script, counted from 1
	 * @param text what is written there, shortened
	 */
	record NotKnown(int line, String text) implements Condition {}

	/**
	 * What can be asked of the catalog.
	 */
	enum Kind {

		/** A table. */
		TABLE,

		/** A column. */
		COLUMN,

		/** An index. */
		INDEX,

		/** A primary key, unique, foreign key or check constraint. */
		CONSTRAINT,

		/** A view. */
		VIEW,

		/** A sequence. */
		SEQUENCE,

		/** An enum type. */
		ENUM

	}

	/**
	 * The opposite of this condition.
	 */
	default Condition negated() {
		return (this instanceof Not not) ? not.condition() : new Not(this);
	}

}
