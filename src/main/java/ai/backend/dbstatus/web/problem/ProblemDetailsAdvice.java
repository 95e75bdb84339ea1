package ai.backend.dbstatus.web.problem;

import java.time.Duration;

import ai.backend.dbstatus.component.UnknownComponentException;
import ai.backend.dbstatus.monitor.TooManySubscribersException;
import ai.backend.dbstatus.status.check.HistoryUnavailableException;
import ai.backend.dbstatus.status.history.RevisionLookupException;
import ai.backend.dbstatus.status.wait.TooManyWaitsException;
import ai.backend.dbstatus.web.http.BadParameterException;
import ai.backend.dbstatus.web.http.RetryAfter;
import ai.backend.dbstatus.web.http.UnknownParameterException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers what cannot be answered with problem details (RFC 9457).
 */
@RestControllerAdvice
class ProblemDetailsAdvice extends ResponseEntityExceptionHandler {

	private static final Log log = LogFactory.getLog(ProblemDetailsAdvice.class);

	/** Streams are long: one becomes free when somebody leaves. */
	private static final Duration STREAM_RETRY = Duration.ofSeconds(10);

	@ExceptionHandler
	ProblemDetail unknownComponent(UnknownComponentException ex) {
		return problem(HttpStatus.NOT_FOUND, "Unknown component", ex, "components", ex.known());
	}

	@ExceptionHandler
	ProblemDetail unknownParameter(UnknownParameterException ex) {
		return problem(HttpStatus.BAD_REQUEST, "Unknown parameter", ex, "parameters", ex.known());
	}

	@ExceptionHandler
	ProblemDetail badParameter(BadParameterException ex) {
		return problem(HttpStatus.BAD_REQUEST, "Bad parameter", ex);
	}

	@ExceptionHandler
	ProblemDetail noHistory(HistoryUnavailableException ex) {
		return problem(HttpStatus.SERVICE_UNAVAILABLE, ex.reason().title(), ex, "reason", ex.reason());
	}

	@ExceptionHandler
	ProblemDetail unknownRevision(RevisionLookupException.NotFound ex) {
		return problem(HttpStatus.NOT_FOUND, "Unknown revision", ex);
	}

	@ExceptionHandler
	ProblemDetail ambiguousRevision(RevisionLookupException.Ambiguous ex) {
		return problem(HttpStatus.CONFLICT, "Ambiguous revision", ex, "candidates", ex.candidates());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooManyWaits(TooManyWaitsException ex) {
		return later(problem(HttpStatus.SERVICE_UNAVAILABLE, "Too many waiting", ex), ex.retryAfter());
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooManySubscribers(TooManySubscribersException ex) {
		return later(problem(HttpStatus.SERVICE_UNAVAILABLE, "Too many event streams", ex), STREAM_RETRY);
	}

	/** It says itself what it is, and is no defect. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> refusal(ResponseStatusException ex) {
		return ResponseEntity.status(ex.getStatusCode()).headers(ex.getHeaders()).body(ex.getBody());
	}

	@ExceptionHandler
	ProblemDetail defect(Exception ex) {
		log.error("A request failed because of a defect of this service", ex);
		return ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR,
				"This service has a defect; its log says more.");
	}

	private static ProblemDetail problem(HttpStatus status, String title, Exception ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, ex.getMessage());
		problem.setTitle(title);
		return problem;
	}

	private static ProblemDetail problem(HttpStatus status, String title, Exception ex, String name, Object value) {
		ProblemDetail problem = problem(status, title, ex);
		problem.setProperty(name, value);
		return problem;
	}

	private static ResponseEntity<ProblemDetail> later(ProblemDetail problem, Duration retryAfter) {
		return ResponseEntity.of(problem).header(HttpHeaders.RETRY_AFTER, RetryAfter.of(retryAfter)).build();
	}

}
