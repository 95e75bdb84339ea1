package ai.backend.dbstatus.alembic.config;

import java.util.Map;

/**
 * The options of the ini section that Alembic itself never reads, and leaves to {@code env.py}: which database, and where
 * the version table is.
 *
 * @param sqlalchemyUrl {@code sqlalchemy.url}, which the usual {@code env.py} reads from nowhere else
 * @param versionTable {@code version_table}, which only some {@code env.py} read
 * @param versionTableSchema {@code version_table_schema}, likewise
 * @param section all options of the section that can be read, as {@code context.config} has them; some may be secret
 */
public record EnvironmentOptions(ConfigValue sqlalchemyUrl, ConfigValue versionTable, ConfigValue versionTableSchema,
		Map<String, String> section) {

	/** None of them is set. */
	public static final EnvironmentOptions NONE = new EnvironmentOptions(new ConfigValue.Absent(),
			new ConfigValue.Absent(), new ConfigValue.Absent(), Map.of());

	public EnvironmentOptions {
		section = Map.copyOf(section);
	}

	static EnvironmentOptions of(AlembicOptions options) {
		return new EnvironmentOptions(options.forEnvironment("sqlalchemy.url"),
				options.forEnvironment("version_table"), options.forEnvironment("version_table_schema"),
				options.allForEnvironment());
	}

	/** Leaves out the section, which may hold a password. */
	@Override
	public String toString() {
		return "EnvironmentOptions[" + this.sqlalchemyUrl + ", " + this.versionTable + ", " + this.versionTableSchema
				+ "]";
	}

}
