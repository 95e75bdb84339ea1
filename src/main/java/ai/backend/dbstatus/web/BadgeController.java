package ai.backend.dbstatus.web;

import java.util.List;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.report.StatusReport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The badges. They answer 200 whatever the status: nobody shows a badge that comes with an error.
 */
@Controller
@Tag(name = "Badge", description = "The status at a glance")
class BadgeController {

	private static final List<Format> FORMATS = List.of(Format.JSON, Format.SVG);

	private final StatusService service;

	private final TaggedResponses responses;

	BadgeController(StatusService service, TaggedResponses responses) {
		this.service = service;
		this.responses = responses;
	}

	@GetMapping("/components/{name}/badge")
	@Operation(operationId = "badge", summary = "A badge with the status, checked now: JSON for shields.io, or an image", description = "Answers 200 whatever the status.")
	@Parameter(name = Format.PARAMETER, in = ParameterIn.QUERY, description = "The representation; without it the Accept header decides", schema = @Schema(allowableValues = {
			"json", "svg" }))
	@ComponentAnswers
	@ApiResponse(responseCode = "200", description = "The badge, whatever the status", content = {
			@Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = Badge.class)),
			@Content(mediaType = "image/svg+xml", schema = @Schema(type = "string")) })
	TaggedResponse badge(
			@PathVariable @Parameter(description = "The component's name", example = "manager") String name,
			@Parameter(hidden = true) HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		Format format = Format.of(request, FORMATS);
		StatusReport report = this.service.check(name);
		Badge badge = Badge.of(report);
		return (format == Format.SVG)
				? this.responses.text(Format.SVG, BadgeImage.draw(badge, report.status()))
				: this.responses.json(badge, badge);
	}

}
