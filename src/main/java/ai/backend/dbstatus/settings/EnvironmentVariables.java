package ai.backend.dbstatus.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Makes the environment as strict as the files. Spring Boot passes over a variable that leads to no setting, so that a
 * mistyped one would leave the service open and nobody would be told: here it ends the start. What Spring Boot's one
 * spelling does not reach has the usual one, too: words of a setting separated by underscores
 * ({@code DBSTATUS_SECURITY_TOKEN_FILE}), and the same in a component's name ({@code DBSTATUS_COMPONENTS_MY_SHOP_URL} for
 * {@code my-shop}).
 */
final class EnvironmentVariables implements EnvironmentPostProcessor, Ordered {

	private static final String PREFIX = "DBSTATUS_";

	private static final String SOURCE = "dbStatusEnvironment";

	/** What Kubernetes tells each container of a Service that is called {@code dbstatus}. */
	private static final Pattern OF_KUBERNETES = Pattern
			.compile("DBSTATUS_(SERVICE_(HOST|PORT(_.*)?)|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

	private static final Pattern INDEX = Pattern.compile("\\d+");

	/** Behind the files: their components are known then. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		PropertySource<?> source = environment.getPropertySources()
				.get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
		if (!(source instanceof SystemEnvironmentPropertySource variables)) {
			return;
		}
		Set<String> components = components(environment);
		Map<String, Object> settings = new LinkedHashMap<>();
		Map<String, Object> others = new LinkedHashMap<>(variables.getSource());
		for (String variable : new TreeSet<>(variables.getSource().keySet())) {
			Object value = variables.getProperty(variable);
			if (!variable.startsWith(PREFIX) || OF_KUBERNETES.matcher(variable).matches() || value == null) {
				continue;
			}
			String setting = setting(variable, components);
			if (setting == null) {
				throw unknown(variable, components);
			}
			settings.put(setting, value);
			others.remove(variable);
		}
		if (!settings.isEmpty()) {
			// Spring Boot would take the first word of a name for all of it.
			environment.getPropertySources()
					.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							new SystemEnvironmentPropertySource(
									StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
									others));
			environment.getPropertySources()
					.addBefore(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							new MapPropertySource(SOURCE, settings));
		}
	}

	/** The names of components that the files and the command line know. */
	private static Set<String> components(ConfigurableEnvironment environment) {
		Set<String> names = new LinkedHashSet<>();
		Arrays.stream(BuiltinComponent.values()).map(BuiltinComponent::componentName).forEach(names::add);
		ConfigurationPropertyName parent = DbStatusProperties.PREFIX.append("components");
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource all
					&& !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
				all.stream()
						.filter((name) -> parent.isAncestorOf(name))
						.forEach((name) -> names.add(name.getElement(parent.getNumberOfElements(),
								ConfigurationPropertyName.Form.ORIGINAL)));
			}
		}
		return names;
	}

	/**
	 * The setting that a variable means, as the files spell it; {@code null} if there is none.
	 */
	static @Nullable String setting(String variable, Collection<String> components) {
		List<String> words = List
				.of(variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).split("_", -1));
		return setting(DbStatusProperties.class, words, DbStatusProperties.PREFIX.toString(), components);
	}

	private static @Nullable String setting(Type type, List<String> words, String parent,
			Collection<String> components) {
		if (words.isEmpty()) {
			return SettingNames.names(type).isEmpty() && SettingNames.valueType(type) == null ? parent : null;
		}
		Type value = SettingNames.valueType(type);
		if (value != null) {
			return ofMap(type, value, words, parent, components);
		}
		for (String name : SettingNames.names(type)) {
			for (int used : used(name, words)) {
				String found = setting(SettingNames.type(type, name), words.subList(used, words.size()),
						parent + "." + name, components);
				if (found != null) {
					return found;
				}
			}
		}
		return isList(type) && words.size() == 1 && INDEX.matcher(words.getFirst()).matches()
				? parent + "[" + words.getFirst() + "]"
				: null;
	}

	private static @Nullable String ofMap(Type map, Type value, List<String> words, String parent,
			Collection<String> components) {
		for (String key : keys(map, components)) {
			for (int used : used(key, words)) {
				String found = setting(value, words.subList(used, words.size()), parent + "." + inFile(key),
						components);
				if (found != null) {
					return found;
				}
			}
		}
		// A component that only the environment knows.
		return keys(map, components).equals(List.copyOf(components)) && words.size() > 1
				? setting(value, words.subList(1, words.size()), parent + "." + words.getFirst(), components)
				: null;
	}

	private static String inFile(String key) {
		return ConfigurationPropertyName.isValid(key) ? key : "[" + key + "]";
	}

	private static List<String> keys(Type map, Collection<String> components) {
		Type key = ((ParameterizedType) map).getActualTypeArguments()[0];
		return (key instanceof Class<?> type && type.isEnum())
				? Arrays.stream(type.getEnumConstants()).map((each) -> ((Enum<?>) each).name()).toList()
				: List.copyOf(components);
	}

	private static boolean isList(Type type) {
		return type instanceof ParameterizedType list && list.getRawType() instanceof Class<?> raw
				&& Collection.class.isAssignableFrom(raw);
	}

	/** How many of the words a name may be: all in one, as Spring Boot has it, or one each. */
	private static Set<Integer> used(String name, List<String> words) {
		String lower = name.toLowerCase(Locale.ROOT);
		Set<Integer> used = new LinkedHashSet<>();
		if (words.getFirst().equals(lower.replaceAll("[^a-z0-9]", ""))) {
			used.add(1);
		}
		List<String> parts = List.of(lower.split("[^a-z0-9]+"));
		if (words.size() >= parts.size() && words.subList(0, parts.size()).equals(parts)) {
			used.add(parts.size());
		}
		return used;
	}

	private static InvalidSettingException unknown(String variable, Collection<String> components) {
		List<String> all = new ArrayList<>();
		collect(DbStatusProperties.class, "DBSTATUS", components, all);
		String last = variable.substring(PREFIX.length() - 1);
		LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
		String nearest = all.stream()
				.min(Comparator.comparing((String each) -> !each.endsWith(last))
						.thenComparing((each) -> distance.apply(variable, each)))
				.orElseThrow();
		return new InvalidSettingException(
				"The environment variable '%s' is none of the settings of this service.".formatted(variable),
				"Correct or remove it; the nearest one that there is: '%s'. What begins with DBSTATUS_ must be a setting."
						.formatted(nearest));
	}

	private static void collect(Type type, String parent, Collection<String> components, List<String> into) {
		Type value = SettingNames.valueType(type);
		if (value != null) {
			keys(type, components).forEach((key) -> collect(value, parent + "_" + variable(key), components, into));
		}
		else if (SettingNames.names(type).isEmpty()) {
			into.add(parent);
		}
		for (String name : SettingNames.names(type)) {
			collect(SettingNames.type(type, name), parent + "_" + variable(name), components, into);
		}
	}

	private static String variable(String name) {
		return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
	}

}
