package ai.backend.dbstatus.status;

/**
 * The schema of a component was asked for that has tenants, each of which has one of its own.
 */
public final class SchemasOfTenantsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * @param component the component's name
	 */
	public SchemasOfTenantsException(String component) {
		super("Component '%s' has tenants, each with a schema of its own, and these are not held against their stamps; leave it out"
				.formatted(component));
	}

}
