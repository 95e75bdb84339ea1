package ai.backend.dbstatus.web.events;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import ai.backend.dbstatus.monitor.Event;
import ai.backend.dbstatus.status.report.StatusReport;
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
		String id = (event.id() != null) ? "id: " + event.id() + "\n" : "";
		StatusReport report = event.report();
		return (report != null)
				? bytes(id + message("report", ReportResource.of(report, ReportResource.DEFAULT_PENDING_LIMIT)))
				: bytes(id + message("removed", Map.of("component", event.component())));
	}

	/** The data is one line, since JSON escapes line breaks. */
	private String message(String name, Object data) {
		return "event: " + name + "\ndata: " + this.mapper.writeValueAsString(data) + "\n\n";
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
