package ai.backend.dbstatus.web.server;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Says whether the client of a request still waits for the response. Ask only while the request is under way.
 */
@FunctionalInterface
public interface ClientPresence {

	/**
	 * Whether the client has not closed the connection, nor its half of it.
	 */
	boolean isThere();

	/**
	 * The client of a request; one that is always there where that cannot be told.
	 */
	static ClientPresence of(HttpServletRequest request) {
		return (request.getAttribute(ClientPresenceValve.ATTRIBUTE) instanceof ClientPresence presence)
				? presence
				: () -> true;
	}

}
