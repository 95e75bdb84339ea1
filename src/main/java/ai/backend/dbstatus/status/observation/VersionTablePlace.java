package ai.backend.dbstatus.status.observation;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.config.ConfigValue;
import ai.backend.dbstatus.alembic.environment.Given;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.status.observation.SharedProject.ProjectSettings;
import ai.backend.dbstatus.status.report.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Where a component's version table is: the settings win over the ini file, which wins over {@code env.py}.
 *
 * @param table the table, as far as it is known
 * @param problem why it is not known; {@code null} if it is
 * @param provisos on what it depends, a sentence each
 */
record VersionTablePlace(VersionTable table, @Nullable Problem problem, List<String> provisos) {

	static VersionTablePlace of(Component component, ProjectSettings settings) {
		DatabaseSettings database = component.database();
		Search search = new Search(component.name());
		String name = search.find("version_table", "version-table", database.versionTable(),
				settings.options().versionTable(), settings.environment().versionTable());
		String schema = search.find("version_table_schema", "version-table-schema", database.versionTableSchema(),
				settings.options().versionTableSchema(), settings.environment().versionTableSchema());
		return new VersionTablePlace(
				new VersionTable(schema, (name != null) ? name : VersionTable.DEFAULT.name()), search.problem,
				search.provisos);
	}

	/**
	 * The place in each tenant's own schema, whatever the project says of the schema: it may have one for each tenant.
	 */
	static VersionTablePlace ofTenants(Component component, ProjectSettings settings) {
		Search search = new Search(component.name());
		String name = search.find("version_table", "version-table", component.database().versionTable(),
				settings.options().versionTable(), settings.environment().versionTable());
		return new VersionTablePlace(new VersionTable(null, (name != null) ? name : VersionTable.DEFAULT.name()),
				search.problem, search.provisos);
	}

	/**
	 * Looks in all places.
	 */
	private static final class Search {

		private final String component;

		private final List<String> provisos = new ArrayList<>();

		private @Nullable Problem problem;

		Search(String component) {
			this.component = component;
		}

		@Nullable
		String find(String argument, String setting, @Nullable String configured, ConfigValue ini, Given given) {
			if (configured != null && !configured.isBlank()) {
				return configured;
			}
			// Alembic does not read these options, so that it does not mind what is wrong with them.
			if (ini instanceof ConfigValue.Present(String text, var _) && !text.isBlank()) {
				return text;
			}
			return switch (given) {
				case Given.Nothing _ -> null;
				case Given.Known(String value, String proviso) -> {
					if (proviso != null) {
						this.provisos
								.add("env.py gives %s by an environment variable. %s".formatted(argument, proviso));
					}
					yield value;
				}
				case Given.NotKnown(String where, String expression, var _) -> {
					if (this.problem == null) {
						this.problem = new Problem(Reason.VERSION_TABLE_NOT_KNOWN,
								"%s gives %s by what only running it would tell: `%s`; set db-status.components.%s.%s"
										.formatted(where, argument, expression, this.component, setting));
					}
					yield null;
				}
				case Given.Unreadable(String where, String why) -> {
					if (this.problem == null) {
						this.problem = new Problem(Reason.VERSION_TABLE_NOT_KNOWN,
								"%s %s, so that it is not known whether it gives %s; set db-status.components.%s.%s"
										.formatted(where, why, argument, this.component, setting));
					}
					yield null;
				}
			};
		}

	}

}
