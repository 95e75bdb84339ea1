package ai.backend.dbstatus.database.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketException;

import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import org.jspecify.annotations.Nullable;

/**
 * A TLS socket with a {@link PostgresMeter} on what it receives; all else is its own.
 */
final class MeteredSslSocket extends SSLSocket {

	private final SSLSocket socket;

	private @Nullable InputStream metered;

	MeteredSslSocket(SSLSocket socket) {
		this.socket = socket;
	}

	@Override
	public synchronized InputStream getInputStream() throws IOException {
		InputStream known = this.metered;
		if (known == null) {
			known = new PostgresMeter(this.socket.getInputStream());
			this.metered = known;
		}
		return known;
	}

	@Override
	public String[] getSupportedCipherSuites() {
		return this.socket.getSupportedCipherSuites();
	}

	@Override
	public String[] getEnabledCipherSuites() {
		return this.socket.getEnabledCipherSuites();
	}

	@Override
	public void setEnabledCipherSuites(String[] suites) {
		this.socket.setEnabledCipherSuites(suites);
	}

	@Override
	public String[] getSupportedProtocols() {
		return this.socket.getSupportedProtocols();
	}

	@Override
	public String[] getEnabledProtocols() {
		return this.socket.getEnabledProtocols();
	}

	@Override
	public void setEnabledProtocols(String[] protocols) {
		this.socket.setEnabledProtocols(protocols);
	}

	@Override
	public SSLSession getSession() {
		return this.socket.getSession();
	}

	@Override
	public @Nullable SSLSession getHandshakeSession() {
		return this.socket.getHandshakeSession();
	}

	@Override
	public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
		this.socket.addHandshakeCompletedListener(listener);
	}

	@Override
	public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
		this.socket.removeHandshakeCompletedListener(listener);
	}

	@Override
	public void startHandshake() throws IOException {
		this.socket.startHandshake();
	}

	@Override
	public void setUseClientMode(boolean mode) {
		this.socket.setUseClientMode(mode);
	}

	@Override
	public boolean getUseClientMode() {
		return this.socket.getUseClientMode();
	}

	@Override
	public void setNeedClientAuth(boolean need) {
		this.socket.setNeedClientAuth(need);
	}

	@Override
	public boolean getNeedClientAuth() {
		return this.socket.getNeedClientAuth();
	}

	@Override
	public void setWantClientAuth(boolean want) {
		this.socket.setWantClientAuth(want);
	}

	@Override
	public boolean getWantClientAuth() {
		return this.socket.getWantClientAuth();
	}

	@Override
	public void setEnableSessionCreation(boolean flag) {
		this.socket.setEnableSessionCreation(flag);
	}

	@Override
	public boolean getEnableSessionCreation() {
		return this.socket.getEnableSessionCreation();
	}

	@Override
	public SSLParameters getSSLParameters() {
		return this.socket.getSSLParameters();
	}

	@Override
	public void setSSLParameters(SSLParameters parameters) {
		this.socket.setSSLParameters(parameters);
	}

	@Override
	public @Nullable String getApplicationProtocol() {
		return this.socket.getApplicationProtocol();
	}

	@Override
	public @Nullable InetAddress getInetAddress() {
		return this.socket.getInetAddress();
	}

	@Override
	public InetAddress getLocalAddress() {
		return this.socket.getLocalAddress();
	}

	@Override
	public int getPort() {
		return this.socket.getPort();
	}

	@Override
	public int getLocalPort() {
		return this.socket.getLocalPort();
	}

	@Override
	public @Nullable SocketAddress getRemoteSocketAddress() {
		return this.socket.getRemoteSocketAddress();
	}

	@Override
	public @Nullable SocketAddress getLocalSocketAddress() {
		return this.socket.getLocalSocketAddress();
	}

	@Override
	public void setTcpNoDelay(boolean on) throws SocketException {
		this.socket.setTcpNoDelay(on);
	}

	@Override
	public boolean getTcpNoDelay() throws SocketException {
		return this.socket.getTcpNoDelay();
	}

	@Override
	public void setSoTimeout(int timeout) throws SocketException {
		this.socket.setSoTimeout(timeout);
	}

	@Override
	public int getSoTimeout() throws SocketException {
		return this.socket.getSoTimeout();
	}

	@Override
	public void setKeepAlive(boolean on) throws SocketException {
		this.socket.setKeepAlive(on);
	}

	@Override
	public boolean getKeepAlive() throws SocketException {
		return this.socket.getKeepAlive();
	}

	@Override
	public void setSendBufferSize(int size) throws SocketException {
		this.socket.setSendBufferSize(size);
	}

	@Override
	public int getSendBufferSize() throws SocketException {
		return this.socket.getSendBufferSize();
	}

	@Override
	public void setReceiveBufferSize(int size) throws SocketException {
		this.socket.setReceiveBufferSize(size);
	}

	@Override
	public int getReceiveBufferSize() throws SocketException {
		return this.socket.getReceiveBufferSize();
	}

	@Override
	public OutputStream getOutputStream() throws IOException {
		return this.socket.getOutputStream();
	}

	@Override
	public void shutdownInput() throws IOException {
		this.socket.shutdownInput();
	}

	@Override
	public void shutdownOutput() throws IOException {
		this.socket.shutdownOutput();
	}

	@Override
	public boolean isConnected() {
		return this.socket.isConnected();
	}

	@Override
	public boolean isBound() {
		return this.socket.isBound();
	}

	@Override
	public boolean isClosed() {
		return this.socket.isClosed();
	}

	@Override
	public boolean isInputShutdown() {
		return this.socket.isInputShutdown();
	}

	@Override
	public boolean isOutputShutdown() {
		return this.socket.isOutputShutdown();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	@Override
	public String toString() {
		return this.socket.toString();
	}

}
