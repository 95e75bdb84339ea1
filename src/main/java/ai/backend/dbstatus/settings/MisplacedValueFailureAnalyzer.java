package ai.backend.dbstatus.settings;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.Environment;

/**
 * Says where a value, or a list, stands in place of settings, as in {@code shop: postgresql://...}. The value, which may
 * hold a password, is not shown.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MisplacedValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private final Environment environment;

	MisplacedValueFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationPropertyName name = cause.getName();
		if (!DbStatusProperties.PREFIX.isAncestorOf(name)
				|| !(cause.getCause() instanceof ConverterNotFoundException)) {
			return null;
		}
		Origin origin = origin(name);
		return new FailureAnalysis(
				"'%s' has a value where settings belong%s.".formatted(name, (origin != null) ? ": " + origin : ""),
				"Give the value to one of the settings below it, each of which has a name. "
						+ SettingNames.around(name).description(),
				cause);
	}

	private @Nullable Origin origin(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return property.getOrigin();
			}
		}
		return null;
	}

}
