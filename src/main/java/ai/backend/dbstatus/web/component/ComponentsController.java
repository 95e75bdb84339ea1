package ai.backend.dbstatus.web.component;

import java.util.List;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.Parameters;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What is configured.
 */
@Controller
class ComponentsController {

	private static final Formats FORMATS = Formats.of(Format.JSON);

	private static final Parameters PARAMETERS = Parameters.of(FORMATS.parameter());

	private final StatusService service;

	private final TaggedResponses responses;

	ComponentsController(StatusService service, TaggedResponses responses) {
		this.service = service;
		this.responses = responses;
	}

	@GetMapping("/components")
	TaggedResponse components(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		FORMATS.choose(PARAMETERS.read(request));
		String defaultComponent = this.service.defaultComponent();
		List<ComponentResource> components = this.service.components()
				.stream()
				.map((component) -> ComponentResource.of(component, component.name().equals(defaultComponent)))
				.toList();
		return this.responses.json(new ComponentResource.All(components));
	}

}
