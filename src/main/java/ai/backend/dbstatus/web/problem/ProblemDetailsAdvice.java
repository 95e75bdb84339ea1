package ai.backend.dbstatus.web.problem;

import java.time.Duration;

import ai.backend.dbstatus.alembic.source.UnavailableFilesException;
import ai.backend.dbstatus.alembic.source.archive.ArchiveException;
import ai.backend.dbstatus.alembic.source.git.NoRepositoryException;
import ai.backend.dbstatus.alembic.source.git.UnknownRefException;
import ai.backend.dbstatus.component.UnknownComponentException;
import ai.backend.dbstatus.component.UnknownTenantException;
import ai.backend.dbstatus.monitor.TooManySubscribersException;
import ai.backend.dbstatus.status.SchemasOfTenantsException;
import ai.backend.dbstatus.status.check.HistoryUnavailableException;
import ai.backend.dbstatus.status.check.PlanUnavailableException;
import ai.backend.dbstatus.status.history.RevisionLookupException;
import ai.backend.dbstatus.status.wait.TooManyWaitsException;
import ai.backend.dbstatus.web.http.BadParameterException;
import ai.backend.dbstatus.web.http.RetryAfter;
import ai.backend.dbstatus.web.http.UnknownParameterException;
import ai.backend.dbstatus.web.report.NothingSelectedException;
import ai.backend.dbstatus.web.report.TenantsUnknownException;
import ai.backend.dbstatus.web.upload.TooManyUploadsException;
import ai.backend.dbstatus.web.upload.UploadUnfinishedException;
import jakarta.servlet.http.HttpServletRequest;
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

	private static final Duration UPLOAD_RETRY = Duration.ofSeconds(1);

	@ExceptionHandler
	ResponseEntity<?> unknownComponent(UnknownComponentException ex, HttpServletRequest request) {
		return UnknownComponentPage.isFor(request)
				? UnknownComponentPage.of(ex, request)
				: ResponseEntity.of(problem(HttpStatus.NOT_FOUND, "Unknown component", ex, "components", ex.near()))
						.build();
	}

	@ExceptionHandler
	ProblemDetail unknownTenant(UnknownTenantException ex) {
		return problem(HttpStatus.NOT_FOUND, "Unknown tenant", ex, "tenants", ex.near());
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
	ProblemDetail schemasOfTenants(SchemasOfTenantsException ex) {
		return problem(HttpStatus.BAD_REQUEST, "Component with tenants", ex);
	}

	@ExceptionHandler
	ProblemDetail tenantsUnknown(TenantsUnknownException ex) {
		return problem(HttpStatus.SERVICE_UNAVAILABLE, ex.reason().title(), ex, "reason", ex.reason());
	}

	@ExceptionHandler
	ProblemDetail nothingSelected(NothingSelectedException ex) {
		return problem(HttpStatus.BAD_REQUEST, "No component chosen", ex);
	}

	@ExceptionHandler
	ProblemDetail noHistory(HistoryUnavailableException ex) {
		return problem(HttpStatus.SERVICE_UNAVAILABLE, ex.reason().title(), ex, "reason", ex.reason());
	}

	@ExceptionHandler
	ProblemDetail noPlan(PlanUnavailableException ex) {
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
	ProblemDetail unknownRef(UnknownRefException ex) {
		String near = ex.near().isEmpty() ? "." : ". Near it: %s.".formatted(String.join(", ", ex.near()));
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage() + near);
		problem.setTitle("Unknown ref");
		problem.setProperty("refs", ex.near());
		return problem;
	}

	@ExceptionHandler
	ProblemDetail noRepository(NoRepositoryException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND,
				"%s; set db-status.components.NAME.git.repository to one.".formatted(ex.getMessage()));
		problem.setTitle("No git repository");
		return problem;
	}

	@ExceptionHandler
	ProblemDetail badArchive(ArchiveException ex) {
		boolean large = ex.problem() == ArchiveException.Problem.TOO_LARGE;
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(
				large ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.UNPROCESSABLE_CONTENT, ex.getMessage() + ".");
		problem.setTitle(large ? "Archive too large" : "Archive refused");
		problem.setProperty("reason", ex.problem());
		problem.setProperty("entry", ex.entry());
		return problem;
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooManyUploads(TooManyUploadsException ex) {
		return later(problem(HttpStatus.SERVICE_UNAVAILABLE, "Too many uploads", ex), UPLOAD_RETRY);
	}

	/** The rest of the body may come any time, or never: the next request would have to wait for it. */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> unfinishedUpload(UploadUnfinishedException ex) {
		return ResponseEntity.of(problem(HttpStatus.REQUEST_TIMEOUT, "Upload unfinished", ex))
				.header(HttpHeaders.CONNECTION, "close")
				.build();
	}

	@ExceptionHandler
	ProblemDetail unavailableFiles(UnavailableFilesException ex) {
		return problem(HttpStatus.SERVICE_UNAVAILABLE, "Repository cannot be read", ex);
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
