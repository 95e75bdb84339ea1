package ai.backend.dbstatus.alembic.environment;

/**
 * What an {@code env.py} says when it migrates a database, as far as that can be known without running it.
 *
 * @param versionTable the {@code version_table} that it configures
 * @param versionTableSchema the {@code version_table_schema} that it configures
 * @param url the URL that it connects to instead of {@code sqlalchemy.url} of the ini file
 */
public record EnvironmentScript(Given versionTable, Given versionTableSchema, Given url) {

	/** It gives nothing, or there is none. */
	public static final EnvironmentScript NOTHING = new EnvironmentScript(Given.Nothing.NOTHING, Given.Nothing.NOTHING,
			Given.Nothing.NOTHING);

}
