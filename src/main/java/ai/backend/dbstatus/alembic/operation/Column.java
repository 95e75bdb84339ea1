package ai.backend.dbstatus.alembic.operation;

import org.jspecify.annotations.Nullable;

/**
 * A column as an operation makes it.
 *
 * @param name its name
 * @param type its type in SQL; {@code null} where it is not known
 * @param nullable whether it may be null; {@code null} where that is not known
 * @param serverDefault its default in the database as it is written; {@code null} where there is none
 * @param generation whether and how the database fills it in by itself
 */
public record Column(String name, @Nullable String type, @Nullable Boolean nullable, @Nullable String serverDefault,
		Generation generation) {

	/**
	 * A column of which only the name is known.
	 */
	public static Column named(String name) {
		return new Column(name, null, null, null, Generation.NONE);
	}

	/**
	 * How the database fills in a column by itself.
	 */
	public enum Generation {

		/** Not at all, or by its default. */
		NONE,

		/** PostgreSQL: {@code SERIAL}, from a sequence {@code table_column_seq}. */
		SERIAL,

		/** {@code GENERATED ... AS IDENTITY}, from a sequence of the same name. */
		IDENTITY,

		/** {@code GENERATED ALWAYS AS (expression)}, and kept. */
		COMPUTED,

		/** The same, and computed whenever it is read. */
		VIRTUAL

	}

}
