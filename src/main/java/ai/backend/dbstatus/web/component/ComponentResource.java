package ai.backend.dbstatus.web.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.component.Component;

/**
 * A component as it is configured, as JSON.
 */
public record ComponentResource(String name, String title, String alembicConfig, boolean isDefault,
		Map<String, String> links) {

	static ComponentResource of(Component component, boolean isDefault) {
		String self = "/components/" + component.name();
		return new ComponentResource(component.name(), component.title(), component.project().alembicConfig(),
				isDefault, links(self));
	}

	private static Map<String, String> links(String self) {
		Map<String, String> links = new LinkedHashMap<>();
		links.put("status", self + "/db-status");
		links.put("revisions", self + "/revisions");
		links.put("schema", self + "/schema");
		links.put("badge", self + "/badge");
		links.put("graph", self + "/graph");
		links.put("picture", self + "/graph.svg");
		links.put("page", self + "/");
		return links;
	}

	/**
	 * All components.
	 */
	public record All(List<ComponentResource> components) {}

}
