package ai.backend.dbstatus.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.component.Component;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A component as it is configured, as JSON.
 */
@Schema(name = "Component", description = "A component as it is configured")
record ComponentResource(@Schema(description = "The name in URLs", example = "manager") String name,
		@Schema(description = "The name for a person", example = "Manager") String title,
		@Schema(description = "The Alembic configuration", example = "alembic.ini") String alembicConfig,
		@Schema(description = "Whether it is meant where none is named") boolean isDefault,
		@Schema(description = "Its resources, by relation") Map<String, String> links) {

	static ComponentResource of(Component component, boolean isDefault) {
		String self = "/components/" + component.name();
		return new ComponentResource(component.name(), component.title(), component.project().alembicConfig(),
				isDefault, links(self));
	}

	private static Map<String, String> links(String self) {
		Map<String, String> links = new LinkedHashMap<>();
		links.put("status", self + "/db-status");
		links.put("revisions", self + "/revisions");
		links.put("badge", self + "/badge");
		links.put("graph", self + "/graph");
		links.put("picture", self + "/graph.svg");
		links.put("page", self + "/");
		return links;
	}

	/**
	 * All components.
	 */
	@Schema(name = "Components", description = "What is configured")
	record All(List<ComponentResource> components) {}

}
