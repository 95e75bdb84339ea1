package ai.backend.dbstatus.web.report;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.report.Expectation;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.status.wait.StatusWaits;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.server.ClientPresence;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * The reports, for those who wait for one that they expect. They hold no thread while they wait.
 */
@Controller
class WaitController {

	private final StatusService service;

	private final StatusWaits waits;

	private final ReportParameters parameters;

	private final ReportResponses responses;

	WaitController(StatusService service, StatusWaits waits, ReportParameters parameters, ReportResponses responses) {
		this.service = service;
		this.waits = waits;
		this.parameters = parameters;
		this.responses = responses;
	}

	@GetMapping(path = "/components/{name}/db-status", params = WaitParameter.NAME)
	DeferredResult<TaggedResponse> component(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		ReportQuery query = this.parameters.read(request);
		return await(List.of(name), query, request, (reports) -> this.responses.one(reports.getFirst(), query));
	}

	@GetMapping(path = "/db-status", params = WaitParameter.NAME)
	DeferredResult<TaggedResponse> defaultComponent(HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		return component(this.service.defaultComponent(), request);
	}

	@GetMapping(path = "/components/db-status", params = WaitParameter.NAME)
	DeferredResult<TaggedResponse> all(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		ReportsQuery query = this.parameters.read(request, this.service.components());
		return await(query.names(), query.report(), request, (reports) -> this.responses.all(reports, query));
	}

	@GetMapping(path = "/components/{name}/tenants/{tenant}/db-status", params = WaitParameter.NAME)
	DeferredResult<TaggedResponse> tenant(@PathVariable String name, @PathVariable String tenant,
			HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		ReportQuery query = this.parameters.readOfTenant(request);
		return await(query, request,
				(expectation, wait, abandoned) -> this.waits.awaitTenant(name, tenant, expectation, wait, abandoned),
				(reports) -> this.responses.unshared(reports.getFirst(), query));
	}

	private DeferredResult<TaggedResponse> await(List<String> names, ReportQuery query, HttpServletRequest request,
			Function<List<StatusReport>, TaggedResponse> response) {
		return await(query, request,
				(expectation, wait, abandoned) -> this.waits.await(names, query.asked(), expectation, wait, abandoned),
				response);
	}

	private static DeferredResult<TaggedResponse> await(ReportQuery query, HttpServletRequest request, Begin begin,
			Function<List<StatusReport>, TaggedResponse> response) {
		Expectation expectation = Objects.requireNonNull(query.expectation(), "Nobody waits for nothing");
		Duration wait = Objects.requireNonNull(query.waitFor(), "These requests wait");
		ClientPresence client = ClientPresence.of(request);
		BooleanSupplier abandoned = () -> !client.isThere();
		CompletableFuture<List<StatusReport>> reports = begin.await(expectation, wait, abandoned);
		// The wait has an end of its own.
		DeferredResult<TaggedResponse> result = new DeferredResult<>(0L);
		result.onCompletion(() -> reports.cancel(false));
		CompletableFuture<?> _ = reports.thenApply(response).whenComplete((made, failure) -> {
			if (failure != null) {
				result.setErrorResult((failure instanceof CompletionException && failure.getCause() != null)
						? failure.getCause()
						: failure);
			}
			else {
				result.setResult(made);
			}
		});
		return result;
	}

	/**
	 * Begins a wait.
	 */
	@FunctionalInterface
	private interface Begin {

		CompletableFuture<List<StatusReport>> await(Expectation expectation, Duration atMost,
				BooleanSupplier abandoned);

	}

}
