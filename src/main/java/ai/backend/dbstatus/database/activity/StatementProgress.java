package ai.backend.dbstatus.database.activity;

import org.jspecify.annotations.Nullable;

/**
 * How far a long statement has got.
 *
 * @param command what it does, where the server says so: {@code CREATE INDEX CONCURRENTLY}
 * @param phase the step that it is at, in the server's words
 * @param relation the table; {@code null} where it is not known
 * @param done how much of this step is done
 * @param total how much there is to do in this step; {@code 0} where that is not known
 * @param unit what is counted
 */
public record StatementProgress(@Nullable String command, @Nullable String phase, @Nullable String relation, long done,
		long total, Unit unit) {

	/**
	 * What progress is counted in.
	 */
	public enum Unit {

		/** Blocks of a table or an index. */
		BLOCKS,

		/** Rows. */
		TUPLES,

		/** Sessions that are waited for. */
		LOCKERS,

		/** Hundredths of the step. */
		PERCENT

	}

}
