package ai.backend.dbstatus.plan.rule;

/**
 * How one writes it safely in Alembic.
 */
public final class Advice {

	/** For a column that goes. */
	public static final String DROP_COLUMN = "Deploy code that no longer uses the column first, and drop it in a later release.";

	/** For a table that goes. */
	public static final String DROP_TABLE = "Deploy code that no longer uses the table first, and drop it in a later release.";

	/** For a new name. */
	public static final String RENAME = "Add the new name beside the old one, write both, move the readers, and drop the old one in a later release.";

	/** For a column without a default. */
	public static final String NOT_NULL_COLUMN = "Give the column a server_default, or add it as nullable, fill it in batches, and set nullable=False in a later revision.";

	/** For a volatile default. */
	public static final String VOLATILE_DEFAULT = "Add the column without a default, set the default by op.alter_column(..., server_default=...), and fill the old rows in batches.";

	/** For SET NOT NULL. */
	public static final String SET_NOT_NULL = "op.create_check_constraint(..., \"column IS NOT NULL\", postgresql_not_valid=True), then ALTER TABLE ... VALIDATE CONSTRAINT in a later transaction, then nullable=False, which scans nothing any more.";

	/** For an index. */
	public static final String CREATE_INDEX = "with op.get_context().autocommit_block(): op.create_index(..., postgresql_concurrently=True, if_not_exists=True)";

	/** For an index that goes. */
	public static final String DROP_INDEX = "with op.get_context().autocommit_block(): op.drop_index(..., postgresql_concurrently=True, if_exists=True)";

	/** For CONCURRENTLY. */
	public static final String AUTOCOMMIT = "Put it into `with op.get_context().autocommit_block():`.";

	/** For a unique constraint. */
	public static final String UNIQUE = "Create a unique index with postgresql_concurrently=True in an autocommit_block(), then op.execute(\"ALTER TABLE ... ADD CONSTRAINT ... UNIQUE USING INDEX ...\").";

	/** For a primary key. */
	public static final String PRIMARY_KEY = "Create a unique index with postgresql_concurrently=True in an autocommit_block(), set the columns NOT NULL, then op.execute(\"ALTER TABLE ... ADD PRIMARY KEY USING INDEX ...\").";

	/** For a check. */
	public static final String CHECK = "op.create_check_constraint(..., postgresql_not_valid=True), and ALTER TABLE ... VALIDATE CONSTRAINT in a later transaction.";

	/** For a foreign key. */
	public static final String FOREIGN_KEY = "op.create_foreign_key(..., postgresql_not_valid=True), and ALTER TABLE ... VALIDATE CONSTRAINT in a later transaction.";

	/** For another type. */
	public static final String TYPE = "Add a column of the new type, write both, fill it in batches, move the readers, and drop the old one in a later release.";

	/** For data. */
	public static final String BATCHES = "Write in batches, with a commit after each, outside of the schema change.";

	/** For a value of an enum type. */
	public static final String ENUM_VALUE = "Add the value in an autocommit_block(), or in a revision of its own with transaction_per_migration=True.";

	/** For a materialized view. */
	public static final String REFRESH = "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index.";

	/** For locks that wait in a queue. */
	public static final String LOCK_TIMEOUT = "Set lock_timeout before it (op.execute(\"SET lock_timeout = '5s'\")), so that it gives up instead of holding up everybody behind it.";

	/** For locks that others are held together with. */
	public static final String OWN_TRANSACTION = "Set transaction_per_migration=True in env.py, and give what takes long a revision of its own.";

	private Advice() {
	}

}
