package ai.backend.dbstatus.web;

import java.time.Duration;

import ai.backend.dbstatus.component.UnknownComponentException;
import ai.backend.dbstatus.monitor.TooManySubscribersException;
import ai.backend.dbstatus.status.check.HistoryUnavailableException;
import ai.backend.dbstatus.status.history.RevisionLookupException;
import ai.backend.dbstatus.status.wait.TooManyWaitsException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
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
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
		problem.setTitle("Unknown component");
		problem.setProperty("components", ex.known());
		return problem;
	}

	@ExceptionHandler
	ProblemDetail badParameter(BadParameterException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
		problem.setTitle("Bad parameter");
		return problem;
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooManyWaits(TooManyWaitsException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, ex.getMessage());
		problem.setTitle("Too many waiting");
		return ResponseEntity.of(problem).header(HttpHeaders.RETRY_AFTER, RetryAfter.of(ex.retryAfter())).build();
	}

	@ExceptionHandler
	ProblemDetail noHistory(HistoryUnavailableException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, ex.getMessage());
		problem.setTitle(ex.reason().title());
		problem.setProperty("reason", ex.reason());
		return problem;
	}

	@ExceptionHandler
	ProblemDetail unknownRevision(RevisionLookupException.NotFound ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
		problem.setTitle("Unknown revision");
		return problem;
	}

	@ExceptionHandler
	ProblemDetail ambiguousRevision(RevisionLookupException.Ambiguous ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, ex.getMessage());
		problem.setTitle("Ambiguous revision");
		problem.setProperty("candidates", ex.candidates());
		return problem;
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooManySubscribers(TooManySubscribersException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, ex.getMessage());
		problem.setTitle("Too many event streams");
		return ResponseEntity.of(problem).header(HttpHeaders.RETRY_AFTER, RetryAfter.of(STREAM_RETRY)).build();
	}

	@ExceptionHandler
	ProblemDetail defect(Exception ex) {
		log.error("A request failed because of a defect of this service", ex);
		return ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR,
				"This service has a defect; its log says more.");
	}

}
