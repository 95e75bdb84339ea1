package ai.backend.dbstatus.alembic.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration of an Alembic project as Alembic 1.19 does: from an ini file and from {@code [tool.alembic]} of
 * {@code pyproject.toml} together, the ini file winning option by option.
 * <p>
 * One thing is stricter than Alembic, which takes a missing file for an empty one: the file that the caller named must be
 * there, since otherwise another component's {@code pyproject.toml} could answer for it. It may be missing if the caller
 * says where the scripts are, or if it is the {@code alembic.ini} that Alembic looks for by itself and
 * {@code pyproject.toml} says where they are.
 * <p>
 * One thing is more lenient: an ini file without {@code script_location} that has {@code env.py} beside it is one of
 * Flask-Migrate, which fills in that directory.
 */
public final class AlembicConfigReader {

	private static final String SCRIPT_LOCATION = "script_location";

	private AlembicConfigReader() {
	}

	/**
	 * Reads the files and finds the directories that they name.
	 *
	 * @throws ConfigNotFoundException if the file that the caller named is not there
	 * @throws InvalidConfigException if a file cannot be read or says something that Alembic does not accept
	 * @throws ScriptsNotFoundException if a package or the script directory does not exist
	 */
	public static AlembicConfig read(ProjectFiles files, ConfigLocation location) {
		ConfigFiles configFiles = ConfigFiles.of(files, location);
		AlembicOptions options = options(files, location, configFiles);
		// In Alembic's order, so that of several faults the same one is reported.
		Path beside = (location.scriptLocation() == null && options.string(SCRIPT_LOCATION) == null)
				? configFiles.scriptDirectory(files)
				: null;
		Location scripts = (beside != null)
				? new Location(beside.toString(), new ConfigOrigin(location.alembicConfig(), null, SCRIPT_LOCATION))
				: scriptLocation(location, configFiles, options);
		OtherOptions.checkSlugLength(options);
		List<Path> pythonPath = pythonPath(files, location, options);
		boolean recursive = options.flag("recursive_version_locations");
		Locations locations = new Locations(files, location.workdir(), pythonPath);
		Path scriptDirectory = locations.resolve(scripts.text(), scripts.origin());
		OtherOptions.checkString("file_template", options);
		boolean sourceless = options.flag("sourceless");
		OtherOptions.checkString("output_encoding", options);
		List<Location> versionLocations = versionLocations(location, options);
		OtherOptions.checkString("timezone", options);
		OtherOptions.checkHooks(options);
		if (!files.exists(scriptDirectory)) {
			throw ScriptsNotFoundException.directory(scripts.origin(), scripts.text(), scriptDirectory);
		}
		List<Path> versions = versionLocations.stream()
				.map((version) -> locations.resolve(version.text(), version.origin()))
				.toList();
		return new AlembicConfig(configFiles.paths(), location.section(), scriptDirectory,
				versions.isEmpty() ? List.of(scriptDirectory.resolve("versions")) : versions, recursive, sourceless,
				pythonPath, EnvironmentOptions.of(options), launch(beside, options), options.warnings());
	}

	/**
	 * Reads only what the files say for {@code env.py}: the database may be known though the scripts are not found.
	 *
	 * @throws ConfigNotFoundException if the file that the caller named is not there
	 * @throws InvalidConfigException if a file cannot be read
	 */
	public static EnvironmentOptions readEnvironment(ProjectFiles files, ConfigLocation location) {
		return EnvironmentOptions.of(options(files, location, ConfigFiles.of(files, location)));
	}

	private static AlembicOptions options(ProjectFiles files, ConfigLocation location, ConfigFiles configFiles) {
		boolean missing = !configFiles.configured().exists();
		if (missing && location.scriptLocation() == null && !configFiles.isUsual()) {
			throw new ConfigNotFoundException(location.alembicConfig(), location.workdir());
		}
		AlembicOptions options = configFiles.read(files, location.section());
		if (missing && location.scriptLocation() == null && !options.toml().has(SCRIPT_LOCATION)) {
			throw new ConfigNotFoundException(location.alembicConfig(), location.workdir());
		}
		options.lookForMistakes();
		return options;
	}

	private static Location scriptLocation(ConfigLocation location, ConfigFiles files, AlembicOptions options) {
		if (location.scriptLocation() != null) {
			return new Location(location.scriptLocation(), setting(SCRIPT_LOCATION));
		}
		String value = options.string(SCRIPT_LOCATION);
		if (value == null) {
			throw new InvalidConfigException(Problem.MISSING_SCRIPT_LOCATION,
					new ConfigOrigin(location.alembicConfig(), null, SCRIPT_LOCATION),
					files.missing(options));
		}
		return new Location(value, options.origin(SCRIPT_LOCATION));
	}

	private static List<Location> versionLocations(ConfigLocation location, AlembicOptions options) {
		String key = LocationList.VERSION_LOCATIONS.key();
		if (!location.versionLocations().isEmpty()) {
			return location.versionLocations().stream().map((text) -> new Location(text, setting(key))).toList();
		}
		return options.strings(LocationList.VERSION_LOCATIONS)
				.stream()
				.map((text) -> new Location(text, options.origin(key)))
				.toList();
	}

	private static Launch launch(@Nullable Path beside, AlembicOptions options) {
		if (beside != null) {
			return Launch.FLASK_MIGRATE;
		}
		return options.engines().isEmpty() ? Launch.ALEMBIC : Launch.ALL_ENGINES;
	}

	/** Last comes the directory from which the package is imported that the working directory itself is in, if it is. */
	private static List<Path> pythonPath(ProjectFiles files, ConfigLocation location, AlembicOptions options) {
		List<Path> roots = new ArrayList<>();
		String key = LocationList.PREPEND_SYS_PATH.key();
		for (String entry : options.strings(LocationList.PREPEND_SYS_PATH)) {
			roots.add(Locations.path(location.workdir(), entry, options.origin(key)));
		}
		for (String entry : location.pythonPath()) {
			roots.add(Locations.path(location.workdir(), entry, setting("python_path")));
		}
		Path root = location.workdir();
		while (root != null && files.exists(root.resolve("__init__.py"))) {
			root = root.getParent();
		}
		if (root != null && !root.equals(location.workdir())) {
			roots.add(root);
		}
		return roots.stream().distinct().toList();
	}

	private static ConfigOrigin setting(String key) {
		return new ConfigOrigin("settings", null, key);
	}

	/**
	 * A location and where it is configured.
	 */
	private record Location(String text, ConfigOrigin origin) {}

}
