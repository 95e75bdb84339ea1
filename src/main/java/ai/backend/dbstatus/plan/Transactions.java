package ai.backend.dbstatus.plan;

import org.jspecify.annotations.Nullable;

/**
 * How an upgrade is divided into transactions. Alembic: {@code transaction_per_migration} and {@code transactional_ddl} of
 * {@code context.configure()}.
 *
 * @param mode how
 * @param proviso why this is not certain, a sentence; {@code null} if it is
 */
public record Transactions(Mode mode, @Nullable String proviso) {

	/**
	 * How steps are divided.
	 */
	public enum Mode {

		/** All steps are one transaction, as Alembic has it by default. */
		ONE,

		/** Each step is a transaction. */
		PER_MIGRATION,

		/** There is none: the database commits with every change of the schema. */
		NONE

	}

	/**
	 * Whether it is known.
	 */
	public boolean isCertain() {
		return this.proviso == null;
	}

}
