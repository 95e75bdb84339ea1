package ai.backend.dbstatus.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.component.Policy;
import ai.backend.dbstatus.settings.DbStatusProperties.ComponentProperties;
import ai.backend.dbstatus.status.action.Actions;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Makes the components from the settings: the built-in ones first, then the others as they are configured.
 */
final class ComponentDefinitions {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

	/** The last segment of the resource that tells of all components. */
	private static final String RESERVED = "db-status";

	private final DbStatusProperties properties;

	ComponentDefinitions(DbStatusProperties properties) {
		this.properties = properties;
	}

	List<Component> components() {
		Path workdir = path("db-status.workdir", this.properties.workdir());
		Actions actions = ActionTemplates.from(this.properties);
		List<Component> components = new ArrayList<>();
		for (String name : names()) {
			components.add(component(name, workdir, this.properties.components().get(name), actions));
		}
		if (components.isEmpty()) {
			throw new InvalidSettingException("No component is configured.",
					"Configure one under 'db-status.components', or set 'db-status.builtin-components' to true.");
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
		Set<String> names = new LinkedHashSet<>();
		if (this.properties.builtinComponents()) {
			for (BuiltinComponent builtin : BuiltinComponent.values()) {
				names.add(builtin.componentName());
			}
		}
		names.addAll(this.properties.components().keySet());
		return names;
	}

	private Component component(String name, Path workdir, @Nullable ComponentProperties configured,
			Actions actions) {
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
						"alembic", null, null, null, List.of("src", "."), null, List.of(), null, null, false, true);
		String title = firstText(properties.title(), (builtin != null) ? builtin.title() : name);
		String alembicConfig = firstText(properties.alembicConfig(),
				(builtin != null) ? builtin.alembicConfig() : "alembic.ini");
		ConfigLocation location = new ConfigLocation(workdir, alembicConfig, properties.section(),
				properties.pythonPath(), text(properties.scriptLocation()), properties.versionLocations(),
				properties.trusted());
		DatabaseSettings database = new DatabaseSettings(text(properties.url()), text(properties.username()),
				text(properties.password()), text(properties.versionTable()), text(properties.versionTableSchema()));
		Policy policy = new Policy(properties.allowMultipleHeads(), this.properties.health().upStatuses(), actions);
		return new Component(name, title, location, database, policy);
	}

	private static Path path(String key, String value) {
		try {
			return Path.of(value).toAbsolutePath().normalize();
		}
		catch (InvalidPathException ex) {
			throw new InvalidSettingException("'%s' is no path: '%s'.".formatted(key, value),
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
