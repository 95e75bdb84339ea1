package ai.backend.dbstatus.database;

/**
 * Why a database could not be asked. The names are those that a report shows as its reason.
 */
public enum DatabaseFailure {

	/** Nobody listens at the address, or no route leads there. */
	CONNECTION_REFUSED,

	/** The host's name does not resolve. */
	HOST_NOT_FOUND,

	/** No session was established within the time allowed. */
	CONNECT_TIMEOUT,

	/** The connection ended before the answer was complete. */
	CONNECTION_LOST,

	/** The server, or this service, has no connection left. */
	TOO_MANY_CONNECTIONS,

	/** The server is starting up, shutting down or recovering. */
	SERVER_STARTING,

	/** The server did not answer the query within the time allowed. */
	QUERY_TIMEOUT,

	/** Another session holds a lock on what was to be read. */
	LOCK_TIMEOUT,

	/** The server refuses these credentials. */
	AUTHENTICATION_FAILED,

	/** The server, or the file system, has no such database. */
	DATABASE_NOT_FOUND,

	/** The user may not read what was asked for. */
	PERMISSION_DENIED,

	/** Client and server do not agree on TLS. */
	TLS_FAILED,

	/** The configured version table is not one of Alembic's. */
	CONFIG_INVALID,

	/** The database URL cannot be understood. */
	DATABASE_URL_INVALID,

	/** No JDBC driver for this kind of database. */
	DATABASE_UNSUPPORTED,

	/** The server reports an error that this service does not know. */
	INTERNAL_ERROR

}
