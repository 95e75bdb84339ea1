package ai.backend.dbstatus.status;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.ConfiguredProject;
import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.config.EnvironmentOptions;
import ai.backend.dbstatus.alembic.script.EnvHints;
import org.jspecify.annotations.Nullable;

/**
 * The files of an Alembic project, for all components that share it. A file system can hang in native code, where nothing
 * can interrupt it and a virtual thread would hold on to its carrier. So where it is not known that the files are on a disk
 * of this machine, a platform thread looks at them, one for the project and whoever waits: a thousand components of a
 * project make no thousand threads, and a project that hangs holds up nobody else's. Elsewhere the caller looks itself. Safe
 * for concurrent use.
 */
public final class SharedProject {

	private final AlembicProject project;

	private final CheckGate<ProjectSettings> settings;

	/** For those who saw a configuration that was wrong. */
	private final CheckGate<RevisionHistory> histories;

	/** Of the last configuration that was right. */
	private volatile @Nullable ProjectSettings right;

	/**
	 * The project whose configuration is at a location.
	 */
	public SharedProject(ConfigLocation location) {
		this.project = new AlembicProject(location);
		this.settings = CheckGate.patient(this::read);
		this.histories = CheckGate.patient(this.project::history);
	}

	/**
	 * Whether looking at the files always ends; see {@link AlembicProject#isLocal()}. Looks at no file.
	 */
	boolean isLocal() {
		return this.project.isLocal();
	}

	/**
	 * The configuration as it is now, wrong or not.
	 */
	ProjectSettings settings() {
		return isLocal() ? read() : this.settings.check();
	}

	/**
	 * The revisions as they are now, of the project as its settings were seen: a configuration that was wrong a moment ago may
	 * be right by now; one that was right need not be looked at again.
	 * @throws RuntimeException what {@link AlembicProject#history()} throws
	 */
	RevisionHistory history(ProjectSettings seen) {
		ConfiguredProject configured = seen.project();
		return (configured != null && configured.isLocal()) ? configured.history() : seen.histories().check();
	}

	private ProjectSettings read() {
		try {
			ConfiguredProject configured = this.project.current();
			ProjectSettings current = this.right;
			if (current == null || current.project() != configured) {
				current = new ProjectSettings(configured.configuration().environment(), configured.environment(),
						configured, null, CheckGate.patient(configured::history));
				this.right = current;
			}
			return current;
		}
		catch (AlembicConfigException ex) {
			return new ProjectSettings(environmentOptions(), EnvHints.NONE, null, ProblemTranslator.of(ex),
					this.histories);
		}
	}

	/** Known though the scripts are not: the rows can be read all the same. */
	private EnvironmentOptions environmentOptions() {
		try {
			return this.project.environmentOptions();
		}
		catch (AlembicConfigException ex) {
			return EnvironmentOptions.NONE;
		}
	}

	/**
	 * What the project says of the database, the project or the problem with its configuration, and the way to its
	 * revisions for all who saw the same.
	 */
	record ProjectSettings(EnvironmentOptions options, EnvHints environment, @Nullable ConfiguredProject project,
			@Nullable Problem problem, CheckGate<RevisionHistory> histories) {}

}
