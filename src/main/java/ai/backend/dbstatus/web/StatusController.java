package ai.backend.dbstatus.web;

import ai.backend.dbstatus.status.StatusService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The reports.
 */
@RestController
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
	ResponseEntity<byte[]> component(
			@PathVariable @Parameter(description = "The component's name", example = "manager") String name,
			@Parameter(hidden = true) ReportQuery query) {
		return this.responses.one(this.service.check(name), query);
	}

	@GetMapping("/db-status")
	@Operation(operationId = "defaultStatus", summary = "The report of the default component, checked now")
	@ReportParameters
	ResponseEntity<byte[]> defaultComponent(@Parameter(hidden = true) ReportQuery query) {
		return this.responses.one(this.service.check(this.service.defaultComponent()), query);
	}

	@GetMapping("/components/db-status")
	@Operation(operationId = "allStatuses", summary = "The reports of all components, checked concurrently now", description = "Answers 200 whatever its parts say.")
	@ReportParameters
	ResponseEntity<byte[]> all(@Parameter(hidden = true) ReportQuery query) {
		return this.responses.all(this.service.checkAll(), query);
	}

}
