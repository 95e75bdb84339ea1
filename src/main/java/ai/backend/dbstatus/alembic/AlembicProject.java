package ai.backend.dbstatus.alembic;

import java.util.List;
import java.util.function.UnaryOperator;

import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.AlembicConfigReader;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.config.EnvironmentOptions;
import ai.backend.dbstatus.alembic.script.ScriptException;
import ai.backend.dbstatus.alembic.source.ChangingFilesException;
import ai.backend.dbstatus.alembic.source.Memoized;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import org.jspecify.annotations.Nullable;

/**
 * An Alembic project: where its files come from, and where its configuration is among them. Nothing is read before it is asked
 * for, so that a project which is not there yet, or broken, harms nobody; and nothing is read again that has not changed. Safe
 * for concurrent use.
 */
public final class AlembicProject {

	private final ProjectFiles files;

	private final ConfigLocation location;

	private final Memoized<ConfiguredProject, ConfiguredProject> configured;

	/**
	 * The project on this machine whose configuration is at a location.
	 */
	public AlembicProject(ConfigLocation location) {
		this(location.allowed(new LiveFiles()), location);
	}

	/**
	 * The project whose configuration is at a location among some files.
	 */
	public AlembicProject(ProjectFiles files, ConfigLocation location) {
		this(files, location, null);
	}

	/**
	 * The project whose configuration is at a location among some files, which for the most part are those of another.
	 * @param similar the project at the same location among other files: what is the same there is not read again;
	 * {@code null} if there is none
	 */
	public AlembicProject(ProjectFiles files, ConfigLocation location, @Nullable AlembicProject similar) {
		ConfiguredProject elsewhere = (similar != null) ? similar.configured.last() : null;
		this.files = files;
		this.location = location;
		this.configured = new Memoized<>(files, List.of(location.workdir()),
				(traced, previous) -> ConfiguredProject.read(files, traced, location, previous, elsewhere),
				UnaryOperator.identity());
	}

	/**
	 * The project as its configuration is now: the same object as before if the configuration, {@code env.py} and what this
	 * imports have not changed. Ask once for all that is to fit together.
	 * @throws AlembicConfigException if the configuration cannot be read or does not lead to the scripts
	 * @throws ChangingFilesException if somebody is changing the files
	 */
	public ConfiguredProject current() {
		return this.configured.get();
	}

	/**
	 * What {@link #current} returned last; {@code null} if it never did. Looks at no file.
	 */
	public @Nullable ConfiguredProject last() {
		return this.configured.last();
	}

	/**
	 * Whether the project, as it was last read, is {@linkplain ConfiguredProject#isLocal() local}. Looks at no file.
	 */
	public boolean isLocal() {
		ConfiguredProject last = this.configured.last();
		return last != null && last.isLocal();
	}

	/**
	 * What the configuration says for {@code env.py}, known also where it does not lead to the scripts.
	 * @throws AlembicConfigException if a configuration file cannot be read
	 */
	public EnvironmentOptions environmentOptions() {
		return AlembicConfigReader.readEnvironment(this.files, this.location);
	}

	/**
	 * The revisions as they are now: the same object as before if nothing has changed.
	 * @throws AlembicConfigException if the configuration cannot be read or does not lead to the scripts
	 * @throws ScriptException if there is no script, or one that cannot be read
	 * @throws BrokenHistoryException if the scripts make no revision graph
	 * @throws ChangingFilesException if somebody is changing the files
	 */
	public RevisionHistory history() {
		return current().history();
	}

}
