package ai.backend.dbstatus.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The settings that there are, read off {@link DbStatusProperties}.
 */
final class SettingNames {

	private SettingNames() {
	}

	/**
	 * What there is in place of a setting that does not exist.
	 * @param unknown its name, with the prefix
	 */
	static Place around(ConfigurationPropertyName unknown) {
		Type type = DbStatusProperties.class;
		int depth = DbStatusProperties.PREFIX.getNumberOfElements();
		for (; depth < unknown.getNumberOfElements(); depth++) {
			List<Parameter> settings = settings(type);
			Type next = settings.isEmpty() ? valueType(type) : named(unknown.getElement(depth, Form.UNIFORM), settings);
			if (next == null) {
				return new Place(unknown.chop(depth), settings.stream().map(SettingNames::name).toList());
			}
			type = next;
		}
		return new Place(unknown, settings(type).stream().map(SettingNames::name).toList());
	}

	/** The settings below one: a record's, and none of a value. */
	private static List<Parameter> settings(Type type) {
		if (!(type instanceof Class<?> properties) || !properties.isRecord()) {
			return List.of();
		}
		Constructor<?> canonical = properties.getDeclaredConstructors()[0];
		return List.of(canonical.getParameters());
	}

	/** The names of the settings below one, in the spelling of the files. */
	static List<String> names(Type type) {
		return settings(type).stream().map(SettingNames::name).toList();
	}

	/** The type of a setting that {@link #names} has. */
	static Type type(Type parent, String name) {
		return settings(parent).stream()
				.filter((setting) -> name(setting).equals(name))
				.findFirst()
				.orElseThrow()
				.getParameterizedType();
	}

	/** The type of the values of a map; {@code null} if it is none. */
	static @Nullable Type valueType(Type type) {
		return (type instanceof ParameterizedType map && map.getRawType() == Map.class)
				? map.getActualTypeArguments()[1]
				: null;
	}

	private static @Nullable Type named(String element, List<Parameter> settings) {
		for (Parameter setting : settings) {
			if (ConfigurationPropertyName.of(name(setting)).getElement(0, Form.UNIFORM).equals(element)) {
				return setting.getParameterizedType();
			}
		}
		return null;
	}

	private static String name(Parameter setting) {
		Name name = setting.getAnnotation(Name.class);
		return DataObjectPropertyName.toDashedForm((name != null) ? name.value() : setting.getName());
	}

	/**
	 * A setting that exists.
	 *
	 * @param setting its name, with the prefix
	 * @param names the names of those below it; none where it takes a value
	 */
	record Place(ConfigurationPropertyName setting, List<String> names) {

		Place {
			names = List.copyOf(names);
		}

		/** In a sentence: what there is below the setting. */
		String description() {
			return this.names.isEmpty()
					? "'%s' takes a value and has no settings below it.".formatted(this.setting)
					: "Below '%s' there are: %s.".formatted(this.setting, String.join(", ", this.names));
		}

	}

}
