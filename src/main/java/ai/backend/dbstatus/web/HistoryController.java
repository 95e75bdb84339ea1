package ai.backend.dbstatus.web;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.check.ComponentHistory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The revision histories.
 */
@Controller
@Tag(name = "History", description = "Which revisions are there, and which of them are applied?")
class HistoryController {

	private final StatusService service;

	private final HistoryResponses responses;

	HistoryController(StatusService service, HistoryResponses responses) {
		this.service = service;
		this.responses = responses;
	}

	@GetMapping("/components/{name}/revisions")
	@Operation(operationId = "revisions", summary = "The revision history, newest first, as alembic history orders it", description = "As text: what alembic history --indicate-current prints. With the database away, the state of each revision is null.")
	@Parameter(name = Format.PARAMETER, in = ParameterIn.QUERY, description = "The representation; without it the Accept header decides", schema = @Schema(allowableValues = {
			"json", "text" }))
	@Parameter(name = HistoryQuery.STATE, in = ParameterIn.QUERY, description = "Only revisions in this state", schema = @Schema(allowableValues = {
			"APPLIED", "PENDING" }))
	@Parameter(name = HistoryQuery.SINCE, in = ParameterIn.QUERY, description = "Only revisions that a database at this revision would lack; a partial id is accepted as Alembic accepts it", schema = @Schema(type = "string"))
	@Parameter(name = HistoryQuery.LIMIT, in = ParameterIn.QUERY, description = "How many to list, the newest first; count is always the total", schema = @Schema(type = "integer", minimum = "0"))
	@HistoryAnswers
	@ApiResponse(responseCode = "200", description = "The history", content = {
			@Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = HistoryResource.class)),
			@Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")) })
	TaggedResponse revisions(
			@PathVariable @Parameter(description = "The component's name", example = "manager") String name,
			@Parameter(hidden = true) HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		Format format = Format.of(request);
		HistoryQuery query = HistoryQuery.of(request);
		return this.responses.all(this.service.history(name), query, format);
	}

	@GetMapping("/components/{name}/revisions/{id}")
	@Operation(operationId = "revision", summary = "One revision", description = "A partial id is accepted as Alembic accepts it, and so are branch labels and symbols like head.")
	@Parameter(name = Format.PARAMETER, in = ParameterIn.QUERY, description = "The representation; without it the Accept header decides", schema = @Schema(allowableValues = {
			"json", "text" }))
	@HistoryAnswers
	@ApiResponse(responseCode = "404", description = "No component has this name, or no revision this id", content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = ProblemDetail.class)))
	@ApiResponse(responseCode = "409", description = "Several revisions begin with this; the problem names them", content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = ProblemDetail.class)))
	@ApiResponse(responseCode = "200", description = "The revision", content = {
			@Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = RevisionResource.class)),
			@Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")) })
	TaggedResponse revision(
			@PathVariable @Parameter(description = "The component's name", example = "manager") String name,
			@PathVariable @Parameter(description = "The revision's id, or its beginning", example = "abc123def456") String id,
			@Parameter(hidden = true) HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		Format format = Format.of(request);
		ComponentHistory history = this.service.history(name);
		return this.responses.one(history.view().revision(id), format);
	}

}
