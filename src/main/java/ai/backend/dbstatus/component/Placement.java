package ai.backend.dbstatus.component;

import org.jspecify.annotations.Nullable;

/**
 * Where a component belongs among the others: components of one group are the same thing in several environments.
 *
 * @param group the name of the group; the component's own name where it is in none
 * @param environment the environment, as an operator calls it; {@code null} where nobody said
 */
public record Placement(String group, @Nullable String environment) {

	/**
	 * In no group but its own.
	 */
	public static Placement alone(String component) {
		return new Placement(component, null);
	}

}
