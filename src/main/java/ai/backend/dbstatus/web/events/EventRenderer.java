package ai.backend.dbstatus.web.events;

import java.nio.charset.StandardCharsets;

import ai.backend.dbstatus.monitor.Event;
import ai.backend.dbstatus.web.report.ReportResource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;

/**
 * Writes events in the form of server-sent events (WHATWG HTML, 9.2).
 */
final class EventRenderer {

	static final MediaType CONTENT_TYPE = new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8);

	private static final long RETRY_MILLIS = 2000;

	private final JsonMapper mapper;

	EventRenderer(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * What a stream begins with: how long a client waits before it comes back.
	 */
	byte[] opening() {
		return bytes("retry: " + RETRY_MILLIS + "\n\n");
	}

	/**
	 * A comment, which clients skip, and by which the service learns that a client has left.
	 */
	byte[] heartbeat() {
		return bytes(": heartbeat\n\n");
	}

	byte[] event(Event event) {
		ReportResource resource = ReportResource.of(event.report(), ReportResource.DEFAULT_PENDING_LIMIT);
		// One line, since JSON escapes line breaks.
		String data = this.mapper.writeValueAsString(resource);
		String id = (event.id() != null) ? "id: " + event.id() + "\n" : "";
		return bytes(id + "event: report\ndata: " + data + "\n\n");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
