package ai.backend.dbstatus.alembic;

import java.util.concurrent.locks.ReentrantLock;

import ai.backend.dbstatus.alembic.config.AlembicConfigException;
import ai.backend.dbstatus.alembic.config.AlembicConfigReader;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.config.EnvironmentOptions;
import ai.backend.dbstatus.alembic.script.ScriptException;
import org.jspecify.annotations.Nullable;

/**
 * An Alembic project, read again as far as it has changed on disk. Nothing is read before it is asked for, so that a
 * project which is not there yet, or broken, harms nobody. Safe for concurrent use.
 */
public final class AlembicProject {

	private final ConfigLocation location;

	private final ReentrantLock reading = new ReentrantLock();

	private volatile @Nullable ConfiguredProject configured;

	/**
	 * The project whose configuration is at a location.
	 */
	public AlembicProject(ConfigLocation location) {
		this.location = location;
	}

	/**
	 * The project as its configuration is now: the same object as before if the configuration has not changed. Ask once
	 * for all that is to fit together.
	 * @throws AlembicConfigException if the configuration cannot be read or does not lead to the scripts
	 */
	public ConfiguredProject current() {
		ConfiguredProject seen = this.configured;
		if (seen != null && seen.isCurrent()) {
			return seen;
		}
		// One at a time: a thousand databases of one project may ask for it at once, and share what the first one reads.
		this.reading.lock();
		try {
			ConfiguredProject latest = this.configured;
			if (latest == null || latest == seen || !latest.isCurrent()) {
				latest = ConfiguredProject.read(this.location);
				this.configured = latest;
			}
			return latest;
		}
		finally {
			this.reading.unlock();
		}
	}

	/**
	 * Whether the project, as it was last read, is {@linkplain ConfiguredProject#isLocal() local}. Looks at no file.
	 */
	public boolean isLocal() {
		ConfiguredProject current = this.configured;
		return current != null && current.isLocal();
	}

	/**
	 * What the configuration says for {@code env.py}, known also where it does not lead to the scripts.
	 * @throws AlembicConfigException if a configuration file cannot be read
	 */
	public EnvironmentOptions environmentOptions() {
		return AlembicConfigReader.readEnvironment(this.location);
	}

	/**
	 * The revisions as they are now: the same object as before if nothing has changed.
	 * @throws AlembicConfigException if the configuration cannot be read or does not lead to the scripts
	 * @throws ScriptException if there is no script, or one that cannot be read
	 * @throws BrokenHistoryException if the scripts make no revision graph
	 */
	public RevisionHistory history() {
		return current().history();
	}

}
