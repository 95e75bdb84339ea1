package ai.backend.dbstatus.web.changes;

import java.util.List;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.change.ChangeMemory;
import ai.backend.dbstatus.status.change.StatusChange;
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
 * The last changes of a component that checks saw; checks nothing itself.
 */
@Controller
class ChangesController {

	private static final Formats FORMATS = Formats.of(Format.JSON);

	private static final Parameter<Integer> LIMIT = Parameter.wholeNumber("limit", 1, ChangeMemory.MOST_CHANGES);

	private static final Parameters PARAMETERS = Parameters.of(FORMATS.parameter(), LIMIT);

	private final StatusService service;

	private final TaggedResponses responses;

	ChangesController(StatusService service, TaggedResponses responses) {
		this.service = service;
		this.responses = responses;
	}

	@GetMapping("/components/{name}/changes")
	TaggedResponse changes(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		Query query = PARAMETERS.read(request);
		FORMATS.choose(query);
		List<StatusChange> changes = this.service.changes(name);
		int limit = Math.min(changes.size(), query.get(LIMIT, ChangeMemory.MOST_CHANGES));
		return this.responses.json(ChangesResource.of(name, changes.subList(0, limit)));
	}

}
