package ai.backend.dbstatus.status.observation;

import java.util.HashMap;
import java.util.Map;

import ai.backend.dbstatus.alembic.config.ConfigLocation;

/**
 * The projects of all components: many databases of one project share its scripts, which are read once and kept once, as
 * long as a component has them. Safe for concurrent use.
 */
public final class SharedProjects {

	private final Map<ConfigLocation, Use> projects = new HashMap<>();

	/**
	 * The project at a location, for one more component.
	 */
	public synchronized SharedProject acquire(ConfigLocation location) {
		Use use = this.projects.computeIfAbsent(location, (place) -> new Use(new SharedProject(place)));
		use.components++;
		return use.project;
	}

	/**
	 * Says that a component has it no longer.
	 */
	public synchronized void release(ConfigLocation location) {
		this.projects.computeIfPresent(location, (_, use) -> (--use.components > 0) ? use : null);
	}

	/**
	 * How many projects there are.
	 */
	public synchronized int size() {
		return this.projects.size();
	}

	/** A project, and how many components have it. */
	private static final class Use {

		private final SharedProject project;

		private int components;

		Use(SharedProject project) {
			this.project = project;
		}

	}

}
