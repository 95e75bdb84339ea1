package ai.backend.dbstatus.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends requests as they are, byte by byte: the JDK's client refuses to send what a hostile one would.
 */
public final class RawHttp {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final int port;

	public RawHttp(int port) {
		this.port = port;
	}

	/**
	 * An answer.
	 *
	 * @param code the status code, 0 where there was no answer
	 * @param head the status line and the headers
	 * @param body the body, with chunks undone
	 */
	public record Answer(int code, String head, String body) {

		/** The first header of this name, or the empty string. */
		public String header(String name) {
			return this.head.lines()
					.filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
					.map((line) -> line.substring(name.length() + 1).strip())
					.findFirst()
					.orElse("");
		}

	}

	/**
	 * Sends a request line and headers, of which {@code Host} and {@code Connection} are added; each character is a byte.
	 */
	public Answer send(String requestLine, String... headers) {
		StringBuilder request = new StringBuilder(requestLine).append("\r\nHost: localhost\r\nConnection: close\r\n");
		for (String header : headers) {
			request.append(header).append("\r\n");
		}
		return send(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Sends bytes, and reads until the service hangs up.
	 */
	public Answer send(byte[] request) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout((int) TIMEOUT.toMillis());
			write(socket, request);
			return parse(read(socket));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void write(Socket socket, byte[] request) {
		try {
			socket.getOutputStream().write(request);
			socket.shutdownOutput();
		}
		catch (IOException ex) {
			// The service hung up on the way; it may have said why.
		}
	}

	private static String read(Socket socket) throws IOException {
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		try {
			socket.getInputStream().transferTo(answer);
		}
		catch (SocketTimeoutException ex) {
			throw ex;
		}
		catch (IOException ex) {
			// Reset, because not all was read of what was sent: what came before counts.
		}
		return answer.toString(StandardCharsets.UTF_8);
	}

	private static Answer parse(String answer) {
		int end = answer.indexOf("\r\n\r\n");
		if (end < 0) {
			return new Answer(0, answer, "");
		}
		String head = answer.substring(0, end);
		String body = answer.substring(end + 4);
		boolean chunked = head.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked");
		return new Answer(Integer.parseInt(head.split(" ", 3)[1]), head,
				chunked ? body.replaceAll("(?m)^[0-9a-f]+\r\n|\r\n", "") : body);
	}

}
