package ai.backend.dbstatus.web.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.status.report.StatusReport;
import org.jspecify.annotations.Nullable;

/**
 * A component as it is configured, and what its last check found, as JSON. {@code last} is {@code null} where none was made
 * yet.
 */
public record ComponentResource(String name, String title, String alembicConfig, String group,
		@Nullable String environment, boolean isDefault, @Nullable LastStatus last, Map<String, String> links) {

	static ComponentResource of(Component component, boolean isDefault, @Nullable StatusReport last) {
		String self = "/components/" + component.name();
		return new ComponentResource(component.name(), component.title(), component.project().alembicConfig(),
				component.placement().group(), component.placement().environment(), isDefault,
				(last != null) ? LastStatus.of(last) : null, links(self, component.tenants() != null));
	}

	private static Map<String, String> links(String self, boolean tenants) {
		Map<String, String> links = new LinkedHashMap<>();
		links.put("status", self + "/db-status");
		links.put("changes", self + "/changes");
		links.put("revisions", self + "/revisions");
		links.put("schema", self + "/schema");
		links.put("plan", self + "/plan");
		links.put("badge", self + "/badge");
		links.put("graph", self + "/graph");
		links.put("picture", self + "/graph.svg");
		if (tenants) {
			links.put("tenants", self + "/tenants");
		}
		links.put("page", self + "/");
		return links;
	}

	/**
	 * All components. {@code unusedFiles} are those that were found below {@code db-status.discover} and cannot be used.
	 */
	public record All(List<ComponentResource> components, List<UnusedFile> unusedFiles) {}

	/**
	 * A file that was found and is no component.
	 */
	public record UnusedFile(String file, String why) {}

}
