package ai.backend.dbstatus.database;

/**
 * Why a version table could not be read. The names are those that a report shows as its reason.
 */
public enum DatabaseFailure {

	/** Nobody listens at the address, or no route leads there. */
	CONNECTION_REFUSED(true),

	/** The host's name does not resolve. */
	HOST_NOT_FOUND(true),

	/** No session was established within the time allowed. */
	CONNECT_TIMEOUT(true),

	/** The connection ended before the answer was complete. */
	CONNECTION_LOST(true),

	/** The server, or this service, has no connection left. */
	TOO_MANY_CONNECTIONS(true),

	/** The server is starting up, shutting down or recovering. */
	SERVER_STARTING(true),

	/** The server did not answer the query within the time allowed. */
	QUERY_TIMEOUT(true),

	/** Another session holds a lock on the version table. */
	LOCK_TIMEOUT(true),

	/** The server refuses these credentials. */
	AUTHENTICATION_FAILED(false),

	/** The server, or the file system, has no such database. */
	DATABASE_NOT_FOUND(false),

	/** The user may not read the version table. */
	PERMISSION_DENIED(false),

	/** Client and server do not agree on TLS. */
	TLS_FAILED(false),

	/** The configured version table is not one of Alembic's. */
	CONFIG_INVALID(false),

	/** The database URL cannot be understood. */
	DATABASE_URL_INVALID(false),

	/** No JDBC driver for this kind of database. */
	DATABASE_UNSUPPORTED(false),

	/** The server reports an error that this service does not know. */
	INTERNAL_ERROR(false);

	private final boolean retryable;

	DatabaseFailure(boolean retryable) {
		this.retryable = retryable;
	}

	/**
	 * Whether the same question may be answered later without anybody changing a configuration.
	 */
	public boolean isRetryable() {
		return this.retryable;
	}

}
