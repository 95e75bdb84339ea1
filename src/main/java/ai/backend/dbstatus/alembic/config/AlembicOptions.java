package ai.backend.dbstatus.alembic.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The options of a project: those of the ini section, and those of {@code [tool.alembic]} where the section has none.
 * Collects warnings about values that are legal but probably not meant.
 */
final class AlembicOptions {

	private static final String URL = "sqlalchemy.url";

	private static final String DATABASES = "databases";

	/** As {@code env.py} of the template splits them. */
	private static final Pattern ENGINES = Pattern.compile(",\\s*");

	private final IniFile ini;

	private final String section;

	private final @Nullable String engine;

	private final TomlTable toml;

	private final List<String> warnings = new ArrayList<>();

	private AlembicOptions(IniFile ini, String section, @Nullable String engine, TomlTable toml) {
		this.ini = ini;
		this.section = section;
		this.engine = engine;
		this.toml = toml;
	}

	/**
	 * The options of a section. Where that is the section of an engine, as those of Alembic's template {@code multidb} are
	 * (the option {@code databases} of {@code [alembic]} names it, and it does not say where the scripts are), all but the
	 * URL is that of {@code [alembic]}.
	 */
	static AlembicOptions of(IniFile ini, String section, TomlTable toml) {
		String usual = ConfigLocation.DEFAULT_SECTION;
		boolean engine = !section.equals(usual) && ini.hasSection(section)
				&& ini.option(section, "script_location") == null && engines(ini, usual).contains(section);
		return engine
				? new AlembicOptions(ini, usual, section, toml)
				: new AlembicOptions(ini, section, null, toml);
	}

	private static List<String> engines(IniFile ini, String section) {
		IniOption databases = ini.option(section, DATABASES);
		return (databases != null && !databases.value().isBlank())
				? List.of(ENGINES.split(databases.value().strip()))
				: List.of();
	}

	/**
	 * The engines that the option {@code databases} names and that have a section with a URL; empty if there are none.
	 */
	List<String> engines() {
		return engines(this.ini, this.section).stream().filter((name) -> this.ini.option(name, URL) != null).toList();
	}

	/**
	 * Whether the section that was asked for is that of an engine.
	 */
	boolean isEngine() {
		return this.engine != null;
	}

	/**
	 * {@code sqlalchemy.url}, of the engine where one was asked for.
	 */
	ConfigValue url() {
		return forEnvironment((this.engine != null) ? this.engine : this.section, URL);
	}

	/**
	 * A string, or {@code null} if no file has it.
	 */
	@Nullable
	String string(String key) {
		String value = this.ini.get(this.section, key);
		return value != null ? value : this.toml.string(key);
	}

	/**
	 * A switch. Alembic: in an ini file nothing but {@code true} is true.
	 */
	boolean flag(String key) {
		String value = this.ini.get(this.section, key);
		if (value == null) {
			return this.toml.flag(key);
		}
		if (!value.equals("true") && !value.equals("false")) {
			warn(key, "'%s' counts as false, since Alembic takes only 'true' as true.".formatted(value));
		}
		return value.equals("true");
	}

	/**
	 * Several paths; empty if no file has any. An empty value in the ini file does not count.
	 */
	List<String> strings(LocationList list) {
		String value = this.ini.get(this.section, list.key());
		if (value != null && !value.isEmpty()) {
			if (list.splitsByOlderRules(value, this.ini, this.section)) {
				warn(list.key(), "without path_separator, Alembic splits this in an old way; set path_separator.");
			}
			return list.split(value, this.ini, this.section);
		}
		if (this.toml.isString(list.key())) {
			warn(list.key(), "a string is taken for an array of its characters; write an array of strings.");
		}
		List<String> values = this.toml.strings(list.key());
		return values == null ? List.of() : values;
	}

	/**
	 * An option of the ini section that only {@code env.py} reads.
	 */
	ConfigValue forEnvironment(String key) {
		return forEnvironment(this.section, key);
	}

	private ConfigValue forEnvironment(String of, String key) {
		try {
			String value = this.ini.get(of, key);
			return value == null
					? new ConfigValue.Absent()
					: new ConfigValue.Present(value, this.ini.origin(of, key));
		}
		catch (InvalidConfigException ex) {
			return new ConfigValue.Invalid(ex);
		}
	}

	/**
	 * All options of the ini section that can be read.
	 */
	Map<String, String> allForEnvironment() {
		Map<String, String> all = new HashMap<>();
		for (String key : this.ini.keys(this.section)) {
			if (forEnvironment(key) instanceof ConfigValue.Present(String value, var _)) {
				all.put(key, value);
			}
		}
		return all;
	}

	/**
	 * Warns of what Alembic itself never notices but the usual {@code env.py} stumbles over.
	 */
	void lookForMistakes() {
		for (String key : this.ini.keys(this.section)) {
			if (forEnvironment(key) instanceof ConfigValue.Invalid(InvalidConfigException fault)) {
				this.warnings.add(fault.getMessage() + " An env.py that reads the whole section fails.");
			}
		}
		if (this.ini.option(this.section, URL) == null && (this.toml.has(URL) || this.toml.has("sqlalchemy"))) {
			this.warnings
					.add(this.toml.origin(URL) + ": the usual env.py does not look here; put it into the ini file.");
		}
	}

	/**
	 * Where the value of an option comes from.
	 */
	ConfigOrigin origin(String key) {
		IniOption option = this.ini.option(this.section, key);
		boolean missing = option == null || option.value().isEmpty();
		return missing && this.toml.has(key) ? this.toml.origin(key) : this.ini.origin(this.section, key);
	}

	IniFile ini() {
		return this.ini;
	}

	TomlTable toml() {
		return this.toml;
	}

	String section() {
		return this.section;
	}

	private void warn(String key, String message) {
		this.warnings.add(origin(key) + ": " + message);
	}

	List<String> warnings() {
		return List.copyOf(this.warnings);
	}

}
