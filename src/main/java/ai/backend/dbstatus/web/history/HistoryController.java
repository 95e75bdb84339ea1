package ai.backend.dbstatus.web.history;

import java.util.List;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.check.ComponentHistory;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.Parameters;
import ai.backend.dbstatus.web.http.Query;
import ai.backend.dbstatus.web.http.RefParameter;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;
import ai.backend.dbstatus.web.upload.Uploads;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The revision histories.
 */
@Controller
class HistoryController {

	private static final Formats FORMATS = Formats.of(Format.JSON, Format.TEXT);

	private static final Parameters OF_ONE = Parameters.of(FORMATS.parameter(), RefParameter.REF);

	private final StatusService service;

	private final Uploads uploads;

	private final TaggedResponses responses;

	HistoryController(StatusService service, Uploads uploads, TaggedResponses responses) {
		this.uploads = uploads;
		this.service = service;
		this.responses = responses;
	}

	@GetMapping("/components/{name}/revisions")
	TaggedResponse revisions(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		HistoryQuery query = HistoryQuery.read(request);
		return answer(history(name, query.ref()), query);
	}

	@PostMapping("/components/{name}/revisions")
	TaggedResponse revisionsOfUpload(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException, HttpMediaTypeNotSupportedException {
		HistoryQuery query = HistoryQuery.readUpload(request);
		return answer(this.uploads.read(this.service.component(name), request,
				(files) -> this.service.history(name, files)), query);
	}

	private ComponentHistory history(String name, @Nullable String ref) {
		return (ref != null) ? this.service.history(name, ref) : this.service.history(name);
	}

	private TaggedResponse answer(ComponentHistory history, HistoryQuery query) {
		List<RevisionInfo> selected = query.select(history.view());
		return (query.format() == Format.TEXT)
				? this.responses.text(Format.TEXT, TextHistory.of(HistoryResource.first(selected, query.limit())))
				: this.responses.json(HistoryResource.of(history.report(), selected, query.limit()));
	}

	@GetMapping("/components/{name}/revisions/{id}")
	TaggedResponse revision(@PathVariable String name, @PathVariable String id, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		Query query = OF_ONE.read(request);
		Format format = FORMATS.choose(query);
		RevisionInfo revision = history(name, query.get(RefParameter.REF)).view().revision(id);
		return (format == Format.TEXT)
				? this.responses.text(Format.TEXT, TextHistory.of(List.of(revision)))
				: this.responses.json(RevisionResource.of(revision));
	}

}
