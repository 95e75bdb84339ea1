package ai.backend.dbstatus.plan.finding;

import org.jspecify.annotations.Nullable;

/**
 * The modes of PostgreSQL's locks on tables, from the weakest to the strongest. PostgreSQL: "Explicit Locking". MySQL's metadata
 * locks and SQLite's lock of the file are told in the same words.
 */
public enum LockMode {

	/** A query's. */
	ACCESS_SHARE(null),

	/** That of {@code SELECT ... FOR UPDATE}. */
	ROW_SHARE(null),

	/** A write's. */
	ROW_EXCLUSIVE(null),

	/** {@code VALIDATE CONSTRAINT}, {@code CREATE INDEX CONCURRENTLY}, {@code VACUUM}. */
	SHARE_UPDATE_EXCLUSIVE(Blocks.SCHEMA_CHANGES),

	/** {@code CREATE INDEX}. */
	SHARE(Blocks.WRITES),

	/** {@code ADD FOREIGN KEY}, {@code CREATE TRIGGER}. */
	SHARE_ROW_EXCLUSIVE(Blocks.WRITES),

	/** {@code REFRESH MATERIALIZED VIEW CONCURRENTLY}. */
	EXCLUSIVE(Blocks.WRITES),

	/** Most of {@code ALTER TABLE}. */
	ACCESS_EXCLUSIVE(Blocks.READS_AND_WRITES);

	private final @Nullable Blocks blocks;

	LockMode(@Nullable Blocks blocks) {
		this.blocks = blocks;
	}

	/**
	 * Who has to wait; {@code null} if only those who change the schema do.
	 */
	public @Nullable Blocks blocks() {
		return this.blocks;
	}

	/**
	 * Its name in SQL.
	 */
	public String words() {
		return name().replace('_', ' ');
	}

	/**
	 * Who waits for a lock.
	 */
	public enum Blocks {

		/** Everybody. */
		READS_AND_WRITES,

		/** Whoever writes. */
		WRITES,

		/** Whoever changes the schema, and VACUUM. */
		SCHEMA_CHANGES

	}

}
