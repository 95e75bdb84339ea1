package ai.backend.dbstatus.oracle;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.database.DatabaseTimeouts;
import ai.backend.dbstatus.database.VersionTableReader;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.testsupport.TestComponents;

/**
 * The service as it runs, without its web layer.
 */
final class Service implements AutoCloseable {

	private final VersionTableReader reader = new VersionTableReader(DatabaseTimeouts.DEFAULTS, 4,
			Duration.ofSeconds(30));

	/**
	 * The answers about one project, whose scripts must not change.
	 */
	Answers of(ConfigLocation location) {
		Component component = new Component("project", "Project", location, DatabaseSettings.NONE,
				TestComponents.POLICY);
		return new Answers(TestComponents.service(this.reader, component), new AlembicProject(location));
	}

	static ConfigLocation location(Path directory, String section) {
		return new ConfigLocation(directory, "alembic.ini", section, ConfigLocation.DEFAULT_PYTHON_PATH, null,
				List.of());
	}

	@Override
	public void close() {
		this.reader.close();
	}

	/**
	 * What the service says of a project.
	 */
	record Answers(StatusService service, AlembicProject project) {

		StatusReport report() {
			return this.service.check("project");
		}

		RevisionHistory history() {
			return this.project.history();
		}

	}

}
