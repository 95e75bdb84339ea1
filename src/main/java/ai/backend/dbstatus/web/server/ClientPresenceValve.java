package ai.backend.dbstatus.web.server;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

import org.springframework.http.HttpHeaders;

/**
 * Lets a request that is answered later find out whether its client is still there. Tomcat does not look at the connection
 * of such a request before it writes the response; the servlet API has no way to ask for it.
 */
final class ClientPresenceValve extends ValveBase {

	static final String ATTRIBUTE = ClientPresence.class.getName();

	ClientPresenceValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		DeadlineProtocol.arrived(request.getCoyoteRequest());
		if (!mayHaveBody(request)) {
			request.setAttribute(ATTRIBUTE, new Connection(request.getCoyoteRequest()));
		}
		getNext().invoke(request, response);
	}

	/**
	 * A body that nobody reads hides the end of the stream behind it. The headers are looked at as they are: they may be
	 * wrong, which others tell the client.
	 */
	private static boolean mayHaveBody(Request request) {
		String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
		return (length != null && !length.equals("0")) || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
	}

	/**
	 * Tomcat's side of a connection.
	 */
	private record Connection(org.apache.coyote.Request request) implements ClientPresence {

		/**
		 * Reads what there is without blocking. At the end of the stream Tomcat says that something can be read, so that
		 * the reader meets the end, and says so again and again. The beginning of a next request, which is read ahead and
		 * kept, is there the first time only.
		 */
		@Override
		public boolean isThere() {
			boolean first = hasSomethingToRead();
			return !first || !hasSomethingToRead();
		}

		private boolean hasSomethingToRead() {
			this.request.action(ActionCode.AVAILABLE, true);
			return this.request.getAvailable() > 0;
		}

	}

}
