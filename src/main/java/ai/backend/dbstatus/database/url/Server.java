package ai.backend.dbstatus.database.url;

/**
 * Where a database server listens.
 *
 * @param host a name or an address; an IPv6 address without brackets
 * @param port the TCP port
 */
public record Server(String host, int port) {

	@Override
	public String toString() {
		return ((this.host.indexOf(':') >= 0) ? "[" + this.host + "]" : this.host) + ":" + this.port;
	}

}
