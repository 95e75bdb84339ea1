package ai.backend.dbstatus.database.session;

/**
 * What a connection is busy with, to be ended from outside whatever its driver is waiting for.
 */
sealed interface Abortable permits ConnectionSockets, FileStatements {

	/**
	 * Ends it, without blocking; may be called again and again.
	 */
	void abort();

	boolean isAborted();

	/**
	 * Says that the connection is closed next.
	 */
	default void beforeClose() {
		// closing a connection's sockets while it is being closed does no harm
	}

}
