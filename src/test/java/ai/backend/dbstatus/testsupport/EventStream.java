package ai.backend.dbstatus.testsupport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of server-sent events that reads when it is told to, and leaves without a word.
 */
public final class EventStream implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 20_000;

	private final Socket socket;

	private final BufferedReader reader;

	private final List<String> head = new ArrayList<>();

	/**
	 * Opens a stream and reads the head of the answer.
	 * @param headers names and values in turn
	 */
	public EventStream(int port, String path, String... headers) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
		StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
		for (int i = 0; i < headers.length; i += 2) {
			request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
		}
		OutputStream output = this.socket.getOutputStream();
		output.write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
		InputStream input = this.socket.getInputStream();
		this.reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
		for (String line = line(); !line.isEmpty(); line = line()) {
			this.head.add(line);
		}
	}

	/**
	 * The status line and the headers.
	 */
	public List<String> head() {
		return this.head;
	}

	/**
	 * The next event with data; comments are skipped.
	 */
	public Received next() throws IOException {
		String id = null;
		String name = null;
		while (true) {
			String line = line();
			if (line.startsWith("id: ")) {
				id = line.substring("id: ".length());
			}
			else if (line.startsWith("event: ")) {
				name = line.substring("event: ".length());
			}
			else if (line.startsWith("data: ")) {
				return new Received(id, name, new JsonMapper().readTree(line.substring("data: ".length())));
			}
		}
	}

	/**
	 * The next line, be it of an event, of a comment or of the framing of HTTP.
	 */
	public String line() throws IOException {
		String line = this.reader.readLine();
		if (line == null) {
			throw new IOException("The stream has ended");
		}
		return line;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * An event.
	 *
	 * @param id its id, or {@code null}
	 * @param name its name, or {@code null}
	 * @param data its data
	 */
	public record Received(@Nullable String id,
			@Nullable String name, JsonNode data) {

		public String component() {
			return this.data.path("component").asString();
		}

		public String status() {
			return this.data.path("status").asString();
		}

	}

}
