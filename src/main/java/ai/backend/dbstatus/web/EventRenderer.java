package ai.backend.dbstatus.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import ai.backend.dbstatus.monitor.Event;
import ai.backend.dbstatus.status.report.StatusReport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes events in the form of server-sent events (WHATWG HTML, 9.2).
 */
final class EventRenderer {

	static final String CONTENT_TYPE = "text/event-stream;charset=UTF-8";

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
		if (report == null) {
			return bytes(id + "event: removed\ndata: " + json(Map.of("component", event.component())) + "\n\n");
		}
		int pendingLimit = Integer.parseInt(ReportQuery.DEFAULT_PENDING_LIMIT);
		return bytes(id + "event: report\ndata: " + json(ReportResource.of(report, pendingLimit)) + "\n\n");
	}

	/** One line, since JSON escapes line breaks. */
	private String json(Object data) {
		return this.mapper.writeValueAsString(data);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
