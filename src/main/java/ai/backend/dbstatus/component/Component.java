package ai.backend.dbstatus.component;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import org.jspecify.annotations.Nullable;

/**
 * A component: where migration scripts come from, a database, and what to think of the one in the light of the other.
 *
 * @param name the name in URLs
 * @param title the name for a person
 * @param project where the Alembic configuration is, which leads to the scripts
 * @param database the database, as far as the project does not say which it is
 * @param policy what is allowed, expected and recommended
 * @param placement where it belongs among the others
 * @param tenants how its tenants are found; {@code null} where it has none but its database is all there is
 * @param scripts where else its scripts are
 */
public record Component(String name, String title, ConfigLocation project, DatabaseSettings database, Policy policy,
		Placement placement, @Nullable TenantDiscovery tenants, ScriptSettings scripts) {

	/**
	 * A component that stands alone, has no tenants, and has its scripts in its working directory.
	 */
	public Component(String name, String title, ConfigLocation project, DatabaseSettings database, Policy policy) {
		this(name, title, project, database, policy, Placement.alone(name), null, ScriptSettings.NONE);
	}

	/**
	 * A component that stands alone and has no tenants.
	 */
	public Component(String name, String title, ConfigLocation project, DatabaseSettings database, Policy policy,
			ScriptSettings scripts) {
		this(name, title, project, database, policy, Placement.alone(name), null, scripts);
	}

	/**
	 * A component whose scripts are in its working directory.
	 */
	public Component(String name, String title, ConfigLocation project, DatabaseSettings database, Policy policy,
			Placement placement, @Nullable TenantDiscovery tenants) {
		this(name, title, project, database, policy, placement, tenants, ScriptSettings.NONE);
	}

	/**
	 * The name.
	 */
	@Override
	public String toString() {
		return this.name;
	}

}
