package ai.backend.dbstatus.alembic.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An ini file as Python's {@code configparser.ConfigParser} sees it with its default settings: options of the section
 * {@code DEFAULT} are visible in every section that exists, names of options are in lower case, and references in a value
 * are replaced when it is read.
 */
final class IniFile {

	static final String DEFAULT_SECTION = "DEFAULT";

	private final String name;

	private final Map<String, IniOption> defaults;

	private final Map<String, Map<String, IniOption>> sections;

	IniFile(String name, Map<String, IniOption> defaults, Map<String, Map<String, IniOption>> sections) {
		this.name = name;
		this.defaults = defaults;
		this.sections = sections;
	}

	/**
	 * A file that is not there: it has no section.
	 */
	static IniFile absent(String name) {
		return new IniFile(name, Map.of(), Map.of());
	}

	/**
	 * Reads the text of a file.
	 *
	 * @param name what messages call the file
	 * @param text the text, with any kind of line ends
	 * @param defaults options that are visible as if the section {@code DEFAULT} had them
	 * @throws InvalidConfigException if the text is not what {@code ConfigParser} accepts
	 */
	static IniFile parse(String name, String text, Map<String, String> defaults) {
		Map<String, IniOption> options = new LinkedHashMap<>();
		defaults.forEach((key, value) -> options.put(key, new IniOption(key, value, null)));
		return new IniParser(name, options).parse(text);
	}

	/**
	 * The sections in the order of the file, without {@code DEFAULT}.
	 */
	List<String> sections() {
		return List.copyOf(this.sections.keySet());
	}

	/**
	 * Whether the file has the section; {@code DEFAULT} does not count as one.
	 */
	boolean hasSection(String section) {
		return this.sections.containsKey(section);
	}

	/**
	 * The options visible in a section, those of {@code DEFAULT} first.
	 */
	List<String> keys(String section) {
		Set<String> keys = new LinkedHashSet<>();
		if (hasSection(section) || section.equals(DEFAULT_SECTION)) {
			keys.addAll(this.defaults.keySet());
			keys.addAll(this.sections.getOrDefault(section, Map.of()).keySet());
		}
		return new ArrayList<>(keys);
	}

	/**
	 * The option as it stands in the file, or {@code null} if the section does not exist or does not see it.
	 */
	@Nullable
	IniOption option(String section, String key) {
		Map<String, IniOption> options = section.equals(DEFAULT_SECTION) ? this.defaults : this.sections.get(section);
		if (options == null) {
			return null;
		}
		IniOption own = options.get(key);
		return own != null ? own : this.defaults.get(key);
	}

	/**
	 * The value of an option with its references replaced, or {@code null} if there is no such option.
	 *
	 * @throws InvalidConfigException if a reference cannot be replaced
	 */
	@Nullable
	String get(String section, String key) {
		IniOption option = option(section, key);
		return option == null ? null : new IniInterpolation(this, section, option).value();
	}

	/**
	 * Where an option stands.
	 */
	ConfigOrigin origin(String section, String key) {
		IniOption option = option(section, key);
		return new ConfigOrigin(this.name, option == null ? null : option.line(), key);
	}

}
