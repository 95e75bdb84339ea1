package ai.backend.dbstatus.database.relation;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How large a table is by the catalog's statistics.
 *
 * @param rows how many rows it had when it was analysed last, or by the server's own count; {@code null} where nothing tells
 * @param bytes with indexes and all that belongs to it; {@code null} where nothing tells
 * @param analyzedAt when it was analysed last; {@code null} if it never was, or nothing tells
 * @param changesSince how many rows were written since; {@code null} where nothing tells
 * @param emptiness whether it has rows
 */
public record TableSize(@Nullable Long rows, @Nullable Long bytes, @Nullable Instant analyzedAt,
		@Nullable Long changesSince, Emptiness emptiness) {

	/** Nothing tells. */
	public static final TableSize UNKNOWN = new TableSize(null, null, null, null, Emptiness.UNKNOWN);

	/** It has no rows, and takes no space to speak of. */
	public static final TableSize EMPTY = new TableSize(0L, 0L, null, null, Emptiness.EMPTY);

	/**
	 * Whether a table has rows.
	 */
	public enum Emptiness {

		/** It has none. */
		EMPTY,

		/** By the server's count of live rows it has some. */
		HAS_ROWS,

		/** Nothing tells. */
		UNKNOWN

	}

	/**
	 * The size of two tables together.
	 */
	public TableSize plus(TableSize other) {
		Emptiness both = (this.emptiness == Emptiness.HAS_ROWS || other.emptiness == Emptiness.HAS_ROWS)
				? Emptiness.HAS_ROWS
				: (this.emptiness == Emptiness.EMPTY && other.emptiness == Emptiness.EMPTY)
						? Emptiness.EMPTY
						: Emptiness.UNKNOWN;
		return new TableSize(sum(this.rows, other.rows), sum(this.bytes, other.bytes),
				oldest(this.analyzedAt, other.analyzedAt), sum(this.changesSince, other.changesSince), both);
	}

	private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
		return (one != null && other != null) ? Long.valueOf(one + other) : null;
	}

	private static @Nullable Instant oldest(@Nullable Instant one, @Nullable Instant other) {
		return (one == null || other == null) ? null : one.isBefore(other) ? one : other;
	}

}
