package ai.backend.dbstatus.component;

/**
 * How the tenants of a component are found, at each check: each has a version table of its own, and all have one history.
 */
public sealed interface TenantDiscovery {

	/**
	 * The schemas of the component's database that are like a pattern.
	 *
	 * @param pattern as SQL's LIKE takes it: {@code tenant_%}
	 */
	record Schemas(String pattern) implements TenantDiscovery {}

	/**
	 * The schemas that a query names.
	 *
	 * @param sql asked of the component's database; its first column holds the names
	 */
	record Query(String sql) implements TenantDiscovery {}

	/**
	 * The databases of the component's server that are like a pattern.
	 *
	 * @param pattern as SQL's LIKE takes it: {@code shop_%}
	 */
	record Databases(String pattern) implements TenantDiscovery {}

}
