package ai.backend.dbstatus.component;

import java.util.List;

/**
 * A component has no tenant of the name that was asked for.
 */
public final class UnknownTenantException extends RuntimeException {

	private final transient List<String> near;

	/**
	 * A component has no tenant of this name.
	 * @param known the names that there are
	 */
	public UnknownTenantException(String component, String tenant, List<String> known) {
		super("The component '%s' has no tenant '%s'; it has %d.".formatted(component, tenant, known.size()));
		this.near = NearNames.of(tenant, known);
	}

	/**
	 * The names that may have been meant: all that there are where they are few, else the near ones.
	 */
	public List<String> near() {
		return this.near;
	}

}
