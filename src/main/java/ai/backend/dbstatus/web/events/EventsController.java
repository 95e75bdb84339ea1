package ai.backend.dbstatus.web.events;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

import ai.backend.dbstatus.monitor.ChangeFeed;
import ai.backend.dbstatus.monitor.Subscription;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.web.http.Parameter;
import ai.backend.dbstatus.web.http.Parameters;
import ai.backend.dbstatus.web.http.Query;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * The reports as they change. A stream is answered asynchronously, so that it takes no thread from other requests however
 * long it lasts; the {@link ChangeFeed} bounds how many there are.
 */
@Controller
class EventsController {

	private static final long NO_TIMEOUT = 0;

	private static final Parameter<List<String>> COMPONENT = Parameter.listOf("component", "the names of components",
			(name) -> name);

	private static final Parameter<Boolean> INITIAL = Parameter.of("initial", "'true' or 'false'",
			(value) -> value.equals("true") ? Boolean.TRUE : value.equals("false") ? Boolean.FALSE : null);

	private static final Parameters PARAMETERS = Parameters.of(COMPONENT, INITIAL);

	private final StatusService service;

	private final ChangeFeed feed;

	private final EventRenderer renderer;

	private final ThreadFactory threads = Thread.ofVirtual().name("events-", 0).factory();

	EventsController(StatusService service, ChangeFeed feed, JsonMapper mapper) {
		this.service = service;
		this.feed = feed;
		this.renderer = new EventRenderer(mapper);
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<ResponseBodyEmitter> events(
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
			HttpServletRequest request) throws IOException {
		@Nullable
		Query query = PARAMETERS.read(request);
		Set<String> components = components(query.get(COMPONENT));
		ResponseEntity.BodyBuilder response = ResponseEntity.ok()
				.contentType(EventRenderer.CONTENT_TYPE)
				.cacheControl(CacheControl.noStore())
				// Proxies that collect an answer before they pass it on, as nginx does, let this one through.
				.header("X-Accel-Buffering", "no");
		if (HttpMethod.HEAD.matches(request.getMethod())) {
			return response.build();
		}
		ResponseBodyEmitter emitter = new ResponseBodyEmitter(NO_TIMEOUT);
		// Sent by the thread of the request, since the filters may still set headers until something is sent.
		emitter.send(this.renderer.opening());
		Subscription subscription = this.feed.subscribe(components, lastEventId, query.get(INITIAL, true));
		subscription.awaited().forEach((name) -> begin(name, subscription));
		this.threads.newThread(new EventSender(subscription, emitter, this.renderer)).start();
		return response.body(emitter);
	}

	/** {@code null} for all there are, those that come later included. */
	private @Nullable Set<String> components(@Nullable List<String> asked) {
		if (asked == null) {
			return null;
		}
		asked.forEach(this.service::component);
		return new LinkedHashSet<>(asked);
	}

	private void begin(String component, Subscription subscription) {
		var _ = this.service.checkAsync(component).whenComplete((report, ex) -> subscription.checked(component));
	}

}
