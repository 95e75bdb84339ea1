package ai.backend.dbstatus.alembic.config;

import java.util.List;
import java.util.Map;

/**
 * The options of the ini section that Alembic itself never reads, and leaves to {@code env.py}: which database, and where
 * the version table is.
 *
 * @param sqlalchemyUrl {@code sqlalchemy.url}, which the usual {@code env.py} reads from nowhere else
 * @param versionTable {@code version_table}, which only some {@code env.py} read
 * @param versionTableSchema {@code version_table_schema}, likewise
 * @param databases {@code databases}: the engines, each with a section of its own, that the {@code env.py} of the template
 * {@code multidb} migrates one after the other; empty where there are none
 * @param ofEngine whether the URL is that of one of these engines
 * @param section all options of the section that can be read, as {@code context.config} has them; some may be secret
 */
public record EnvironmentOptions(ConfigValue sqlalchemyUrl, ConfigValue versionTable, ConfigValue versionTableSchema,
		List<String> databases, boolean ofEngine, Map<String, String> section) {

	/** None of them is set. */
	public static final EnvironmentOptions NONE = new EnvironmentOptions(new ConfigValue.Absent(),
			new ConfigValue.Absent(), new ConfigValue.Absent(), List.of(), false, Map.of());

	public EnvironmentOptions {
		databases = List.copyOf(databases);
		section = Map.copyOf(section);
	}

	static EnvironmentOptions of(AlembicOptions options) {
		return new EnvironmentOptions(options.url(), options.forEnvironment("version_table"),
				options.forEnvironment("version_table_schema"), options.engines(), options.isEngine(),
				options.allForEnvironment());
	}

	/** Leaves out the section, which may hold a password. */
	@Override
	public String toString() {
		return "EnvironmentOptions[" + this.sqlalchemyUrl + ", " + this.versionTable + ", " + this.versionTableSchema
				+ "]";
	}

}
