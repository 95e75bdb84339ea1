package ai.backend.dbstatus.web.history;

import java.util.List;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.check.ComponentHistory;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.Parameters;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The revision histories.
 */
@Controller
class HistoryController {

	private static final Formats FORMATS = Formats.of(Format.JSON, Format.TEXT);

	private static final Parameters OF_ONE = Parameters.of(FORMATS.parameter());

	private final StatusService service;

	private final TaggedResponses responses;

	HistoryController(StatusService service, TaggedResponses responses) {
		this.service = service;
		this.responses = responses;
	}

	@GetMapping("/components/{name}/revisions")
	TaggedResponse revisions(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		HistoryQuery query = HistoryQuery.read(request);
		ComponentHistory history = this.service.history(name);
		List<RevisionInfo> selected = query.select(history.view());
		return (query.format() == Format.TEXT)
				? this.responses.text(Format.TEXT, TextHistory.of(HistoryResource.first(selected, query.limit())))
				: this.responses.json(HistoryResource.of(history.report(), selected, query.limit()));
	}

	@GetMapping("/components/{name}/revisions/{id}")
	TaggedResponse revision(@PathVariable String name, @PathVariable String id, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		Format format = FORMATS.choose(OF_ONE.read(request));
		RevisionInfo revision = this.service.history(name).view().revision(id);
		return (format == Format.TEXT)
				? this.responses.text(Format.TEXT, TextHistory.of(List.of(revision)))
				: this.responses.json(RevisionResource.of(revision));
	}

}
