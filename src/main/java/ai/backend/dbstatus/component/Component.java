package ai.backend.dbstatus.component;

import ai.backend.dbstatus.alembic.config.ConfigLocation;

/**
 * A component: where migration scripts come from, a database, and what to think of the one in the light of the other.
 *
 * @param name the name in URLs
 * @param title the name for a person
 * @param project where the Alembic configuration is, which leads to the scripts
 * @param database the database, as far as the project does not say which it is
 * @param policy what is allowed, expected and recommended
 * @param scripts where else its scripts are
 */
public record Component(String name, String title, ConfigLocation project, DatabaseSettings database, Policy policy,
		ScriptSettings scripts) {

	/**
	 * A component whose scripts are in its working directory.
	 */
	public Component(String name, String title, ConfigLocation project, DatabaseSettings database, Policy policy) {
		this(name, title, project, database, policy, ScriptSettings.NONE);
	}

	/**
	 * The name.
	 */
	@Override
	public String toString() {
		return this.name;
	}

}
