package ai.backend.dbstatus.web;

/**
 * Says whether the client of a request still waits for the response. Ask only while the request is under way.
 */
@FunctionalInterface
interface ClientPresence {

	/**
	 * Whether the client has not closed the connection, nor its half of it.
	 */
	boolean isThere();

}
