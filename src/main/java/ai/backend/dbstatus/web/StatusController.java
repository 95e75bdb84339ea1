package ai.backend.dbstatus.web;

import ai.backend.dbstatus.status.StatusService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The reports.
 */
@Controller
@Tag(name = "Status", description = "Is the schema current, and if not, what should be done?")
class StatusController {

	private final StatusService service;

	private final ReportResponses responses;

	StatusController(StatusService service, ReportResponses responses) {
		this.service = service;
		this.responses = responses;
	}

	@GetMapping("/components/{name}/db-status")
	@Operation(operationId = "componentStatus", summary = "The report of one component, checked now")
	@ReportParameters
	@ReportAnswers
	@ComponentAnswers
	TaggedResponse component(
			@PathVariable @Parameter(description = "The component's name", example = "manager") String name,
			@Parameter(hidden = true) ReportQuery query) {
		return this.responses.one(this.service.check(name), query);
	}

	@GetMapping("/db-status")
	@Operation(operationId = "defaultStatus", summary = "The report of the default component, checked now")
	@ReportParameters
	@ReportAnswers
	@RequestAnswers
	TaggedResponse defaultComponent(@Parameter(hidden = true) ReportQuery query) {
		return this.responses.one(this.service.check(this.service.defaultComponent()), query);
	}

	@GetMapping("/components/db-status")
	@Operation(operationId = "allStatuses", summary = "The reports of all components, checked concurrently now", description = "Answers 200 whatever its parts say; with expect, 503 unless the expectation holds of each.")
	@ReportParameters
	@ApiResponse(responseCode = "200", description = "The reports", content = {
			@Content(mediaType = "application/json", schema = @Schema(implementation = ReportsResource.class)),
			@Content(mediaType = "text/plain", schema = @Schema(type = "string")) })
	@RequestAnswers
	@ApiResponse(responseCode = "503", description = "The expectation does not hold of each of them", content = {
			@Content(mediaType = "application/json", schema = @Schema(implementation = ReportsResource.class)),
			@Content(mediaType = "text/plain", schema = @Schema(type = "string")) })
	TaggedResponse all(@Parameter(hidden = true) ReportQuery query) {
		return this.responses.all(this.service.checkAll(), query);
	}

}
