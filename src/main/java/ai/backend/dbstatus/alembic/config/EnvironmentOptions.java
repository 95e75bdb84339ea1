package ai.backend.dbstatus.alembic.config;

/**
 * The options of the ini section that Alembic itself never reads, and leaves to {@code env.py}: which database, and where
 * the version table is.
 *
 * @param sqlalchemyUrl {@code sqlalchemy.url}, which the usual {@code env.py} reads from nowhere else
 * @param versionTable {@code version_table}, which only some {@code env.py} read
 * @param versionTableSchema {@code version_table_schema}, likewise
 */
public record EnvironmentOptions(ConfigValue sqlalchemyUrl, ConfigValue versionTable, ConfigValue versionTableSchema) {

	/** None of them is set. */
	public static final EnvironmentOptions NONE = new EnvironmentOptions(new ConfigValue.Absent(),
			new ConfigValue.Absent(), new ConfigValue.Absent());

	static EnvironmentOptions of(AlembicOptions options) {
		return new EnvironmentOptions(options.forEnvironment("sqlalchemy.url"),
				options.forEnvironment("version_table"), options.forEnvironment("version_table_schema"));
	}

}
