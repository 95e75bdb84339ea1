package ai.backend.dbstatus.web.refs;

import java.util.List;

import ai.backend.dbstatus.alembic.source.git.GitRef;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.Parameter;
import ai.backend.dbstatus.web.http.Parameters;
import ai.backend.dbstatus.web.http.Query;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Which versions of the code can run on a component's database now, or migrate it.
 */
@Controller
class RefsController {

	private static final int DEFAULT_LIMIT = 50;

	private static final int MOST = 1000;

	private static final Formats FORMATS = Formats.of(Format.JSON, Format.TEXT);

	private static final Parameter<RefPattern> MATCH = Parameter.of("match",
			"a pattern of refs, in which * stands for any characters and ? for one", RefPattern::parse);

	private static final Parameter<Integer> LIMIT = Parameter.wholeNumber("limit", 0, MOST);

	private static final Parameters ALL = Parameters.of(FORMATS.parameter(), MATCH, LIMIT);

	private final StatusService service;

	private final TaggedResponses responses;

	RefsController(StatusService service, TaggedResponses responses) {
		this.service = service;
		this.responses = responses;
	}

	@GetMapping("/components/{name}/refs")
	TaggedResponse refs(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		Query query = ALL.read(request);
		Format format = FORMATS.choose(query);
		RefPattern pattern = query.get(MATCH);
		List<GitRef> matching = this.service.refs(name)
				.stream()
				.filter((ref) -> pattern == null || pattern.matches(ref.shortName()))
				.toList();
		List<GitRef> first = matching.subList(0, Math.min(query.get(LIMIT, DEFAULT_LIMIT), matching.size()));
		List<RefResource> refs = this.service.check(name, first).stream().map(RefResource::of).toList();
		return (format == Format.TEXT)
				? this.responses.text(Format.TEXT, TextRefs.of(refs))
				: this.responses.json(new RefResource.All(name, matching.size(), refs));
	}

}
