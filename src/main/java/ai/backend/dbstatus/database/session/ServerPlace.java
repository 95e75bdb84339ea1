package ai.backend.dbstatus.database.session;

import ai.backend.dbstatus.database.url.DatabaseUrl;

/**
 * A place for a connection to a server.
 */
final class ServerPlace extends ConnectionPlace {

	ServerPlace(DatabaseUrl url, Settings settings) {
		super(url, settings);
	}

	@Override
	Connected connect(DatabaseQuery<?> query, Deadline deadline) {
		ConnectionSockets sockets = new ConnectionSockets(failures().adapter()::metered);
		return new Connected(connector().connect(failures(), query, sockets, deadline), sockets);
	}

}
