package ai.backend.dbstatus.web;

import java.nio.charset.StandardCharsets;

import ai.backend.dbstatus.graph.GraphWindow;
import ai.backend.dbstatus.graph.MermaidPicture;
import ai.backend.dbstatus.graph.RevisionGraph;
import ai.backend.dbstatus.graph.SvgPicture;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.check.ComponentHistory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The revision graphs: as a layout for the page, as SVG and as Mermaid.
 */
@RestController
@Tag(name = "Graph", description = "The picture of the revisions")
class GraphController {

	private static final String LIMIT = "limit";

	private static final String DEFAULT_LIMIT = "40";

	private static final int GREATEST_LIMIT = 10_000;

	private final StatusService service;

	private final JsonMapper mapper;

	GraphController(StatusService service, JsonMapper mapper) {
		this.service = service;
		this.mapper = mapper;
	}

	@GetMapping("/components/{name}/graph")
	@Operation(operationId = "graph", summary = "The whole revision graph of a component, laid out in lanes, or a picture of it")
	@HistoryAnswers
	@ApiResponse(responseCode = "200", description = "The graph, or its picture", content = {
			@Content(mediaType = "application/json", schema = @Schema(implementation = GraphResource.class)),
			@Content(mediaType = "image/svg+xml", schema = @Schema(type = "string")),
			@Content(mediaType = "text/plain", schema = @Schema(type = "string")) })
	ResponseEntity<byte[]> layout(
			@PathVariable @Parameter(description = "The component's name", example = "manager") String name,
			@RequestParam(name = Format.PARAMETER, defaultValue = "json") @Parameter(description = "The representation", schema = @Schema(allowableValues = {
					"json", "svg", "mermaid" }, defaultValue = "json")) String format,
			@RequestParam(name = LIMIT, defaultValue = DEFAULT_LIMIT) @Parameter(description = "How many revisions a picture shows, around the database's position", schema = @Schema(type = "integer", minimum = "1", maximum = "10000", defaultValue = DEFAULT_LIMIT)) String limit) {
		return answer(name, GraphFormat.named(format), limit);
	}

	@GetMapping("/components/{name}/graph.svg")
	@Operation(operationId = "graphPicture", summary = "A picture of the revisions around the database's position")
	@HistoryAnswers
	@ApiResponse(responseCode = "200", description = "The picture", content = @Content(mediaType = "image/svg+xml", schema = @Schema(type = "string")))
	ResponseEntity<byte[]> picture(
			@PathVariable @Parameter(description = "The component's name", example = "manager") String name,
			@RequestParam(name = Format.PARAMETER, defaultValue = "svg") @Parameter(description = "The representation", schema = @Schema(allowableValues = {
					"json", "svg", "mermaid" }, defaultValue = "svg")) String format,
			@RequestParam(name = LIMIT, defaultValue = DEFAULT_LIMIT) @Parameter(description = "How many revisions the picture shows", schema = @Schema(type = "integer", minimum = "1", maximum = "10000", defaultValue = DEFAULT_LIMIT)) String limit) {
		return answer(name, GraphFormat.named(format), limit);
	}

	@GetMapping(path = "/components/{name}/", params = Format.PARAMETER)
	@Operation(hidden = true)
	ResponseEntity<byte[]> page(@PathVariable String name, @RequestParam(Format.PARAMETER) String format,
			@RequestParam(name = LIMIT, defaultValue = DEFAULT_LIMIT) String limit) {
		return answer(name, GraphFormat.named(format), limit);
	}

	private ResponseEntity<byte[]> answer(String name, GraphFormat format, String limit) {
		int most = limit(limit);
		ComponentHistory history = this.service.history(name);
		RevisionGraph graph = RevisionGraph.of(history.report(), history.view());
		byte[] body = switch (format) {
			case JSON -> this.mapper.writeValueAsBytes(GraphResource.of(graph));
			case SVG -> bytes(SvgPicture.of(graph, GraphWindow.around(graph, most)));
			case MERMAID -> bytes(MermaidPicture.of(graph, GraphWindow.around(graph, most)));
		};
		return ResponseEntity.ok()
				.headers((format == GraphFormat.SVG) ? SecurityHeaders.PICTURE : SecurityHeaders.DATA)
				.contentType(format.contentType())
				.cacheControl(CacheControl.noCache())
				.eTag(EntityTag.of(body))
				.body(body);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static int limit(String value) {
		try {
			int limit = Integer.parseInt(value);
			if (limit >= 1 && limit <= GREATEST_LIMIT) {
				return limit;
			}
		}
		catch (NumberFormatException ex) {
			// Said below, together with the numbers that are too small or too great.
		}
		throw new BadParameterException(LIMIT, "a whole number from 1 to " + GREATEST_LIMIT);
	}

}
