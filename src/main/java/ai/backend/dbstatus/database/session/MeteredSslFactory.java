package ai.backend.dbstatus.database.session;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;

import javax.net.ssl.SSLSocket;

import org.postgresql.ssl.LibPQFactory;
import org.postgresql.util.PSQLException;

/**
 * TLS as pgjdbc has it by default, with a {@link PostgresMeter} on what is said within. Public for the driver alone, which
 * knows it by its name.
 */
public final class MeteredSslFactory extends LibPQFactory {

	/**
	 * Made by the driver.
	 * @param properties of the connection
	 */
	public MeteredSslFactory(Properties properties) throws PSQLException {
		super(properties);
	}

	@Override
	public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
		if (socket instanceof ConnectionSockets.TrackedSocket tracked) {
			tracked.carryTls();
		}
		return new MeteredSslSocket((SSLSocket) super.createSocket(socket, host, port, autoClose));
	}

}
