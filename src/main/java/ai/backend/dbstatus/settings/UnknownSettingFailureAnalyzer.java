package ai.backend.dbstatus.settings;

import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which settings do not exist, where they stand, and which there are in their place. Comes before Spring Boot's own
 * analysis, which shows values: under a mistyped key that may be a password.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnknownSettingFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		boolean ours = cause.getUnboundProperties()
				.stream()
				.allMatch((property) -> DbStatusProperties.PREFIX.isAncestorOf(property.getName()));
		return ours ? new FailureAnalysis(lines(cause, this::description), lines(cause, this::action), cause) : null;
	}

	private String lines(UnboundConfigurationPropertiesException cause, Function<ConfigurationProperty, String> line) {
		return cause.getUnboundProperties().stream().map(line).distinct().collect(Collectors.joining("\n"));
	}

	private String description(ConfigurationProperty unknown) {
		String description = "There is no setting '%s'".formatted(unknown.getName());
		return (unknown.getOrigin() != null) ? description + ": " + unknown.getOrigin() + "." : description + ".";
	}

	private String action(ConfigurationProperty unknown) {
		SettingNames.Place place = SettingNames.around(unknown.getName());
		String brackets = isComponent(place.setting())
				? " (The name of a component that has a dot in it stands in brackets: \"[my.app]\".)"
				: "";
		return "Correct or remove '%s'. %s%s".formatted(unknown.getName(), place.description(), brackets);
	}

	private static boolean isComponent(ConfigurationPropertyName setting) {
		return DbStatusProperties.PREFIX.append("components").isParentOf(setting);
	}

}
