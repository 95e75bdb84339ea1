package ai.backend.dbstatus.web;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.status.wait.StatusWaits;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * The reports, for those who wait for one that they expect. {@link StatusController} describes the resources.
 */
@Controller
@Hidden
class WaitController {

	private final StatusService service;

	private final StatusWaits waits;

	private final ReportResponses responses;

	WaitController(StatusService service, StatusWaits waits, ReportResponses responses) {
		this.service = service;
		this.waits = waits;
		this.responses = responses;
	}

	@GetMapping(path = "/components/{name}/db-status", params = ReportQuery.WAIT)
	DeferredResult<TaggedResponse> component(@PathVariable String name, ReportQuery query,
			HttpServletRequest request) {
		return await(List.of(name), query, request, (reports) -> this.responses.one(reports.getFirst(), query));
	}

	@GetMapping(path = "/db-status", params = ReportQuery.WAIT)
	DeferredResult<TaggedResponse> defaultComponent(ReportQuery query, HttpServletRequest request) {
		return component(this.service.defaultComponent(), query, request);
	}

	@GetMapping(path = "/components/db-status", params = ReportQuery.WAIT)
	DeferredResult<TaggedResponse> all(ReportQuery query, HttpServletRequest request) {
		List<String> names = this.service.components().stream().map(Component::name).toList();
		return await(names, query, request, (reports) -> this.responses.all(reports, query));
	}

	private DeferredResult<TaggedResponse> await(List<String> names, ReportQuery query,
			HttpServletRequest request, Function<List<StatusReport>, TaggedResponse> response) {
		Expectation expectation = Objects.requireNonNull(query.expectation(), "Nobody waits for nothing");
		Duration wait = Objects.requireNonNull(query.waitFor(), "These requests wait");
		ClientPresence client = ClientPresenceValve.of(request);
		CompletableFuture<List<StatusReport>> reports = this.waits.await(names, expectation, wait,
				() -> !client.isThere());
		// The wait has an end of its own.
		DeferredResult<TaggedResponse> result = new DeferredResult<>(0L);
		result.onCompletion(() -> reports.cancel(false));
		reports.thenApply(response).whenComplete((made, failure) -> {
			if (failure != null) {
				result.setErrorResult(failure);
			}
			else {
				result.setResult(made);
			}
		});
		return result;
	}

}
