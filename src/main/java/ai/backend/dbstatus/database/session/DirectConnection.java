package ai.backend.dbstatus.database.session;

import java.net.InetAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Tells a connection that ends at PostgreSQL itself from one that ends at somebody between, such as pgbouncer, who may
 * give each statement to another session of the server. The server compares both ends of its own connection with those of
 * our socket: it has our socket if they are the same, since no two connections have the same ends. Any translation of
 * addresses on the way counts as somebody between.
 */
final class DirectConnection {

	private static final String SAME_ENDS = """
			SELECT pg_catalog.pg_backend_pid() = ?
			   AND pg_catalog.inet_client_addr() = ?::pg_catalog.inet AND pg_catalog.inet_client_port() = ?
			   AND pg_catalog.inet_server_addr() = ?::pg_catalog.inet AND pg_catalog.inet_server_port() = ?
			""";

	private DirectConnection() {
	}

	/**
	 * Asks the server.
	 * @param socket that of the connection, if known
	 * @throws SQLException if the server does not answer
	 */
	static boolean is(Connection connection, @Nullable Socket socket) throws SQLException {
		if (socket == null || socket.getInetAddress() == null) {
			return false;
		}
		try (PreparedStatement query = connection.prepareStatement(SAME_ENDS)) {
			query.setInt(1, connection.unwrap(PGConnection.class).getBackendPID());
			query.setString(2, literal(socket.getLocalAddress()));
			query.setInt(3, socket.getLocalPort());
			query.setString(4, literal(socket.getInetAddress()));
			query.setInt(5, socket.getPort());
			try (ResultSet same = query.executeQuery()) {
				return same.next() && same.getBoolean(1);
			}
		}
		catch (SQLException ex) {
			if (isRefused(ex)) {
				return false;
			}
			throw ex;
		}
	}

	/** PostgreSQL knows no scope of an address. */
	private static String literal(InetAddress address) {
		return address.getHostAddress().replaceFirst("%.*", "");
	}

	/** Whether the server does not know this question, as some do that speak PostgreSQL's protocol. */
	private static boolean isRefused(SQLException failure) {
		String state = failure.getSQLState();
		return state != null && (state.startsWith("42") || state.startsWith("0A"));
	}

}
