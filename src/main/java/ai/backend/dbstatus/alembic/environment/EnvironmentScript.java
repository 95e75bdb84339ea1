package ai.backend.dbstatus.alembic.environment;

/**
 * What an {@code env.py} says when it migrates a database, as far as that can be known without running it.
 *
 * @param versionTable the {@code version_table} that it configures
 * @param versionTableSchema the {@code version_table_schema} that it configures
 * @param url the URL that it connects to instead of {@code sqlalchemy.url} of the ini file
 * @param transactionPerMigration the {@code transaction_per_migration} that it configures: {@code True} or {@code False}
 * @param transactionalDdl the {@code transactional_ddl} that it configures
 */
public record EnvironmentScript(Given versionTable, Given versionTableSchema, Given url, Given transactionPerMigration,
		Given transactionalDdl) {

	/** It gives nothing, or there is none. */
	public static final EnvironmentScript NOTHING = new EnvironmentScript(Given.Nothing.NOTHING, Given.Nothing.NOTHING,
			Given.Nothing.NOTHING);

	/**
	 * What cannot be read: whatever it gives, that is not known.
	 * @param where the file and, where there is one, the line
	 * @param why what it is like, to stand behind that
	 */
	static EnvironmentScript unreadable(String where, String why) {
		Given given = new Given.Unreadable(where, why);
		return new EnvironmentScript(given, given, given, given, given);
	}

	/**
	 * What leaves transactions to Alembic's defaults.
	 */
	public EnvironmentScript(Given versionTable, Given versionTableSchema, Given url) {
		this(versionTable, versionTableSchema, url, Given.Nothing.NOTHING, Given.Nothing.NOTHING);
	}

}
