package ai.backend.dbstatus.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.discovery.Discovery;
import ai.backend.dbstatus.alembic.discovery.FoundProject;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.component.Placement;
import ai.backend.dbstatus.component.Policy;
import ai.backend.dbstatus.component.ScriptSettings;
import ai.backend.dbstatus.component.SourceTemplate;
import ai.backend.dbstatus.component.TenantDiscovery;
import ai.backend.dbstatus.paths.NoPath;
import ai.backend.dbstatus.settings.DbStatusProperties.ComponentGitProperties;
import ai.backend.dbstatus.settings.DbStatusProperties.ComponentProperties;
import ai.backend.dbstatus.settings.DbStatusProperties.TenantsProperties;
import ai.backend.dbstatus.status.action.Actions;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Makes the components from the settings: the built-in ones first, then the others as they are configured.
 */
final class ComponentDefinitions {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

	/** The last segment of the resource that tells of all components. */
	static final String RESERVED = "db-status";

	/** Where a checkout of Backend.AI has the sources of its manager. */
	private static final String BACKEND_AI = "src/ai/backend/manager";

	private final DbStatusProperties properties;

	private final Map<String, FoundProject> found;

	private final boolean builtins;

	ComponentDefinitions(DbStatusProperties properties, Discovery discovery) {
		this.properties = properties;
		Boolean builtins = properties.builtinComponents();
		this.builtins = (builtins != null) ? builtins : discovery.projects().isEmpty() || isBackendAi();
		this.found = DiscoveredNames.of(discovery);
		this.found.values().removeIf((project) -> names(Map.of()).stream().anyMatch((name) -> isAbout(name, project)));
	}

	private boolean isBackendAi() {
		return new LiveFiles().isDirectory(path("db-status.workdir", this.properties.workdir()).resolve(BACKEND_AI));
	}

	/** What is configured, or built in, need not be found. */
	private boolean isAbout(String name, FoundProject project) {
		ComponentProperties configured = this.properties.components().get(name);
		BuiltinComponent builtin = BuiltinComponent.named(name);
		if (project.equals(this.found.get(name))) {
			return false;
		}
		String workdir = (configured != null) ? firstText(configured.workdir(), ".") : ".";
		String file = firstText((configured != null) ? configured.alembicConfig() : null,
				(builtin != null) ? builtin.alembicConfig() : "alembic.ini");
		String section = (configured != null) ? configured.section() : ConfigLocation.DEFAULT_SECTION;
		return section.equals(project.section())
				&& path("db-status.workdir", this.properties.workdir()).resolve(workdir)
						.resolve(file)
						.normalize()
						.equals(project.file());
	}

	List<Component> components() {
		Path workdir = path("db-status.workdir", this.properties.workdir());
		ActionTemplates actions = new ActionTemplates(this.properties);
		List<Component> components = new ArrayList<>();
		for (String name : names()) {
			components.add(component(name, workdir, this.properties.components().get(name), actions));
		}
		if (components.isEmpty()) {
			throw new InvalidSettingException("No component is configured.",
					"Configure one under 'db-status.components', name a directory with projects in 'db-status.discover', or set 'db-status.builtin-components' to true.");
		}
		return components;
	}

	String defaultComponent() {
		Set<String> names = names();
		String configured = text(this.properties.defaultComponent());
		if (configured == null) {
			return names.iterator().next();
		}
		if (!names.contains(configured)) {
			throw new InvalidSettingException(
					"The default component '%s' is not configured.".formatted(configured),
					"Set 'db-status.default-component' to one of %s, or configure 'db-status.components.%s'."
							.formatted(String.join(", ", names), configured));
		}
		return configured;
	}

	private Set<String> names() {
		return names(this.found);
	}

	private Set<String> names(Map<String, FoundProject> discovered) {
		Set<String> names = new LinkedHashSet<>();
		if (this.builtins) {
			for (BuiltinComponent builtin : BuiltinComponent.values()) {
				names.add(builtin.componentName());
			}
		}
		names.addAll(this.properties.components().keySet());
		names.addAll(discovered.keySet());
		return names;
	}

	private Component component(String name, Path start, @Nullable ComponentProperties configured,
			ActionTemplates templates) {
		if (!NAME.matcher(name).matches() || name.equals(RESERVED)) {
			throw new InvalidSettingException(
					"The component name '%s' cannot stand in a URL.".formatted(name),
					("Rename 'db-status.components.%s': a name has up to 63 letters, digits, dots, underscores and "
							+ "hyphens, begins with a letter or a digit, and is not '%s'.").formatted(name, RESERVED));
		}
		BuiltinComponent builtin = BuiltinComponent.named(name);
		ComponentProperties properties = (configured != null)
				? configured
				: new ComponentProperties(null, null,
						"alembic", null, null, null, List.of("src", "."), null, List.of(), null, null, false, false,
						true,
						null,
						null, null, new ComponentGitProperties(null, null), null, null, null, null);
		FoundProject project = this.found.get(name);
		Path workdir = path("db-status.components." + name + ".workdir", start,
				firstText(properties.workdir(), (project != null) ? project.workdir().toString() : "."));
		String title = firstText(properties.title(), (builtin != null) ? builtin.title() : name);
		String alembicConfig = firstText(properties.alembicConfig(), (project != null)
				? project.alembicConfig()
				: (builtin != null) ? builtin.alembicConfig() : "alembic.ini");
		String section = (project != null && properties.section().equals(ConfigLocation.DEFAULT_SECTION))
				? project.section()
				: properties.section();
		ConfigLocation location = new ConfigLocation(workdir, alembicConfig, section,
				properties.pythonPath(), text(properties.scriptLocation()), properties.versionLocations(),
				properties.trusted());
		DatabaseSettings database = new DatabaseSettings(text(properties.url()), text(properties.username()),
				text(properties.password()), text(properties.versionTable()), text(properties.versionTableSchema()));
		Actions actions = (builtin != null && this.builtins)
				? templates.ofBuiltin(builtin, text(properties.alembicCommand()))
				: templates.ofProject(text(properties.alembicCommand()));
		Policy policy = new Policy(properties.allowMultipleHeads(), properties.checkSchema(),
				this.properties.health().upStatuses(), actions);
		if (properties.checkSchema() && properties.tenants() != null) {
			throw new InvalidSettingException(
					"'db-status.components.%s' has both 'check-schema' and 'tenants'.".formatted(name),
					"Remove 'check-schema': the schema of a tenant is looked at when its report is asked for with 'check=schema'.");
		}
		Placement placement = new Placement(firstText(properties.group(), name), text(properties.environment()));
		return new Component(name, title, location, database, policy, placement, tenants(name, properties.tenants()),
				scripts(name, workdir, properties));
	}

	private static @Nullable TenantDiscovery tenants(String name, @Nullable TenantsProperties tenants) {
		if (tenants == null) {
			return null;
		}
		String schemas = text(tenants.schemas());
		String query = text(tenants.query());
		String databases = text(tenants.databases());
		if (Stream.of(schemas, query, databases).filter(Objects::nonNull).count() != 1) {
			throw new InvalidSettingException("It is not said how the tenants of '%s' are found.".formatted(name),
					"Set exactly one of 'schemas', 'query' and 'databases' of 'db-status.components.%s.tenants'."
							.formatted(name));
		}
		if (schemas != null) {
			return new TenantDiscovery.Schemas(schemas);
		}
		return (query != null)
				? new TenantDiscovery.Query(query)
				: new TenantDiscovery.Databases(Objects.requireNonNull(databases));
	}

	private static ScriptSettings scripts(String name, Path workdir, ComponentProperties properties) {
		String key = "db-status.components." + name;
		String repository = text(properties.git().repository());
		String ref = text(properties.git().ref());
		String archive = text(properties.archive());
		if (ref != null && archive != null) {
			throw new InvalidSettingException("'%s' has both 'git.ref' and 'archive'.".formatted(key),
					"Remove one of them: scripts come from one place.");
		}
		return new ScriptSettings((repository != null) ? path(key + ".git.repository", workdir, repository) : null, ref,
				(archive != null) ? path(key + ".archive", workdir, archive) : null,
				source(key + ".source-url", text(properties.sourceUrl())));
	}

	private static @Nullable SourceTemplate source(String key, @Nullable String template) {
		try {
			return (template != null) ? SourceTemplate.parse(template) : null;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException("'%s' is not understood: %s.".formatted(key, ex.getMessage()),
					"Set '%s' to the address of a file as a web page shows it, with {commit} and {file}, and {line} where it can be linked: 'https://github.com/org/shop/blob/{commit}/{file}#L{line}'."
							.formatted(key));
		}
	}

	private static Path path(String key, Path base, String value) {
		try {
			return base.resolve(value).normalize();
		}
		catch (InvalidPathException ex) {
			throw new InvalidSettingException("'%s' is no path, '%s': %s.".formatted(key, value, NoPath.because(ex)),
					"Set '%s' to a file or directory.".formatted(key));
		}
	}

	private static Path path(String key, String value) {
		try {
			return Path.of(value).toAbsolutePath().normalize();
		}
		catch (InvalidPathException ex) {
			throw new InvalidSettingException("'%s' is no path, '%s': %s.".formatted(key, value, NoPath.because(ex)),
					"Set '%s' to a directory.".formatted(key));
		}
	}

	private static String firstText(@Nullable String value, String otherwise) {
		String text = text(value);
		return (text != null) ? text : otherwise;
	}

	/** A key without a value, as in {@code url:}, is bound to the empty string. */
	private static @Nullable String text(@Nullable String value) {
		return StringUtils.hasText(value) ? value : null;
	}

}
