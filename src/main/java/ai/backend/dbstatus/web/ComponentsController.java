package ai.backend.dbstatus.web;

import java.util.List;

import ai.backend.dbstatus.status.StatusService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is configured.
 */
@RestController
@Tag(name = "Components", description = "What is configured")
class ComponentsController {

	private final StatusService service;

	ComponentsController(StatusService service) {
		this.service = service;
	}

	@GetMapping(path = "/components", produces = "application/json")
	@Operation(operationId = "components", summary = "The components that are configured; touches no database")
	ComponentResource.All components() {
		String defaultComponent = this.service.defaultComponent();
		List<ComponentResource> components = this.service.components()
				.stream()
				.map((component) -> ComponentResource.of(component, component.name().equals(defaultComponent)))
				.toList();
		return new ComponentResource.All(components);
	}

}
