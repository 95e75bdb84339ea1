package ai.backend.dbstatus.web.graph;

import ai.backend.dbstatus.graph.GraphWindow;
import ai.backend.dbstatus.graph.MermaidPicture;
import ai.backend.dbstatus.graph.RevisionGraph;
import ai.backend.dbstatus.graph.SvgPicture;
import ai.backend.dbstatus.graph.SvgStyle;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.check.ComponentHistory;
import ai.backend.dbstatus.web.http.ContentPolicy;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The revision graphs: as a layout for the page, as SVG and as Mermaid.
 */
@Controller
class GraphController {

	private static final ContentPolicy PICTURE = ContentPolicy.picture(SvgStyle.CSS);

	private final StatusService service;

	private final TaggedResponses responses;

	GraphController(StatusService service, TaggedResponses responses) {
		this.service = service;
		this.responses = responses;
	}

	@GetMapping("/components/{name}/graph")
	TaggedResponse graph(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		return answer(name, GraphQuery.graph(request));
	}

	@GetMapping("/components/{name}/graph.svg")
	TaggedResponse picture(@PathVariable String name, HttpServletRequest request) {
		return answer(name, GraphQuery.picture(request));
	}

	/** The page's address, for those who want no page. */
	@GetMapping(path = "/components/{name}/", params = Formats.PARAMETER)
	TaggedResponse page(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		return graph(name, request);
	}

	private TaggedResponse answer(String name, GraphQuery query) {
		String ref = query.ref();
		ComponentHistory history = (ref != null) ? this.service.history(name, ref) : this.service.history(name);
		RevisionGraph graph = RevisionGraph.of(history.report(), history.view());
		return switch (query.format()) {
			case SVG -> this.responses
					.text(Format.SVG, SvgPicture.of(graph, GraphWindow.around(graph, query.limit())))
					.with(PICTURE);
			case MERMAID -> this.responses.text(Format.MERMAID,
					MermaidPicture.of(graph, GraphWindow.around(graph, query.limit())));
			default -> this.responses.json(GraphResource.of(graph));
		};
	}

}
