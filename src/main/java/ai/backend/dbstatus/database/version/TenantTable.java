package ai.backend.dbstatus.database.version;

import ai.backend.dbstatus.database.DatabaseException;

/**
 * What was found where the version table of a tenant belongs.
 */
public sealed interface TenantTable {

	/**
	 * It was read, or is not there.
	 */
	record Read(VersionTableState state) implements TenantTable {}

	/**
	 * It could not be read.
	 */
	record Unread(DatabaseException why) implements TenantTable {}

	/**
	 * Its schema is gone.
	 */
	record Gone() implements TenantTable {}

}
