package ai.backend.dbstatus.alembic.operation;

import java.util.List;

/**
 * An operation of {@code upgrade()} or {@code downgrade()}, with all that Alembic and SQLAlchemy make of it.
 *
 * @param name Alembic's name of it, {@code add_column}, say; {@code execute} for SQL however it is run
 * @param line where the script calls it, counted from 1: where a helper function of another module does, where the script
 * calls that
 * @param text what is written there, shortened to a line
 * @param changes what it does, in order
 * @param conditions what must hold for it to be performed, all of them; empty where it surely is
 * @param autocommit whether it stands in an {@code autocommit_block()}, that is, outside of a transaction
 * @param batch whether it belongs to a {@code batch_alter_table()}
 */
public record Operation(String name, int line, String text, List<Change> changes, List<Condition> conditions,
		boolean autocommit, Batch batch) {

	public Operation {
		changes = List.copyOf(changes);
		conditions = List.copyOf(conditions);
	}

	/**
	 * Whether an operation belongs to a batch, and when that makes its table anew. Alembic: {@code recreate=} of
	 * {@code batch_alter_table()}.
	 */
	public enum Batch {

		/** It belongs to none. */
		NONE,

		/** On SQLite alone, and there only for what SQLite cannot do. */
		AUTO,

		/** Always. */
		ALWAYS,

		/** Never. */
		NEVER

	}

	/**
	 * Whether it surely is performed.
	 */
	public boolean isCertain() {
		return this.conditions.isEmpty();
	}

}
