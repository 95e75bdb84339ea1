package ai.backend.dbstatus.web.component;

import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.alembic.discovery.Discovery;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.Selection;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.report.PlainText;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.Parameters;
import ai.backend.dbstatus.web.http.Query;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What is configured, with what the last checks found: touches no database.
 */
@Controller
class ComponentsController {

	private static final Formats FORMATS = Formats.of(Format.JSON);

	private static final Parameters PARAMETERS = Parameters.of(FORMATS.parameter(), SelectionParameters.GROUP,
			SelectionParameters.ENVIRONMENT, SelectionParameters.WORDS, SelectionParameters.STATUS);

	private final StatusService service;

	private final List<ComponentResource.UnusedFile> unused;

	private final TaggedResponses responses;

	ComponentsController(StatusService service, Discovery discovery, TaggedResponses responses) {
		this.service = service;
		this.unused = discovery.unused()
				.stream()
				.map((file) -> new ComponentResource.UnusedFile(PlainText.of(file.file().toString()),
						PlainText.of(file.why())))
				.toList();
		this.responses = responses;
	}

	@GetMapping("/components")
	TaggedResponse components(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		Query query = PARAMETERS.read(request);
		FORMATS.choose(query);
		List<Component> all = this.service.components();
		Selection selection = SelectionParameters.read(query, all);
		Set<Status> statuses = SelectionParameters.statuses(query);
		String defaultComponent = this.service.defaultComponent();
		List<ComponentResource> components = all.stream()
				.filter(selection::includes)
				.map((component) -> ComponentResource.of(component, component.name().equals(defaultComponent),
						this.service.last(component.name())))
				.filter((component) -> statuses == null
						|| (component.last() != null && statuses.contains(component.last().status())))
				.toList();
		return this.responses.json(new ComponentResource.All(components, this.unused));
	}

}
