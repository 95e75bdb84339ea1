package ai.backend.dbstatus.web;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.monitor.ChangeFeed;
import ai.backend.dbstatus.monitor.Event;
import ai.backend.dbstatus.monitor.Subscription;
import ai.backend.dbstatus.status.StatusService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The reports as they change. A stream holds the virtual thread of its request, which waits for what comes next; what
 * comes is put into a queue, so that a client who is slow or gone keeps nobody else waiting.
 */
@RestController
@Tag(name = "Events", description = "The reports as they change")
class EventsController {

	private static final String LAST_EVENT_ID = "Last-Event-ID";

	private final StatusService service;

	private final ChangeFeed feed;

	private final EventRenderer renderer;

	EventsController(StatusService service, ChangeFeed feed, EventRenderer renderer) {
		this.service = service;
		this.feed = feed;
		this.renderer = renderer;
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(operationId = "events", summary = "The report of each component now, and again at each change (server-sent events)", description = "Each event is named 'report'; its data is the JSON of the component's report. Without a Last-Event-ID that is "
			+ "still known, each component's report comes first, checked now. A comment comes when nothing else does.")
	@ApiResponse(responseCode = "200", description = "A stream of events, which ends when the client leaves or the service stops", content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(implementation = ReportResource.class)))
	@ApiResponse(responseCode = "404", description = "There is no such component", content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE, schema = @Schema(implementation = ProblemDetail.class)))
	@ApiResponse(responseCode = "503", description = "As many clients listen as are allowed; Retry-After says when to come back", content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE, schema = @Schema(implementation = ProblemDetail.class)))
	void events(
			@RequestParam(name = "component", required = false) @Parameter(description = "Components to hear of, all without it; may be repeated", example = "manager") @Nullable List<String> component,
			@RequestHeader(name = LAST_EVENT_ID, required = false) @Parameter(description = "The id of the last event that the client received, to go on from there") @Nullable String lastEventId,
			HttpServletRequest request, HttpServletResponse response) throws InterruptedException {
		@Nullable
		Set<String> components = components(component);
		try (Subscription subscription = this.feed.subscribe(components, lastEventId)) {
			response.setContentType(EventRenderer.CONTENT_TYPE);
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			// Proxies that collect an answer before they pass it on, as nginx does, let this one through.
			response.setHeader("X-Accel-Buffering", "no");
			if (!HttpMethod.HEAD.matches(request.getMethod())) {
				subscription.awaited().forEach((name) -> begin(name, subscription));
				send(subscription, response);
			}
		}
		catch (IOException ex) {
			// The client has left, or takes nothing any more: there is nobody to tell.
		}
	}

	private @Nullable Set<String> components(@Nullable List<String> asked) {
		if (asked == null || asked.isEmpty()) {
			return null;
		}
		asked.forEach(this.service::component);
		return new LinkedHashSet<>(asked);
	}

	private void begin(String component, Subscription subscription) {
		var _ = this.service.checkAsync(component).whenComplete((report, ex) -> subscription.checked(component));
	}

	private void send(Subscription subscription, HttpServletResponse response)
			throws IOException, InterruptedException {
		write(response, this.renderer.opening());
		while (true) {
			Event event = subscription.next();
			if (event != null) {
				write(response, this.renderer.event(event));
			}
			else if (subscription.hasEnded()) {
				return;
			}
			else {
				write(response, this.renderer.heartbeat());
			}
		}
	}

	private static void write(HttpServletResponse response, byte[] bytes) throws IOException {
		response.getOutputStream().write(bytes);
		response.flushBuffer();
	}

}
