package ai.backend.dbstatus.database.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

import javax.net.SocketFactory;

/**
 * Makes the sockets of the JDBC drivers, which know it by its name and are the only ones to use it; public for them alone.
 */
public final class TrackedSocketFactory extends SocketFactory {

	@Override
	public Socket createSocket() throws IOException {
		return ConnectionSockets.CURRENT.isBound() ? ConnectionSockets.CURRENT.get().create() : new Socket();
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return connect(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
		return connect(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		return connect(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
			throws IOException {
		return connect(new InetSocketAddress(address, port), new InetSocketAddress(localAddress, localPort));
	}

	private Socket connect(InetSocketAddress remote, @org.jspecify.annotations.Nullable InetSocketAddress local)
			throws IOException {
		Socket socket = createSocket();
		if (local != null) {
			socket.bind(local);
		}
		socket.connect(remote);
		return socket;
	}

}
